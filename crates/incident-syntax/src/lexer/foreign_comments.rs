//! Comments as other languages write them: `# …`, `/ …`, `; …`, `-- …`, `<!-- … -->`.

use super::Cutter;
use super::rules::Scanner;
use super::stray::line_of;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

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

/// Whether one of the language's own marks stands behind this place on its line.
fn has_mark_behind(scanner: &mut Scanner<'_>) -> bool {
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
