//! Comments, kept beside the tree.

use incident_base::TextRange;

use crate::token::{Token, TokenKind};

/// A comment and how it stands in its lines: all that a formatter needs to put it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Comment {
    /// Where, without the line break behind it.
    pub range: TextRange,
    /// Which sort.
    pub kind: CommentKind,
    /// Nothing but blanks stands before it on its line.
    pub own_line: bool,
    /// At least one empty line stands directly above it. Only for one on a line of its own.
    pub blank_line_above: bool,
}

/// Sorts of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommentKind {
    /// `//`, `//!`, `////`; also `///` behind something on its line, which documents nothing.
    Line,
    /// `///` on a line of its own.
    Documentation,
    /// `/* … */`.
    Block,
}

/// The comments among the tokens, in order.
pub(crate) fn comments(tokens: &[Token]) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut breaks = 2_u32;
    for token in tokens {
        let own_line = breaks > 0;
        let kind = match token.kind {
            TokenKind::LineComment => CommentKind::Line,
            TokenKind::DocComment if own_line => CommentKind::Documentation,
            TokenKind::DocComment => CommentKind::Line,
            TokenKind::BlockComment => CommentKind::Block,
            TokenKind::Newline => {
                breaks = breaks.saturating_add(1);
                continue;
            }
            TokenKind::ByteOrderMark | TokenKind::Blank | TokenKind::StrayBlank => continue,
            _ => {
                breaks = 0;
                continue;
            }
        };
        let blank_line_above = breaks > 1 && !found.is_empty() || breaks > 2;
        found.push(Comment { range: token.range, kind, own_line, blank_line_above });
        breaks = 0;
    }
    found
}
