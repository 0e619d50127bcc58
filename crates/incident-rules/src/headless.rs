//! A line that opens a block is gone, or stands one line too low: all that stood in the block is then in the wrong
//! place, and its closing brace closes something else. That is one mistake.

use incident_base::{Code, Diagnostic, TextRange};
use incident_schema::{blocks, blocks_in};
use incident_syntax::{TokenKind, tokens};

use crate::text::{count, or};

const NO_RESPONSE_TIME: Code = Code::new(3);
const UNEXPECTED: Code = Code::new(101);
const MISSING_BRACE: Code = Code::new(105);
const UNMATCHED_CLOSER: Code = Code::new(106);
const UNTERMINATED: Code = Code::new(107);
const UNKNOWN_KIND: Code = Code::new(120);
const MISPLACED_BLOCK: Code = Code::new(121);
const UNKNOWN_KEY: Code = Code::new(122);
const MISSING_LABEL: Code = Code::new(123);
const MISSING_KEY: Code = Code::new(129);

/// Makes one finding of a run of entries that all stand in one wrong place, and leaves out the brace
/// that closed them. The findings are those of one file, by place.
pub(crate) fn one_for_each_missing_header(
    text: &str,
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut run: Option<Run> = None;
    // Where the last of a run stands of which the closing brace may still come.
    let mut headless: Option<TextRange> = None;
    let mut in_comment = false;
    for finding in findings {
        let misplaced = Misplaced::of(&finding);
        if let (Some(run), Some(misplaced)) = (&mut run, &misplaced)
            && is_in_same_block(text, run.last, &finding)
            && run.goes_on_with(misplaced, finding.place.range)
        {
            continue;
        }
        let closes = finding.code == UNMATCHED_CLOSER;
        if let (Some(run), Some(first)) = (run.take(), kept.last_mut()) {
            let closes = closes && is_in_same_block(text, run.last, &finding);
            let last = run.last;
            headless = run.close(first, closes).then_some(last);
        }
        // What a comment without its end took in is not known.
        let structural = misplaced.is_some() || closes;
        if structural && in_comment
            || closes && headless.take().is_some_and(|last| is_in_same_block(text, last, &finding))
        {
            continue;
        }
        in_comment |= finding.code == UNTERMINATED && finding.message.contains("comment");
        if kept.last_mut().is_some_and(|before| has_slipped(text, before, &finding)) {
            continue;
        }
        run = misplaced.map(|entries| Run { entries, last: finding.place.range, below: 0 });
        // What stands in braces without a header was said to.
        let is_said = run.is_some()
            && kept.last().is_some_and(|last| {
                opens_without_header(last) && is_in_same_block(text, last.place.range, &finding)
            });
        if !is_said {
            kept.push(finding);
        }
    }
    if let (Some(run), Some(first)) = (run, kept.last_mut()) {
        run.close(first, false);
    }
    kept
}

/// Whether no block around a place ends before a finding.
fn is_in_same_block(text: &str, place: TextRange, finding: &Diagnostic) -> bool {
    let mut depth = 0_i64;
    between(text, place, finding).into_iter().all(|kind| {
        depth += match kind {
            TokenKind::OpenBrace => 1,
            TokenKind::CloseBrace => -1,
            _ => 0,
        };
        depth >= 0
    })
}

/// What stands between a place and a finding, without blanks, line ends and comments.
fn between(text: &str, place: TextRange, finding: &Diagnostic) -> Vec<TokenKind> {
    let range = usize::from(place.end())..usize::from(finding.place.range.start());
    let all = tokens(text.get(range).unwrap_or_default()).into_iter().map(|token| token.kind);
    all.filter(|kind| !kind.is_trivia() && *kind != TokenKind::Newline).collect()
}

/// In the place of a block's word.
const TOP_LEVEL: &str = "";

/// Entries that stand in one wrong place.
struct Misplaced {
    /// The word of the block that they stand in; `None` at the top level.
    place: Option<String>,
    /// The words of the blocks that all of them may stand in.
    homes: Vec<&'static str>,
}

impl Misplaced {
    /// The entry that a finding says to be in the wrong place.
    fn of(finding: &Diagnostic) -> Option<Self> {
        let mut words = finding.message.split('`');
        let (_, entry) = (words.next(), words.next()?);
        let says = words.next()?;
        let place = match says {
            " is not a key of " | " cannot stand in " => Some(words.next()?.to_owned()),
            " cannot stand at the top level." => None,
            _ => return None,
        };
        let key = entry.strip_suffix(" = …").unwrap_or(entry);
        let homes: Vec<&'static str> = match finding.code {
            UNKNOWN_KEY => blocks()
                .filter(|(_, row)| row.key(key).is_some())
                .map(|(_, row)| row.name)
                .collect(),
            MISPLACED_BLOCK => blocks()
                .filter(|(kind, _)| blocks_in(Some(*kind)).any(|(_, row)| row.name == entry))
                .map(|(_, row)| row.name)
                .chain(blocks_in(None).any(|(_, row)| row.name == entry).then_some(TOP_LEVEL))
                .collect(),
            _ => return None,
        };
        (!homes.is_empty()).then_some(Self { place, homes })
    }
}

/// A finding and those behind it that are left out.
struct Run {
    entries: Misplaced,
    /// Where the last of them stands.
    last: TextRange,
    below: usize,
}

impl Run {
    /// Takes a further entry in, if it may be of the same block.
    fn goes_on_with(&mut self, next: &Misplaced, place: TextRange) -> bool {
        let common = |home: &&'static str| next.homes.contains(home);
        let homes: Vec<&'static str> = self.entries.homes.iter().copied().filter(common).collect();
        let goes_on = self.entries.place == next.place && !homes.is_empty();
        if goes_on {
            self.entries.homes = homes;
            self.below += 1;
            self.last = place;
        }
        goes_on
    }

    /// Says at the first how many are like it; whether a header is missing. `closes` tells that a brace that closes
    /// nothing comes next.
    fn close(mut self, first: &mut Diagnostic, closes: bool) -> bool {
        if self.below == 0 && !closes {
            return false;
        }
        if opens_without_header(first) {
            return true;
        }
        let entries = match self.below {
            0 => "It stands".to_owned(),
            1 => "This and the next entry stand".to_owned(),
            below => format!("This and the next {} stand", count(below, "entry")),
        };
        first.mend = None;
        if self.entries.homes == [TOP_LEVEL] {
            first.help = Some(format!("{entries} at the top level: is a `}}` missing above?"));
            return true;
        }
        self.entries.homes.retain(|home| *home != TOP_LEVEL);
        first.help = Some(format!(
            "{entries} in {}: is the line missing that opens it?",
            or(&self.entries.homes)
        ));
        true
    }
}

/// Whether a finding says that nothing stands before a `{`.
fn opens_without_header(finding: &Diagnostic) -> bool {
    match finding.code {
        UNEXPECTED => finding.message.ends_with("found `{`."),
        MISSING_BRACE => finding.message.starts_with("The `{` of a block"),
        _ => false,
    }
}

/// Whether a finding only says again what the one before it says, of a header that was broken in two or a key that
/// slipped out of its block; the one before it then says so.
fn has_slipped(text: &str, before: &mut Diagnostic, finding: &Diagnostic) -> bool {
    let place = before.place.range;
    let help = match (before.code, finding.code) {
        // `service` and, on the next line, `Payments {`
        (MISSING_LABEL, UNKNOWN_KIND) => match between(text, place, finding).as_slice() {
            [] => "The rest of the header seems to stand on the line below: join the two.",
            [TokenKind::Comma] => {
                "The rest of the header seems to stand behind the `,`: remove it."
            }
            _ => return false,
        },
        (UNKNOWN_KEY, MISSING_KEY | NO_RESPONSE_TIME)
            if lacks(finding, before) && is_next_entry(&between(text, place, finding)) =>
        {
            "It belongs into the block below, which has none: move it there."
        }
        (MISSING_KEY, UNKNOWN_KEY)
            if lacks(before, finding) && is_one_body(&between(text, place, finding)) =>
        {
            *before = finding.clone();
            "It belongs into the block above, which has none: move it there."
        }
        _ => return false,
    };
    before.help = Some(help.to_owned());
    before.mend = None;
    true
}

/// Whether what a block lacks is the key that another finding says to be in the wrong place.
fn lacks(missing: &Diagnostic, misplaced: &Diagnostic) -> bool {
    let key = misplaced.message.split('`').nth(1).unwrap_or_default();
    let lacked = missing.message.split_once(" has no ").map(|(_, lacked)| lacked);
    lacked
        .and_then(|lacked| lacked.trim_start_matches('`').strip_prefix(key))
        .is_some_and(|behind| behind.starts_with(|c: char| !c.is_alphanumeric() && c != '_'))
}

/// Whether these are the rest of an attribute and nothing more.
fn is_next_entry(between: &[TokenKind]) -> bool {
    let braces = [TokenKind::OpenBrace, TokenKind::CloseBrace];
    let equals = between.iter().filter(|kind| **kind == TokenKind::Equals).count();
    equals == 1 && !between.iter().any(|kind| braces.contains(kind))
}

/// Whether these are what stands in the braces of one block, with them.
fn is_one_body(between: &[TokenKind]) -> bool {
    let mut depth = 0;
    let ends = between.iter().position(|kind| {
        depth += match kind {
            TokenKind::OpenBrace => 1,
            TokenKind::CloseBrace => -1,
            _ => 0,
        };
        depth == 0 && *kind == TokenKind::CloseBrace
    });
    between.first() == Some(&TokenKind::OpenBrace) && ends == Some(between.len() - 1)
}
