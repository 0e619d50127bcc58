//! Values as chats and mail programs write them: `#incidents`, `Alice <alice@company.com>`.

use super::address::is_address;
use super::rules::Scanner;
use super::stray::is_word;
use super::{Cutter, text_range};
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// `#incidents` where a value stands: a channel without its kind. `false` where it is none.
    pub(super) fn channel_name(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let Some(length) = channel(scanner.remainder()) else { return false };
        let is_value = match self.before_value() {
            Some(TokenKind::Equals) => !self.only_blanks_on_this_line(),
            Some(TokenKind::OpenBracket) => true,
            Some(TokenKind::Comma) => scanner.extras.open_lists > 0,
            _ => false,
        };
        if !is_value {
            return false;
        }
        scanner.bump(length);
        let end = scanner.span().end + self.base;
        let start = self.kind_set_with_equals(scanner);
        let start = start.unwrap_or(scanner.span().start + self.base);
        let whole = text_range(start, end);
        let text = self.slice(whole).to_owned();
        self.report(SyntaxErrorKind::Unquoted { text }, whole);
        self.push(TokenKind::Malformed, start, end);
        true
    }

    /// `[slack=#ops]`: where the kind begins, which is taken back with its `=`.
    fn kind_set_with_equals(&mut self, scanner: &Scanner<'_>) -> Option<usize> {
        let [.., kind, equals] = self.tokens.as_slice() else { return None };
        let is_glued = kind.range.end() == equals.range.start()
            && usize::from(equals.range.end()) == scanner.span().start + self.base;
        let is_one = kind.kind == TokenKind::Name && equals.kind == TokenKind::Equals;
        let start = usize::from(kind.range.start());
        if !is_one || !is_glued || scanner.extras.open_lists == 0 {
            return None;
        }
        self.tokens.truncate(self.tokens.len() - 2);
        Some(start)
    }

    /// `[slack #ops]`: makes one token of the two.
    pub(super) fn channel_in_parts(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let [.., kind, blank] = self.tokens.as_slice() else { return false };
        let is_one = scanner.extras.open_lists > 0
            && blank.kind == TokenKind::Blank
            && self.slice(kind.range) == "slack";
        let start = usize::from(kind.range.start());
        let Some(length) = channel(scanner.remainder()).filter(|_| is_one) else { return false };
        scanner.bump(length);
        let joined = format!("slack:{}", scanner.slice());
        self.tokens.truncate(self.tokens.len() - 2);
        let end = scanner.span().end + self.base;
        self.report(SyntaxErrorKind::PartedLiteral { joined }, text_range(start, end));
        self.push(TokenKind::Malformed, start, end);
        true
    }

    /// Whether a value of a list is to stand here.
    pub(super) fn is_item_due(&self, scanner: &Scanner<'_>) -> bool {
        scanner.extras.open_lists > 0
            && matches!(self.before_value(), Some(TokenKind::OpenBracket | TokenKind::Comma))
    }

    /// The last token but for blanks, line ends and comments; `None` behind very many of these.
    fn before_value(&self) -> Option<TokenKind> {
        /// So that comments with values between them are not looked through for each.
        const MOST: usize = 100;
        use TokenKind::{Blank, BlockComment, LineComment, Newline};
        let mut kinds = self.tokens.iter().rev().take(MOST).map(|token| token.kind);
        kinds.find(|kind| !matches!(kind, Blank | Newline | LineComment | BlockComment))
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
        let is_alone = first == self.tokens.len()
            && matches!(
                self.before_value(),
                Some(TokenKind::Equals | TokenKind::OpenBracket | TokenKind::Comma)
            );
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

/// How long the name of a channel is behind its `#`, where nothing but that stands up to the next value, the list's
/// or the line's end.
pub(super) fn channel(behind: &str) -> Option<usize> {
    let length = behind.find(|c| !is_word(c)).unwrap_or(behind.len());
    let rest = behind.get(length..)?.trim_start_matches([' ', '\t']);
    let is_parted = rest.is_empty()
        || rest.starts_with([',', ']', '}', '\n', '\r'])
        || rest.starts_with("//")
        || rest.starts_with("/*");
    (is_parted && behind.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(length)
}
