//! Matching brackets without regard to layout.

use crate::lexeme::{Lexeme, indent};
use crate::token::TokenKind;

/// Brackets matched one by one.
#[derive(Debug)]
pub(super) enum Pairs {
    /// Every bracket has its partner.
    Balanced,
    /// Some have none.
    Unbalanced {
        /// For each lexeme that opens a *whole* pair, its closer: everything between balances, and the
        /// closer stands on the opener's line or begins a line with the same indentation.
        partners: Vec<Option<usize>>,
    },
}

/// An opener that waits for its closer.
struct Open {
    at: usize,
    kind: TokenKind,
    /// The number of the first lexeme of its line.
    line: usize,
    /// Nothing between it and the place reached is unbalanced.
    clean: bool,
}

/// Matches the brackets of a text.
pub(super) fn match_plainly(text: &str, lexemes: &[Lexeme]) -> Pairs {
    if balanced(lexemes) {
        return Pairs::Balanced;
    }
    let mut partners = vec![None; lexemes.len()];
    let mut open: Vec<Open> = Vec::new();
    let mut braces = 0_u32;
    let mut line = 0;
    for (at, lexeme) in lexemes.iter().enumerate() {
        match lexeme.kind {
            TokenKind::Newline => line = at + 1,
            kind @ (TokenKind::OpenBrace | TokenKind::OpenBracket) => {
                braces += u32::from(kind == TokenKind::OpenBrace);
                open.push(Open { at, kind, line, clean: true });
            }
            TokenKind::CloseBracket => match open.last() {
                Some(last) if last.kind == TokenKind::OpenBracket => {
                    close(text, lexemes, &mut open, &mut partners, (at, line));
                }
                Some(_) | None => spoil(&mut open),
            },
            TokenKind::CloseBrace if braces == 0 => spoil(&mut open),
            TokenKind::CloseBrace => {
                while open.last().is_some_and(|last| last.kind == TokenKind::OpenBracket) {
                    open.pop();
                    spoil(&mut open);
                }
                braces -= 1;
                close(text, lexemes, &mut open, &mut partners, (at, line));
            }
            _ => {}
        }
    }
    Pairs::Unbalanced { partners }
}

fn balanced(lexemes: &[Lexeme]) -> bool {
    let mut open = Vec::new();
    for kind in lexemes.iter().map(|lexeme| lexeme.kind) {
        match kind {
            TokenKind::OpenBrace => open.push(TokenKind::CloseBrace),
            TokenKind::OpenBracket => open.push(TokenKind::CloseBracket),
            _ => {}
        }
        let closes = matches!(kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
        if closes && open.pop() != Some(kind) {
            return false;
        }
    }
    open.is_empty()
}

fn close(
    text: &str,
    lexemes: &[Lexeme],
    open: &mut Vec<Open>,
    partners: &mut [Option<usize>],
    (at, line): (usize, usize),
) {
    let Some(opener) = open.pop() else { return };
    let aligned = || {
        at == line && {
            let of_line = |line| line_indent(text, lexemes, line);
            of_line(line) == of_line(opener.line)
        }
    };
    if opener.clean && (opener.line == line || aligned()) {
        if let Some(partner) = partners.get_mut(opener.at) {
            *partner = Some(at);
        }
    } else {
        spoil(open);
    }
}

/// The indentation of the line whose first lexeme has this number.
pub(super) fn line_indent(text: &str, lexemes: &[Lexeme], line: usize) -> u32 {
    lexemes.get(line).map_or(0, |first| indent(text, first.range.start()))
}

fn spoil(open: &mut [Open]) {
    if let Some(last) = open.last_mut() {
        last.clean = false;
    }
}
