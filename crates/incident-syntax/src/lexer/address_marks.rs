//! Addresses with a bracket or another mark in them: `bob@co{mpany.com`, `b]ob@company.com`.

use super::Cutter;
use super::address::is_address;
use super::rules::Scanner;
use super::stray::{foreign_letters, is_foreign_letter, is_word};
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

/// Marks that no address has and that begin nothing else inside of a word.
const MARKS: &str = "{}[]():=#";

impl Cutter<'_> {
    /// `bob@co{mpany.com`: what stands behind the mark makes a domain of what stands before it.
    pub(super) fn mark_in_domain(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let address = scanner.slice();
        let has_whole_domain =
            address.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
        let rest = scanner.remainder();
        let mark = rest.get(..1).filter(|mark| MARKS.contains(mark));
        let Some(mark) = mark.filter(|_| !has_whole_domain) else { return false };
        let behind = rest.get(1..).unwrap_or_default();
        let length = behind.find(|c| !is_word(c)).unwrap_or(behind.len());
        scanner.extras.searched += length as u64;
        let behind = behind.get(..length).unwrap_or_default();
        if !behind.contains('.') || !is_address(&format!("{address}{behind}")) {
            return false;
        }
        let at = scanner.span().end;
        self.report(surplus_in_address(mark), self.range(at, at + 1));
        scanner.bump(1 + length);
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// `[b{ob@company.com`: a bracket between the beginning of a value and the rest of an address.
    pub(super) fn bracket_in_name(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let [.., before, name, bracket] = self.tokens.as_slice() else { return false };
        let (before, name, bracket) = (*before, *name, *bracket);
        let before = match before.kind {
            TokenKind::Blank => self
                .tokens
                .len()
                .checked_sub(4)
                .and_then(|at| self.tokens.get(at))
                .map(|it| it.kind),
            kind => Some(kind),
        };
        let begins_value = match before {
            Some(TokenKind::OpenBracket | TokenKind::Comma) => true,
            // `members = x[bob@company.com]`: the list begins there.
            Some(TokenKind::Equals) => bracket.kind != TokenKind::OpenBracket,
            _ => false,
        };
        let is_bracket = matches!(
            bracket.kind,
            TokenKind::OpenBrace
                | TokenKind::CloseBrace
                | TokenKind::OpenBracket
                | TokenKind::CloseBracket
        );
        let is_glued = name.range.end() == bracket.range.start()
            && bracket.range.end() == self.here(scanner).start();
        let is_name = matches!(name.kind, TokenKind::Name | TokenKind::Number);
        if !(begins_value && is_bracket && is_glued && is_name) {
            return false;
        }
        let mark = self.slice(bracket.range).to_owned();
        self.report(surplus_in_address(&mark), bracket.range);
        self.tokens.truncate(self.tokens.len() - 2);
        scanner.extras.open_lists = match bracket.kind {
            TokenKind::OpenBracket => scanner.extras.open_lists.saturating_sub(1),
            // It stands in one, as far as was read.
            _ => scanner.extras.open_lists.max(1),
        };
        let end = scanner.span().end + self.base;
        self.push(TokenKind::Malformed, name.range.start().into(), end);
        true
    }

    /// `x@firm.ä`: the last part of the domain has no letter that a domain has.
    pub(super) fn foreign_end_of_domain(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let marks = rest.len() - rest.trim_start_matches(['.', '-']).len();
        let behind = rest.get(marks..).unwrap_or_default();
        scanner.extras.searched += marks as u64;
        if marks == 0 || !behind.chars().next().is_some_and(is_foreign_letter) {
            return false;
        }
        scanner.bump(marks);
        let at = scanner.span().end;
        let letters = foreign_letters(scanner).unwrap_or_default().to_owned();
        let start = self.range(scanner.span().start, scanner.span().start);
        self.foreign_domain(start.start(), &letters, at, scanner);
        true
    }
}

fn surplus_in_address(mark: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::MarkInAddress { mark: mark.to_owned() }
}
