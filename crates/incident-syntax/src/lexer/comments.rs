//! Where comments end.

use incident_base::turns_text;

use super::rules::{Rule, Scanner};
use super::{Cutter, outline};
use crate::error::SyntaxErrorKind;

impl Cutter<'_> {
    /// The first character of a comment that turns round how the rest of it is shown.
    pub(super) fn turned_text(&mut self, scanner: &Scanner<'_>) {
        let comment = scanner.slice();
        if comment.is_ascii() {
            return;
        }
        let mut turning = comment.char_indices().filter(|(_, character)| turns_text(*character));
        if let Some((at, control)) = turning.next() {
            let start = scanner.span().start + at;
            let range = self.range(start, start + control.len_utf8());
            self.report(SyntaxErrorKind::TurnedText { control }, range);
        }
    }
}

/// Behind `//`: to the end of the line.
pub(super) fn line(scanner: &mut Scanner<'_>) -> Rule {
    let rest = scanner.remainder();
    let length = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or(rest);
    let is_doc = text.starts_with('/') && !text.starts_with("//");
    scanner.bump(text.len());
    if is_doc { Rule::DocComment } else { Rule::LineComment }
}

/// Behind `/*`: to the `*/` that belongs to it.
///
/// One that is never closed ends before the first line that looks like an entry, so that what stands
/// below it is still known. After that comments no longer nest, which keeps the cost linear.
pub(super) fn block(scanner: &mut Scanner<'_>) -> Rule {
    let rest = scanner.remainder();
    let end = if scanner.extras.no_comment_end {
        None
    } else {
        let (end, searched) = closing(rest, !scanner.extras.flat_comments);
        scanner.extras.searched += searched as u64;
        end
    };
    if let Some(end) = end {
        scanner.bump(end);
        return Rule::BlockComment;
    }
    scanner.extras.no_comment_end |= scanner.extras.flat_comments || !rest.contains("*/");
    scanner.extras.flat_comments = true;
    let length = outline::first_entry_below(rest);
    scanner.extras.searched += length as u64;
    scanner.bump(length);
    Rule::UnterminatedComment
}

/// The offset behind the `*/` that closes a comment, and how far was searched.
fn closing(rest: &str, nested: bool) -> (Option<usize>, usize) {
    let mut depth = 1_u32;
    let mut previous = 0_u8;
    for (at, byte) in rest.bytes().enumerate() {
        match (previous, byte) {
            (b'*', b'/') => {
                depth -= 1;
                if depth == 0 {
                    return (Some(at + 1), at + 1);
                }
                previous = 0;
            }
            (b'/', b'*') if nested => {
                depth += 1;
                previous = 0;
            }
            _ => previous = byte,
        }
    }
    (None, rest.len())
}
