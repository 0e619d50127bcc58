//! Comments as other languages write them: `# …`, `/ …`, `; …`, `-- …`, `<!-- … -->`.

use super::Cutter;
use super::rules::Scanner;
use super::stray::line_of;
use crate::error::SyntaxErrorKind;
use crate::token::{Token, TokenKind};

impl Cutter<'_> {
    /// Whether a `#` or `/` is meant to start a comment: it begins its line, or stands between blanks. Where a value
    /// is missing before it, or the line's own brackets stand behind it, it only slipped in.
    pub(super) fn is_foreign_comment(&self, character: char, scanner: &mut Scanner<'_>) -> bool {
        let before = self.tokens.last().map(|token| token.kind);
        let begins_line = self.only_blanks_on_this_line();
        let rest = scanner.remainder();
        let stands_apart = match before {
            None | Some(TokenKind::Newline | TokenKind::ByteOrderMark) => true,
            Some(TokenKind::Blank) => {
                begins_line || rest.chars().next().is_none_or(char::is_whitespace)
            }
            _ => false,
        };
        if !stands_apart {
            return false;
        }
        if begins_line {
            return !opens_or_closes(line_of(scanner).trim());
        }
        let behind = rest.trim_start_matches([' ', '\t']);
        let (quoted, parted) = (behind.starts_with('"'), behind.starts_with([',', '"']));
        let last = self.tokens.iter().rev().find(|token| token.kind != TokenKind::Blank);
        match last.map(|token| token.kind) {
            Some(TokenKind::Equals | TokenKind::Colon) => false,
            Some(TokenKind::OpenBrace) if character == '#' && !is_closed_soon(rest) => true,
            Some(TokenKind::Comma | TokenKind::OpenBracket | TokenKind::OpenBrace) => {
                !quoted && !has_mark_behind(scanner)
            }
            _ => character == '#' || !parted && !has_mark_behind(scanner),
        }
    }

    /// Whether words stand behind a `;` that begins its line, or stands behind what is complete: no values of a list.
    pub(super) fn is_note(&self, scanner: &mut Scanner<'_>) -> bool {
        let mut before = self.tokens.iter().rev().map(|token| token.kind);
        let rest = scanner.remainder();
        let may_begin = match self.only_blanks_on_this_line() {
            true => {
                // Not beyond comments: notes below each other would all be looked through for each.
                let above =
                    before.find(|kind| !matches!(kind, TokenKind::Blank | TokenKind::Newline));
                !matches!(
                    above,
                    Some(
                        TokenKind::Comma
                            | TokenKind::OpenBracket
                            | TokenKind::Equals
                            | TokenKind::Colon
                    )
                )
            }
            false => match before.find(|kind| *kind != TokenKind::Blank) {
                Some(TokenKind::OpenBrace) => !is_closed_soon(rest),
                behind => matches!(
                    behind,
                    Some(
                        TokenKind::Number
                            | TokenKind::String
                            | TokenKind::CloseBrace
                            | TokenKind::CloseBracket
                    )
                ),
            },
        };
        may_begin
            && rest.starts_with([' ', '\t'])
            && rest.trim_start_matches([' ', '\t']).starts_with(char::is_alphabetic)
            && !has_mark_behind(scanner)
    }

    /// `<!-- … -->`, as pages have it: up to its end, or that of the line where it has none.
    pub(super) fn markup_comment(&mut self, scanner: &mut Scanner<'_>) {
        const END: &str = "-->";
        self.report_stray("<!--", self.range(scanner.span().start, scanner.span().end + 3));
        let rest = scanner.remainder();
        let end = if scanner.extras.no_markup_end {
            None
        } else {
            let end = rest.find(END);
            scanner.extras.searched += end.unwrap_or(rest.len()) as u64;
            end
        };
        scanner.extras.no_markup_end = end.is_none();
        let length = end.map_or_else(|| line_of(scanner).len(), |at| at + END.len());
        scanner.bump(length);
        self.push_here(TokenKind::BlockComment, scanner);
    }

    /// A `*/` without its `/*`: it becomes one token with the prose on the lines before it.
    pub(super) fn comment_end(&mut self, scanner: &mut Scanner<'_>) {
        let end = self.range(scanner.span().start, scanner.span().end + 1);
        scanner.bump(1);
        let first = self.first_of_prose(scanner);
        let start = self.tokens.get(first).map_or(end.start(), |token| token.range.start());
        self.tokens.truncate(first);
        while self.errors.pop_if(|last| last.range.start() >= start).is_some() {}
        self.report_stray("*/", end);
        self.push(TokenKind::BlockComment, start.into(), end.end().into());
    }

    /// The number of the first token of the lines of prose that were read last: with three words in a row at least, or
    /// with a `*` before them.
    fn first_of_prose(&self, scanner: &mut Scanner<'_>) -> usize {
        // Longer lines are none, and are not gone through for each `*/` on them.
        const MOST: usize = 200;
        // Behind another comment none begins either.
        let ends =
            |token: &&Token| matches!(token.kind, TokenKind::Newline | TokenKind::BlockComment);
        let (mut first, mut end) = (self.tokens.len(), self.tokens.len());
        let mut above = false;
        loop {
            let before = self.tokens.get(..end).unwrap_or_default();
            let length = before.iter().rev().take(MOST + 1).take_while(|it| !ends(it)).count();
            scanner.extras.searched += length as u64;
            if length > MOST {
                break;
            }
            let start = end - length;
            let is_behind_comment = start
                .checked_sub(1)
                .and_then(|at| self.tokens.get(at))
                .is_some_and(|token| token.kind == TokenKind::BlockComment);
            if is_behind_comment {
                break;
            }
            let line = self.tokens.get(start..end).unwrap_or_default();
            let words: Vec<&Token> = line.iter().filter(|it| it.kind != TokenKind::Blank).collect();
            let is_marked = words.first().is_some_and(|word| self.slice(word.range) == "*");
            if is_marked || is_prose(&words) {
                first = start;
            } else if above || !words.is_empty() {
                break;
            }
            let Some(line_above) = start.checked_sub(1) else { break };
            (end, above) = (line_above, true);
        }
        first
    }

    /// A comment as other languages write it, or with half its `//`: its words are not looked at.
    pub(super) fn foreign_comment(&mut self, scanner: &mut Scanner<'_>) {
        let text = scanner.slice().to_owned();
        let kind = SyntaxErrorKind::StrayCharacters { text, instead: Some("//") };
        self.report(kind, self.here(scanner));
        let words = line_of(scanner);
        scanner.bump(words.len());
        self.push_here(TokenKind::LineComment, scanner);
    }
}

/// Whether these are words and no entries or values.
fn is_prose(tokens: &[&Token]) -> bool {
    use TokenKind::{Colon, Comma, Malformed, Name, Number, Stray};
    let is_word = |token: &&Token| matches!(token.kind, Name | Number | Malformed);
    tokens.windows(3).any(|words| words.iter().all(is_word))
        && tokens.iter().all(|it| is_word(it) || matches!(it.kind, Stray | Comma | Colon))
}

/// Whether one of the language's own marks stands behind this place on its line.
pub(super) fn has_mark_behind(scanner: &mut Scanner<'_>) -> bool {
    let here = scanner.span().end;
    if here > scanner.extras.next_mark {
        let rest = scanner.remainder();
        let length = rest.find(|c: char| "{}[]=\n\r".contains(c)).unwrap_or(rest.len());
        scanner.extras.searched += length as u64;
        scanner.extras.next_mark = here + length;
    }
    let behind = scanner.source().get(scanner.extras.next_mark..).unwrap_or_default();
    behind.starts_with(|c: char| "{}[]=".contains(c))
}

/// Whether a `}` stands before the line's end, which is near: what stands between is rather an entry than a comment.
fn is_closed_soon(rest: &str) -> bool {
    const LONG: usize = 200;
    let line = rest.bytes().take(LONG).take_while(|byte| *byte != b'\n');
    let mut length = 0;
    line.inspect(|_| length += 1).any(|byte| byte == b'}') || length == LONG
}

/// Whether a line opens a block or list that it does not close, or closes one that it did not open.
pub(super) fn opens_or_closes(line: &str) -> bool {
    line.ends_with(['{', '[']) || line.starts_with(['}', ']'])
}
