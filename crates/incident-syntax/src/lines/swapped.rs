//! The line that opens a list, above the header of the block that the list stands in.

use super::Mender;
use super::headless_list::before_its_end;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

impl Mender<'_> {
    /// `required_sections = [` above `post_mortem_template {` and the values: leaves the list out, and what it holds; the number
    /// of the lexeme behind them.
    pub(super) fn is_list_above_its_block(&mut self, first: usize) -> Option<usize> {
        const OPENS: [TokenKind; 4] =
            [TokenKind::Name, TokenKind::Equals, TokenKind::OpenBracket, TokenKind::Newline];
        let rest = self.lexemes.get(first..)?;
        let (opens, below) = rest.split_at_checked(OPENS.len())?;
        if !opens.iter().map(|it| it.kind).eq(OPENS) {
            return None;
        }
        let length = below.iter().position(|it| it.kind == TokenKind::Newline)?;
        self.work += length as u64;
        let header = first + OPENS.len();
        let values = header + length + 1;
        let [kind, labels @ .., brace] = below.get(..length)? else { return None };
        let is_header = kind.kind == TokenKind::Name
            && labels.iter().all(|it| it.kind.is_scalar())
            && brace.kind == TokenKind::OpenBrace;
        if !is_header || self.indent(first) <= self.indent(header) {
            return None;
        }
        let close = match before_its_end(self.lexemes.get(values..)?) {
            Ok(count) => values + count,
            Err(looked_at) => {
                self.work += looked_at as u64;
                return None;
            }
        };
        let edited = self.edits.len();
        let range = self.all_of(header..header + length);
        self.report(SyntaxErrorKind::LinesSwapped, range, Some(self.all_of(first..header - 1)));
        self.edits.extend((first..header).map(|at| (at, [None, None])));
        self.open_and_close(header..header + length, edited);
        self.edits.extend((values..=close + 1).map(|at| (at, [None, None])));
        Some(close + 1)
    }
}
