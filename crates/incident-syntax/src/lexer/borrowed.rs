//! Values as chats and mail programs write them: `#incidents`, `Alice <alice@company.com>`.

use super::rules::Scanner;
use super::stray::{is_address, is_word};
use super::{Cutter, text_range};
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// `#incidents` where a value stands: a channel without its kind. `false` where it is none.
    pub(super) fn channel_name(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let begins = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let before = self.tokens.iter().rev().find(|token| token.kind != TokenKind::Blank);
        let is_value = match before.map(|token| token.kind) {
            Some(TokenKind::Equals | TokenKind::OpenBracket) => true,
            Some(TokenKind::Comma) => scanner.extras.open_lists > 0,
            _ => false,
        };
        if !begins || !is_value {
            return false;
        }
        scanner.bump(length);
        let text = scanner.slice().to_owned();
        self.report(SyntaxErrorKind::Unquoted { text }, self.here(scanner));
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// `<https://…>`, `<alice@company.com>`: what other formats put addresses in. `false` where there is none.
    pub(super) fn in_angle_brackets(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let end = rest.find(['>', '<', '\n', '\r']).unwrap_or(rest.len());
        scanner.extras.searched += end as u64;
        let inside = rest.get(..end).unwrap_or_default();
        let is_closed = rest.get(end..).is_some_and(|behind| behind.starts_with('>'));
        if !is_closed || !inside.contains("://") && !inside.contains('@') {
            return false;
        }
        let bracket = self.here(scanner);
        scanner.bump(end + 1);
        if !is_address(inside) {
            self.report_stray("<", bracket);
            self.push_here(TokenKind::Malformed, scanner);
            return true;
        }
        let first = self.name_before();
        let start = self.tokens.get(first).map_or(bracket.start(), |token| token.range.start());
        let is_alone = first == self.tokens.len();
        self.tokens.truncate(first);
        while self.errors.pop_if(|last| last.range.start() >= start).is_some() {}
        let end = scanner.span().end + self.base;
        let kind = SyntaxErrorKind::AddressInBrackets { address: inside.to_owned(), is_alone };
        self.report(kind, text_range(start.into(), end));
        self.push(TokenKind::Malformed, start.into(), end);
        true
    }

    /// The number of the first token of somebody's name that was read last, at the beginning of a value.
    fn name_before(&self) -> usize {
        /// Names of more words and blanks are none.
        const MOST: usize = 12;
        use TokenKind::{Blank, Malformed, Name, Newline, Number, String};
        let none = self.tokens.len();
        let is_part = |kind| matches!(kind, Blank | Name | Number | String | Malformed);
        let last = self.tokens.iter().rev().take(MOST);
        let first = none - last.take_while(|token| is_part(token.kind)).count();
        let begins_value =
            first.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(|before| {
                use TokenKind::{Comma, Equals, OpenBracket};
                matches!(before.kind, Comma | Equals | OpenBracket | Newline)
            });
        let words = self.tokens.get(first..).unwrap_or_default();
        let blanks = words.iter().take_while(|token| token.kind == Blank).count();
        if begins_value { first + blanks } else { none }
    }
}
