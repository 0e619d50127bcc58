//! A word that a `,` or a line's end parts is one mistake: `time,out = 5m`, `provider = stat,uspage`.

use incident_base::{Certainty, Change, Code, Diagnostic, Mend, TextRange, TextSize};
use incident_schema::blocks;
use incident_syntax::TokenKind;

use super::between::between;
use crate::text::slice;
use crate::words::Words;

const TIER_WITHOUT_TIMEOUT: Code = Code::new(4);
const UNEXPECTED: Code = Code::new(101);
const KEY_WITHOUT_EQUALS: Code = Code::new(103);
const UNKNOWN_KIND: Code = Code::new(120);
const UNKNOWN_KEY: Code = Code::new(122);

/// What may be said of half of a value: that it cannot be read, is of another type, or is none of some words.
const NO_VALUE: [Code; 3] = [Code::new(125), Code::new(126), Code::new(128)];

/// Between the two parts of a word there is less, and a header is shorter.
const MOST: usize = 200;

/// Leaves out what is said of the second part of such a word, or what its first part makes of an entry. The findings are
/// those of one file, by place.
pub(super) fn one_for_each_parted_word(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let words = Words::of(text);
    let headers = Headers(findings.iter().filter_map(|it| Header::of(text, it)).collect());
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for mut finding in findings {
        if headers.explain(&finding) {
            continue;
        }
        if let Some(header) = headers.with_second(finding.place.range) {
            let joined = &header.joined;
            let other = finding.help.take().unwrap_or_default();
            finding.help = Some(match words.have(joined) {
                true => {
                    format!("Together with the word before it, it is `{joined}`: write it in one.")
                }
                false => {
                    format!("If it belongs to the word before it, write `{joined}` in one. {other}")
                }
            });
        }
        let Some(first) = kept.last_mut().filter(|it| is_near(it.place.range, &finding)) else {
            kept.push(finding);
            continue;
        };
        if let Some(word) =
            word(text, first, &finding).or_else(|| value(text, &words, first, &finding))
        {
            let next = "Together with the next word it is";
            first.help = Some(format!("{next} `{word}`: write it in one."));
            first.mend = None;
        } else if let Some(value) = value_behind_comma(text, &words, first, &finding) {
            let before = slice(text, first.place.range).trim_end();
            let written = match before.split_once([' ', '\t']) {
                // `notify_channels pagerduty, slack`
                Some((key, values)) => format!("{key} = [{}, {value}]", values.trim_start()),
                None => format!("{before} = {value}"),
            };
            first.help = Some(format!("Write `{written}`."));
            let whole = first.place.range.cover(finding.place.range);
            let change = Change::Replace(written);
            // A comment between them stays.
            first.mend = (!slice(text, whole).contains('/'))
                .then_some(Mend { change, certainty: Certainty::Likely });
            first.place.range = whole;
        } else {
            kept.push(finding);
        }
    }
    kept
}

fn is_near(first: TextRange, second: &Diagnostic) -> bool {
    let start = second.place.range.start();
    first.end() <= start && usize::from(start - first.end()) < MOST
}

/// Whether nothing but a `,` or a line's end stands between the two.
fn are_parted(text: &str, first: &Diagnostic, second: &Diagnostic) -> bool {
    matches!(between(text, first.place.range, second).as_slice(), [] | [TokenKind::Comma])
}

/// The first word of what a finding is about.
fn first_word<'t>(text: &'t str, finding: &Diagnostic) -> &'t str {
    let there = slice(text, finding.place.range);
    there.split([' ', '\t', '=', '{']).next().unwrap_or_default()
}

/// The word of the language that the two are about, if it is one.
fn word(text: &str, first: &Diagnostic, second: &Diagnostic) -> Option<String> {
    let is_key = second.code == UNKNOWN_KEY;
    if first.code != UNKNOWN_KIND || !(is_key || second.code == UNKNOWN_KIND) {
        return None;
    }
    let word = [first, second].map(|it| slice(text, it.place.range)).concat();
    let is_word =
        blocks().any(|(_, row)| if is_key { row.key(&word).is_some() } else { row.name == word });
    (is_word && are_parted(text, first, second)).then_some(word)
}

/// The value that the two are about, where neither is one and together they are: of a key, or of a list.
fn value(text: &str, words: &Words<'_>, first: &Diagnostic, second: &Diagnostic) -> Option<String> {
    let goes_on = match second.code {
        UNKNOWN_KIND => true,
        // `h notify_channels = …`
        UNEXPECTED => second.message.contains(" before "),
        code => code == first.code || NO_VALUE.contains(&code) && NO_VALUE.contains(&first.code),
    };
    let one = slice(text, first.place.range);
    let is_one = one.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if !goes_on || !is_one || one.is_empty() || !are_parted(text, first, second) {
        return None;
    }
    let word = format!("{one}{}", first_word(text, second));
    words.have_value(&word).then_some(word)
}

/// `requires_post_mortem, true`, or the two on lines of their own: the value.
fn value_behind_comma<'t>(
    text: &'t str,
    words: &Words<'_>,
    first: &Diagnostic,
    second: &Diagnostic,
) -> Option<&'t str> {
    let value = slice(text, second.place.range);
    let is_behind = (first.code, second.code) == (KEY_WITHOUT_EQUALS, UNKNOWN_KIND)
        && are_parted(text, first, second);
    (is_behind && words.have_value(value)).then_some(value)
}

/// A header in two parts: `tier on` and `call {`.
struct Header {
    /// The first part.
    first: TextRange,
    /// The word with which the second begins.
    second: TextRange,
    /// The name.
    joined: String,
}

impl Header {
    /// The header of which this finding is about the second part.
    fn of(text: &str, finding: &Diagnostic) -> Option<Self> {
        // One that is near another kind is misspelt.
        if finding.code != UNKNOWN_KIND || finding.mend.is_some() {
            return None;
        }
        let second = finding.place.range;
        let (before, behind) =
            (text.get(..second.start().into())?, text.get(second.end().into()..)?);
        if !behind.trim_start_matches([' ', '\t']).starts_with('{') {
            return None;
        }
        let before = before.trim_end_matches([' ', '\t', ',', '\r', '\n']);
        let back = before.bytes().rev().take(MOST);
        let start = before.len() - back.take_while(|byte| !b"\n{},".contains(byte)).count();
        let header = before.get(start..)?.trim_start_matches([' ', '\t']);
        let (kind, name) = header.split_once([' ', '\t'])?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let is_header = blocks().any(|(_, row)| row.name == kind && row.labels.len() == 1)
            && name.trim_start().chars().all(is_name);
        let start = TextSize::try_from(before.len() - header.len()).ok()?;
        let joined = format!("{}{}", name.trim_start(), slice(text, second));
        let first = TextRange::new(start, TextSize::of(before));
        is_header.then_some(Self { first, second, joined })
    }
}

/// The headers in two parts of a file, in the order of places.
struct Headers(Vec<Header>);

impl Headers {
    /// The one of which this is the second part.
    fn with_second(&self, place: TextRange) -> Option<&Header> {
        let at =
            self.0.binary_search_by_key(&place.start(), |header| header.second.start()).ok()?;
        self.0.get(at)
    }

    /// Whether a finding is about what a first part lacks by itself.
    fn explain(&self, finding: &Diagnostic) -> bool {
        let is_inside = |place: TextRange| {
            let behind = self.0.partition_point(|header| header.first.start() <= place.start());
            let header = behind.checked_sub(1).and_then(|at| self.0.get(at));
            header.is_some_and(|header| header.first.contains_range(place))
        };
        is_inside(finding.place.range)
            || finding.code == TIER_WITHOUT_TIMEOUT
                && !finding.related.is_empty()
                && finding.related.iter().all(|it| is_inside(it.place.range))
    }
}
