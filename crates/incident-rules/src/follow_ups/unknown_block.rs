//! Blocks of no known kind which are rather something else: a text with words in braces that lacks its quotes or ends at one,
//! or what another tool has.

use incident_base::{Certainty, Change, Code, Diagnostic, Mend, TextRange, TextSize};
use incident_syntax::{TokenKind, tokens};

use super::between::between;
use crate::rules::UNQUOTED;
use crate::text::slice;

/// Of longer lines nothing is made.
const MOST: usize = 400;

/// Of longer blocks nothing is left out.
const LONGEST: usize = 4000;

const UNKNOWN_KIND: Code = Code::new(120);
const UNEXPECTED: Code = Code::new(101);
const WRONG_TYPE: Code = Code::new(126);

/// Makes one finding of those about a text with words in braces, and leaves out that texts lack quotes in a block of
/// another tool. The findings are those of one file, by place.
pub(crate) fn one_for_each_unknown_block(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    // The last of no known kind, of which the body is only looked for where something may be in it.
    let mut unknown: Option<TextSize> = None;
    let mut foreign: Option<TextRange> = None;
    for finding in findings {
        let at = finding.place.range;
        if finding.code == UNQUOTED.code {
            foreign = unknown.take().map_or(foreign, |header| body(text, header));
            if foreign.is_some_and(|block| block.contains_range(at)) {
                continue;
            }
        }
        if kept.last_mut().is_some_and(|last| is_one_text(text, last, &finding)) {
            continue;
        }
        if finding.code == UNKNOWN_KIND && finding.mend.is_none() {
            unknown = Some(at.end());
        }
        kept.push(finding);
    }
    kept
}

/// The body of the block whose header goes on from here, if it is no long one.
fn body(text: &str, from: TextSize) -> Option<TextRange> {
    let behind = text.get(usize::from(from)..)?;
    let most = (0..=LONGEST.min(behind.len())).rev().find(|at| behind.is_char_boundary(*at))?;
    let behind = behind.get(..most)?;
    let start = behind.split('\n').next()?.find('{')?;
    let mut depth = 0_i64;
    let end = tokens(behind.get(start..)?).into_iter().find(|token| {
        depth += match token.kind {
            TokenKind::OpenBrace => 1,
            TokenKind::CloseBrace => -1,
            _ => 0,
        };
        depth == 0
    })?;
    let start = from + TextSize::try_from(start).ok()?;
    Some(TextRange::new(start, start + end.range.end()))
}

/// `component Search {index}`, `component "Search" {index} slow`: makes the finding before one about all of the text.
fn is_one_text(text: &str, last: &mut Diagnostic, finding: &Diagnostic) -> bool {
    let (first, second) = (last.place.range, finding.place.range);
    let is_glued = |word: TextRange| {
        let before = text.get(..usize::from(word.start())).unwrap_or_default();
        let behind = text.get(usize::from(word.end())..).unwrap_or_default();
        before.ends_with('{') && behind.starts_with('}')
    };
    let whole = match (last.code, finding.code) {
        (WRONG_TYPE, UNKNOWN_KIND)
            if is_glued(second) && between(text, first, finding) == [TokenKind::OpenBrace] =>
        {
            TextRange::new(first.start(), second.end() + TextSize::of('}'))
        }
        (UNKNOWN_KIND, UNEXPECTED)
            if is_glued(first) && between(text, first, finding) == [TokenKind::CloseBrace] =>
        {
            let Some(whole) = from_its_quote(text, first.start(), second.end()) else {
                return false;
            };
            last.message = "The second quote ends the text, which goes on behind it.".to_owned();
            last.code = UNEXPECTED;
            last.structure = None;
            whole
        }
        _ => return false,
    };
    let written = format!("\"{}\"", slice(text, whole).replace('"', ""));
    last.place.range = whole;
    last.help = Some(format!("Write `{written}`."));
    last.mend = Some(Mend { change: Change::Replace(written), certainty: Certainty::Likely });
    true
}

/// From the quote that begins a text to the end of words behind it; `inside` stands behind a `{` behind the text.
fn from_its_quote(text: &str, inside: TextSize, end: TextSize) -> Option<TextRange> {
    let before =
        text.get(..usize::from(inside))?.strip_suffix('{')?.trim_end().strip_suffix('"')?;
    let back = before.bytes().rev().take(MOST).position(|byte| matches!(byte, b'"' | b'\n'))?;
    let start = before.len() - back;
    let quote = start.checked_sub(1).filter(|at| text.as_bytes().get(*at) == Some(&b'"'))?;
    let behind = text.get(usize::from(end)..)?;
    let more = behind.bytes().take(MOST).position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let more = behind.get(..more)?;
    let more = more.split_once("//").map_or(more, |(before, _)| before).trim_end();
    let is_plain = more.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
    let end = end + TextSize::of(more);
    is_plain.then_some(TextRange::new(TextSize::try_from(quote).ok()?, end))
}
