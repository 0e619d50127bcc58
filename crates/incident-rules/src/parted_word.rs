//! A word that a `,` or a line's end parts is one mistake: `time,out = 5m`.

use incident_base::{Code, Diagnostic};
use incident_schema::blocks;
use incident_syntax::TokenKind;

use crate::headless::between;
use crate::text::slice;

const UNKNOWN_KIND: Code = Code::new(120);
const UNKNOWN_KEY: Code = Code::new(122);

/// Between the two parts of a word there is less.
const MOST: u32 = 200;

/// Leaves out what is said of the second part of such a word. The findings are those of one file, by place.
pub(crate) fn one_for_each_parted_word(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings {
        let joined = kept.last().and_then(|first| joined(text, first, &finding));
        match kept.last_mut().zip(joined) {
            Some((first, word)) => {
                first.help =
                    Some(format!("Together with the next word it is `{word}`: write it in one."));
                first.mend = None;
            }
            None => kept.push(finding),
        }
    }
    kept
}

/// The word of the language that the two are about, if it is one.
fn joined(text: &str, first: &Diagnostic, second: &Diagnostic) -> Option<String> {
    let (one, other) = (first.place.range, second.place.range);
    let is_key = second.code == UNKNOWN_KEY;
    let is_near = one.end() < other.start() && u32::from(other.start() - one.end()) < MOST;
    if first.code != UNKNOWN_KIND || !(is_key || second.code == UNKNOWN_KIND) || !is_near {
        return None;
    }
    let word = format!("{}{}", slice(text, one), slice(text, other));
    let is_word =
        blocks().any(|(_, row)| if is_key { row.key(&word).is_some() } else { row.name == word });
    let parts = between(text, one, second);
    (is_word && matches!(parts.as_slice(), [] | [TokenKind::Comma])).then_some(word)
}
