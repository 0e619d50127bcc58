//! What the lexer remembers so that no text is searched twice for the same missing end.

use super::hash_lines::HashLines;
use super::odd_quotes::Odd;

/// The lexer's memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// Up to this offset no string ends: the line was searched.
    pub(super) no_quote_before: usize,
    /// Up to this offset the quotes were looked at: the odd one among them, if there is one, is known.
    pub(super) paired_before: usize,
    /// The odd one.
    pub(super) odd_quote: Option<Odd>,
    /// Up to this offset one quote is odd, and nothing tells which.
    pub(super) unclear_before: usize,
    /// From here on there is no `"""`.
    pub(super) no_long_quote: bool,
    /// A `/*` without its end was met. From then on comments do not nest.
    pub(super) flat_comments: bool,
    /// From here on there is no `*/`.
    pub(super) no_comment_end: bool,
    /// From here on there is no `-->`.
    pub(super) no_markup_end: bool,
    /// Lists open here, as far as that can be told without the grammar.
    pub(super) open_lists: u32,
    /// The number of a token `""` that ends its line and has only prose below it so far.
    pub(super) empty_string: Option<usize>,
    /// The offset of the next bracket, `=` or line end, for offsets up to it.
    pub(super) next_mark: usize,
    /// The lines in a row that begin with `#` and were met last.
    pub(super) hash_lines: HashLines,
    /// Characters looked at by searches, for the tests of linear cost.
    pub(super) searched: u64,
}
