//! `// incident: allow(INC138) …`: saying that something is meant.

use std::ops::Range;

use incident_base::{Code, Level, TextEdit, TextSize, line_around};
use incident_syntax::{Token, TokenKind};
use jiff::civil::Date;

use super::{Action, ActionKind, indent, line_end};
use crate::Finding;

/// Adds the comment at the end of the line; above it where a comment stands there. Errors cannot be allowed. `tokens` are
/// the text's.
pub(super) fn suppress(
    text: &str,
    tokens: &[Token],
    finding: &Finding,
    day: Option<Date>,
) -> Option<Action> {
    let diagnostic = &finding.diagnostic;
    if diagnostic.level == Level::Error {
        return None;
    }
    let code = diagnostic.code;
    // They are about such comments: another one would allow nothing.
    if [Code::new(151), Code::new(152)].contains(&code) {
        return None;
    }
    // A comment must say why, and only whoever allows it knows.
    let when = day.map_or_else(String::new, |day| format!(" on {day}"));
    let comment = format!("// incident: allow({code}) accepted{when}");
    let at = usize::from(diagnostic.place.range.start());
    let Range { start, end: line } = line_around(text, at);
    let behind = tokens.partition_point(|token| usize::from(token.range.start()) < line);
    let mut before = tokens.iter().take(behind);
    let last = before.rfind(|token| !matches!(token.kind, TokenKind::Blank | TokenKind::Newline));
    let is_free = last.is_some_and(|token| {
        let is_comment = matches!(
            token.kind,
            TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment
        );
        !is_comment && usize::from(token.range.end()) <= line
    });
    let (place, added) = if is_free {
        let rest = text.get(..line)?;
        let blank = if rest.ends_with([' ', '\t']) { "" } else { " " };
        (line, format!("{blank}{comment}"))
    } else {
        let indent = indent(text, at);
        (start, format!("{indent}{comment}{}", line_end(text)))
    };
    let place = TextSize::try_from(place).ok()?;
    Some(Action {
        title: format!("Allow {code} here"),
        kind: ActionKind::Fix,
        mends: vec![(code, diagnostic.place.range)],
        is_preferred: false,
        edits: vec![TextEdit { start: place, end: place, text: added }],
        elsewhere: Vec::new(),
    })
}
