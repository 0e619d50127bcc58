//! Addresses that are none: with letters of other alphabets, with an `@` too many, or in parts.

use incident_base::{TextRange, TextSize};
use logos::Logos as _;

use super::rules::{Rule, Scanner};
use super::stray::{foreign_letters, is_foreign_letter, is_word};
use super::{Cutter, alike, text_range};
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// `alice@firmä.de`, from the first letter on that no address has: one malformed address with what stands before it.
    pub(super) fn rest_of_address(&mut self, scanner: &Scanner<'_>) -> bool {
        let here = self.here(scanner);
        let address = self
            .tokens
            .pop_if(|last| last.kind == TokenKind::Email && last.range.end() == here.start());
        let Some(address) = address else { return false };
        let word = scanner.slice();
        let letters = word.find(|c| !is_foreign_letter(c)).unwrap_or(word.len());
        let letters = word.get(..letters).unwrap_or_default();
        self.foreign_domain(address.range.start(), letters, scanner.span().start, scanner);
        true
    }

    /// Makes one malformed address of what was read last and what stands before it.
    pub(super) fn foreign_domain(
        &mut self,
        start: TextSize,
        letters: &str,
        at: usize,
        scanner: &Scanner<'_>,
    ) {
        let end = scanner.span().end + self.base;
        let whole = text_range(start.into(), end);
        let word = self.slice(whole);
        let (kind, range) = match alike::in_plain(word) {
            Some((plain, letter)) => {
                (SyntaxErrorKind::LookAlike { word: word.to_owned(), letter, plain }, whole)
            }
            None => {
                let range = self.range(at, at + letters.len());
                let letters = letters.to_owned();
                (SyntaxErrorKind::ForeignInAddress { letters, in_domain: true }, range)
            }
        };
        self.report(kind, range);
        self.push(TokenKind::Malformed, start.into(), end);
    }

    /// An address: with what is glued to it, where that makes it none.
    pub(super) fn address(&mut self, scanner: &mut Scanner<'_>) {
        if self.bracket_in_name(scanner)
            || self.mark_in_domain(scanner)
            || self.foreign_end_of_domain(scanner)
        {
            return;
        }
        let rest = scanner.remainder();
        let ends =
            |c: char| !c.is_ascii() || c.is_whitespace() || ",[]{}()<>\"'`=:/#@|".contains(c);
        let end = rest.find(ends).unwrap_or(rest.len());
        let glued = rest.get(..end).unwrap_or_default();
        scanner.extras.searched += end as u64;
        let is_whole =
            scanner.slice().rsplit('@').next().is_some_and(|domain| domain.contains('.'));
        let at = glued.find(|c| !is_word(c)).filter(|_| {
            // `a@company.com;b` is rather two.
            !is_whole
                && glued.ends_with(is_word)
                && !rest.get(end..).is_some_and(|it| it.starts_with('@'))
        });
        let Some(at) = at else { return self.push_here(TokenKind::Email, scanner) };
        let odd = glued.get(at..).unwrap_or_default();
        let odd = odd.split(is_word).next().unwrap_or_default().to_owned();
        let start = scanner.span().end + at;
        let range = self.range(start, start + odd.len());
        self.report(SyntaxErrorKind::ForeignInAddress { letters: odd, in_domain: false }, range);
        scanner.bump(end);
        self.push_here(TokenKind::Malformed, scanner);
    }

    /// `alice(at)company.com`: one malformed address.
    pub(super) fn spelt_at(&mut self, scanner: &mut Scanner<'_>) -> bool {
        const SPELT: &str = "(at)";
        let here = self.here(scanner);
        let Some(domain) = scanner.remainder().strip_prefix("at)") else { return false };
        let domain = domain.split(|c| !is_word(c)).next().unwrap_or_default();
        let name = self.tokens.last().copied().filter(|last| {
            last.range.end() == here.start()
                && is_address(&format!("{}@{domain}", self.slice(last.range)))
        });
        let Some(name) = name.filter(|_| domain.contains('.')) else { return false };
        let start = scanner.span().start;
        let kind =
            SyntaxErrorKind::ForeignInAddress { letters: SPELT.to_owned(), in_domain: false };
        self.report(kind, self.range(start, start + SPELT.len()));
        scanner.bump(SPELT.len() - 1 + domain.len());
        self.tokens.pop();
        self.push(TokenKind::Malformed, name.range.start().into(), scanner.span().end + self.base);
        true
    }

    /// `[alice at company.com]`: makes one address of the words, the last of which begins at `start`.
    /// Gives where it begins in the text.
    pub(super) fn address_in_words(&mut self, domain: &str, start: usize) -> Option<usize> {
        let [.., mark, name, blank, at, other] = self.tokens.as_slice() else { return None };
        let mark = match (mark.kind, self.tokens.len().checked_sub(6)) {
            (TokenKind::Blank, Some(before)) => self.tokens.get(before).map(|it| it.kind),
            (kind, _) => Some(kind),
        };
        let are_words = matches!(mark, Some(TokenKind::OpenBracket | TokenKind::Comma))
            && [blank.kind, other.kind] == [TokenKind::Blank; 2]
            && self.slice(at.range) == "at";
        let joined = format!("{}@{domain}", self.slice(name.range));
        if !are_words || !domain.contains('.') || !is_address(&joined) {
            return None;
        }
        let first = name.range.start();
        self.tokens.truncate(self.tokens.len() - 4);
        let range = self.range(start, start + domain.len());
        let kind = SyntaxErrorKind::PartedLiteral { joined };
        self.report(kind, TextRange::new(first, range.end()));
        Some(first.into())
    }

    /// An `@` behind half an address, or twice: one malformed address with what is glued to it.
    pub(super) fn at_sign(&mut self, scanner: &mut Scanner<'_>) {
        if self.parted_address(scanner) || self.mark_before_sign(scanner) {
            return;
        }
        let here = self.here(scanner);
        let before = self.tokens.last().copied().filter(|last| {
            let joins = matches!(last.kind, TokenKind::Name | TokenKind::Number | TokenKind::Email);
            joins && last.range.end() == here.start()
        });
        let Some(before) = before else { return self.nameless(scanner) };
        if self.mark_behind_sign(before, scanner) {
            return;
        }
        let at = scanner.span().end;
        if let Some(letters) = foreign_letters(scanner) {
            self.tokens.pop();
            return self.foreign_domain(before.range.start(), letters, at, scanner);
        }
        let rest = scanner.remainder();
        let more = rest.len() - rest.trim_start_matches('@').len();
        let signs = self.range(scanner.span().start, scanner.span().end + more);
        self.report_stray(&"@".repeat(1 + more), signs);
        scanner.bump(rest.find(|c| !(is_word(c) || c == '@')).unwrap_or(rest.len()));
        self.tokens.pop();
        let end = scanner.span().end + self.base;
        self.push(TokenKind::Malformed, before.range.start().into(), end);
    }

    /// `@company.com`: an address without its name.
    fn nameless(&mut self, scanner: &mut Scanner<'_>) {
        let here = self.here(scanner);
        let domain = scanner.remainder().split(|c| !is_word(c)).next().unwrap_or_default();
        let is_glued = self.tokens.last().is_some_and(|last| {
            last.range.end() == here.start()
                && matches!(last.kind, TokenKind::Stray | TokenKind::Malformed)
        });
        if is_glued || !domain.contains('.') || !is_address(&format!("a@{domain}")) {
            return self.stray(scanner);
        }
        self.report_stray("@", here);
        scanner.bump(domain.len());
        self.push_here(TokenKind::Malformed, scanner);
    }

    /// `bob @company.com`, `bob@ company.com`: an address of which the parts stand apart.
    fn parted_address(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let (name, tokens) = match self.tokens.as_slice() {
            [.., name, blank] if blank.kind == TokenKind::Blank => (*name, 2),
            [.., name] => (*name, 1),
            [] => return false,
        };
        if !matches!(name.kind, TokenKind::Name | TokenKind::Number) {
            return false;
        }
        let rest = scanner.remainder();
        let domain = rest.trim_start_matches(' ');
        let blanks = rest.len() - domain.len();
        let domain = domain.split(|c| !is_word(c)).next().unwrap_or_default();
        let joined = format!("{}@{domain}", self.slice(name.range));
        if !domain.contains('.') || !is_address(&joined) {
            return false;
        }
        scanner.bump(blanks + domain.len());
        self.tokens.truncate(self.tokens.len() - tokens);
        let (start, end) = (usize::from(name.range.start()), scanner.span().end + self.base);
        self.report(SyntaxErrorKind::PartedLiteral { joined }, text_range(start, end));
        self.push(TokenKind::Malformed, start, end);
        true
    }
}

/// Whether a text is one address and nothing more, by the lexer's rules alone: what is wrong is not looked into again.
pub(super) fn is_address(text: &str) -> bool {
    let mut rules = Rule::lexer(text);
    rules.next() == Some(Ok(Rule::Email)) && rules.next().is_none()
}
