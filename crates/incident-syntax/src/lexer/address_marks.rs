//! Addresses with a bracket or another mark in them: `bob@co{mpany.com`, `b]ob@company.com`.

use super::Cutter;
use super::address::is_address;
use super::rules::Scanner;
use super::stray::{foreign_letters, is_foreign_letter, is_word};
use crate::error::SyntaxErrorKind;
use crate::token::{Token, TokenKind};

/// Marks that no address has and that begin nothing else inside of a word.
const MARKS: &str = "{}[]():=#";

impl Cutter<'_> {
    /// `bob@co{mpany.com`: what stands behind the mark makes a domain of what stands before it.
    pub(super) fn mark_in_domain(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let address = scanner.slice();
        let has_whole_domain =
            address.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
        let rest = scanner.remainder();
        let dot = if rest.starts_with('.') { "." } else { "" };
        let Some(mark) = mark_at(rest, dot.len()) else { return false };
        let behind = rest.get(dot.len() + 1..).unwrap_or_default();
        let behind = word_at_start(behind, scanner);
        let is_whole = has_whole_domain || !dot.is_empty();
        let follows = rest.get(dot.len() + 1 + behind.len()..).unwrap_or_default();
        let has_dot = is_whole || behind.contains('.');
        // `[a@company.c}om, …`, `[a@company{com, …`: a `]` may as well end the list.
        let is_item = mark != "]"
            && !behind.is_empty()
            && scanner.extras.open_lists > 0
            && ends_item(follows);
        if !(is_item || !is_whole && has_dot) || !is_address(&format!("{address}{dot}{behind}")) {
            return false;
        }
        let at = scanner.span().end + dot.len();
        let kind = SyntaxErrorKind::MarkInAddress { mark: mark.to_owned(), for_dot: !has_dot };
        self.report(kind, self.range(at, at + 1));
        scanner.bump(dot.len() + 1 + behind.len());
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// `alice@{company.com`, from the `@` on, of which `name` stands before it.
    pub(super) fn mark_behind_sign(&mut self, name: Token, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let Some(mark) = mark_at(rest, 0) else { return false };
        let domain = word_at_start(rest.get(1..).unwrap_or_default(), scanner);
        if !self.is_address_of(name, domain) {
            return false;
        }
        let at = scanner.span().end;
        self.report(surplus_in_address(mark), self.range(at, at + 1));
        scanner.bump(1 + domain.len());
        self.tokens.pop();
        self.push(TokenKind::Malformed, name.range.start().into(), scanner.span().end + self.base);
        true
    }

    /// `ann]@company.com`, `ann‹@company.com`, from the `@` on.
    pub(super) fn mark_before_sign(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let [.., name, mark] = self.tokens.as_slice() else { return false };
        let (name, mark) = (*name, *mark);
        let is_mark = match mark.kind {
            TokenKind::Equals | TokenKind::Colon => scanner.extras.open_lists > 0,
            TokenKind::Stray => true,
            _ => false,
        };
        let domain = word_at_start(scanner.remainder(), scanner);
        let is_one = name.range.end() == mark.range.start()
            && mark.range.end() == self.here(scanner).start()
            && self.is_address_of(name, domain);
        if !is_one || !is_mark && !self.is_bracket_in_name(scanner) {
            return false;
        }
        scanner.bump(domain.len());
        self.without_mark(name, mark, scanner);
        true
    }

    /// `alice"@company.com`: a quote that was found to open and close nothing.
    pub(super) fn quote_before_sign(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let Some(domain) = scanner.remainder().strip_prefix('@') else { return false };
        let domain = word_at_start(domain, scanner);
        let quote = self.here(scanner);
        let name =
            self.tokens.last().copied().filter(|name| {
                name.range.end() == quote.start() && self.is_address_of(*name, domain)
            });
        let Some(name) = name else { return false };
        self.report(surplus_in_address("\""), quote);
        scanner.bump(1 + domain.len());
        self.tokens.pop();
        self.push(TokenKind::Malformed, name.range.start().into(), scanner.span().end + self.base);
        true
    }

    /// `$alice@company.com`: from the `$` on.
    pub(super) fn dollar_before_address(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let name = word_at_start(rest, scanner);
        let behind = rest.get(name.len()..).unwrap_or_default();
        let Some(domain) = behind.strip_prefix('@') else { return false };
        let domain = word_at_start(domain, scanner);
        if !domain.contains('.') || !is_address(&format!("{name}@{domain}")) {
            return false;
        }
        self.report(surplus_in_address("$"), self.here(scanner));
        scanner.bump(name.len() + 1 + domain.len());
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// Whether a word is the name of an address with this domain.
    fn is_address_of(&self, name: Token, domain: &str) -> bool {
        matches!(name.kind, TokenKind::Name | TokenKind::Number)
            && domain.contains('.')
            && is_address(&format!("{}@{domain}", self.slice(name.range)))
    }

    /// `[b{ob@company.com`: a bracket between the beginning of a value and the rest of an address.
    pub(super) fn bracket_in_name(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let [.., name, bracket] = self.tokens.as_slice() else { return false };
        let (name, bracket) = (*name, *bracket);
        let is_one = self.is_bracket_in_name(scanner);
        if is_one {
            self.without_mark(name, bracket, scanner);
        }
        is_one
    }

    /// Whether the last two tokens are a word that begins a value and a bracket, with nothing between them and what is read.
    fn is_bracket_in_name(&self, scanner: &Scanner<'_>) -> bool {
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
        begins_value && is_bracket && is_glued && is_name
    }

    /// Reports a mark, and makes one malformed address of what stands around it.
    fn without_mark(&mut self, name: Token, mark: Token, scanner: &mut Scanner<'_>) {
        let written = self.slice(mark.range).to_owned();
        self.report(surplus_in_address(&written), mark.range);
        self.tokens.truncate(self.tokens.len() - 2);
        scanner.extras.open_lists = match mark.kind {
            TokenKind::OpenBracket => scanner.extras.open_lists.saturating_sub(1),
            // It stands in one, as far as was read.
            TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::CloseBracket => {
                scanner.extras.open_lists.max(1)
            }
            _ => scanner.extras.open_lists,
        };
        let end = scanner.span().end + self.base;
        self.push(TokenKind::Malformed, name.range.start().into(), end);
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
    SyntaxErrorKind::MarkInAddress { mark: mark.to_owned(), for_dot: false }
}

/// The mark that stands so far behind the beginning of a text.
fn mark_at(text: &str, at: usize) -> Option<&str> {
    text.get(at..=at).filter(|mark| MARKS.contains(mark))
}

/// The word that a text begins with, perhaps none.
fn word_at_start<'t>(text: &'t str, scanner: &mut Scanner<'_>) -> &'t str {
    let length = text.find(|c| !is_word(c)).unwrap_or(text.len());
    scanner.extras.searched += length as u64;
    text.get(..length).unwrap_or_default()
}

/// Whether an item of a list may end before this text.
fn ends_item(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    text.is_empty() || text.starts_with([',', ']', '\r', '\n'])
}
