//! Where entries are put into a block.

use incident_base::TextSize;
use incident_syntax::{TokenKind, tokens};

/// The place behind the brace that opens a block, by the end of the block's header. A comment between the two may hold
/// braces, too.
pub(crate) fn behind_brace(text: &str, header: TextSize) -> Option<TextSize> {
    let rest = text.get(usize::from(header)..)?;
    let mut ends = rest.match_indices('{').map(|(at, brace)| at + brace.len());
    let is_it = |end: &usize| {
        let last = rest.get(..*end).and_then(|before| tokens(before).last().map(|it| it.kind));
        last == Some(TokenKind::OpenBrace)
    };
    Some(header + TextSize::try_from(ends.find(is_it)?).ok()?)
}
