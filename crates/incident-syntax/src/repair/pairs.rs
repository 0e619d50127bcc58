//! Matching brackets without regard to layout.

use crate::indents::Indents;
use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// A pair whose closer stands on the opener's line or begins a line with the same indentation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The closer's number.
    pub(super) closer: usize,
    /// Everything between balances. Otherwise it is a pair of braces in which only list brackets do not.
    pub(super) whole: bool,
}

/// An opener that waits for its closer.
struct Open {
    at: usize,
    kind: TokenKind,
    /// The number of the first lexeme of its line.
    line: usize,
    /// No brace between it and the place reached lacks its partner.
    braces_balance: bool,
    /// No list bracket does either.
    lists_balance: bool,
}

/// Matches the brackets of a text: for each lexeme that opens a pair that layout has no say in, what is known of it.
pub(super) fn match_plainly(lexemes: &[Lexeme], indents: &Indents<'_>) -> Vec<Option<Pair>> {
    let mut partners = vec![None; lexemes.len()];
    let mut open: Vec<Open> = Vec::new();
    let mut braces = 0_u32;
    let mut line = 0;
    for (at, lexeme) in lexemes.iter().enumerate() {
        match lexeme.kind {
            TokenKind::Newline => line = at + 1,
            kind @ (TokenKind::OpenBrace | TokenKind::OpenBracket) => {
                braces += u32::from(kind == TokenKind::OpenBrace);
                open.push(Open { at, kind, line, braces_balance: true, lists_balance: true });
            }
            TokenKind::CloseBracket => match open.last() {
                Some(last) if last.kind == TokenKind::OpenBracket => {
                    close(lexemes, indents, &mut open, &mut partners, (at, line));
                }
                Some(_) | None => spoil_lists(&mut open),
            },
            TokenKind::CloseBrace if braces == 0 => spoil(&mut open),
            TokenKind::CloseBrace => {
                while open.last().is_some_and(|last| last.kind == TokenKind::OpenBracket) {
                    open.pop();
                    spoil_lists(&mut open);
                }
                braces -= 1;
                close(lexemes, indents, &mut open, &mut partners, (at, line));
            }
            _ => {}
        }
    }
    partners
}

/// Whether every bracket has its partner.
pub(super) fn balanced(lexemes: &[Lexeme]) -> bool {
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
    lexemes: &[Lexeme],
    indents: &Indents<'_>,
    open: &mut Vec<Open>,
    partners: &mut [Option<Pair>],
    (at, line): (usize, usize),
) {
    let Some(opener) = open.pop() else { return };
    let aligned = || {
        at == line && {
            let of_line = |line| line_indent(lexemes, indents, line);
            of_line(line) == of_line(opener.line)
        }
    };
    let whole = opener.braces_balance && opener.lists_balance;
    let is_brace = opener.kind == TokenKind::OpenBrace;
    if !opener.lists_balance {
        spoil_lists(open);
    }
    if (whole || is_brace && opener.braces_balance) && (opener.line == line || aligned()) {
        if let Some(partner) = partners.get_mut(opener.at) {
            *partner = Some(Pair { closer: at, whole });
        }
    } else if is_brace {
        spoil(open);
    } else {
        spoil_lists(open);
    }
}

/// The indentation of the line whose first lexeme has this number.
pub(super) fn line_indent(lexemes: &[Lexeme], indents: &Indents<'_>, line: usize) -> u32 {
    lexemes.get(line).map_or(0, |first| indents.of(first.range.start()))
}

fn spoil(open: &mut [Open]) {
    if let Some(last) = open.last_mut() {
        last.braces_balance = false;
    }
}

fn spoil_lists(open: &mut [Open]) {
    if let Some(last) = open.last_mut() {
        last.lists_balance = false;
    }
}
