//! Whether two texts without errors say the same.
//!
//! The grammar decides by the tokens and by where entries and values end, and by nothing else; so texts
//! in which these agree have the same trees. Comments must agree in text, sort and order, and stand
//! between the same tokens.

use incident_syntax::literal::{channel, duration, string};
use incident_syntax::{Token, TokenKind};

/// Compares two texts with their tokens. The cost is linear in their lengths.
pub(crate) fn is_same(old: (&str, &[Token]), new: (&str, &[Token])) -> bool {
    let pieces = |(text, tokens)| Pieces { text, tokens, ..Pieces::default() };
    let (mut old_pieces, mut new_pieces) = (pieces(old), pieces(new));
    let same_tokens = loop {
        match (old_pieces.next(), new_pieces.next()) {
            (None, None) => break true,
            (Some(old), Some(new)) if same_piece(old, new) => {}
            _ => break false,
        }
    };
    same_tokens && comments(old).eq(comments(new))
}

/// A token that the grammar sees, or the end of an entry or value before another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Separator,
    Token(TokenKind, &'t str),
}

#[derive(Default)]
struct Pieces<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    open: Vec<TokenKind>,
    /// Nothing but the opener stands before.
    first: bool,
    started: bool,
    /// A separator stands before.
    separated: bool,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            let token = self.tokens.get(self.at)?;
            let text = slice(self.text, token);
            let in_list = self.open.last() == Some(&TokenKind::OpenBracket);
            let separates = match token.kind {
                TokenKind::Comma => true,
                TokenKind::Newline => !in_list,
                TokenKind::BlockComment => !in_list && text.contains('\n'),
                kind if kind.is_trivia() => false,
                kind => {
                    let closes = matches!(kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
                    let between = self.started && !self.first && !closes;
                    if std::mem::take(&mut self.separated) && between {
                        return Some(Piece::Separator);
                    }
                    self.at += 1;
                    self.started = true;
                    self.first = matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
                    if self.first {
                        self.open.push(kind);
                    } else if closes {
                        self.open.pop();
                    }
                    return Some(Piece::Token(kind, text));
                }
            };
            self.separated |= separates;
            self.at += 1;
        }
    }
}

fn slice<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.range.start().into()..token.range.end().into()).unwrap_or_default()
}

fn same_piece(old: Piece<'_>, new: Piece<'_>) -> bool {
    if old == new {
        return true;
    }
    let (Piece::Token(old_kind, old), Piece::Token(new_kind, new)) = (old, new) else {
        return false;
    };
    old_kind == new_kind
        && match old_kind {
            TokenKind::String => string::parse(old).is_ok_and(|it| Ok(it) == string::parse(new)),
            TokenKind::Channel => channel::parse(old).is_ok_and(|it| Ok(it) == channel::parse(new)),
            TokenKind::Number => {
                duration::parse(old).is_ok_and(|it| Ok(it) == duration::parse(new))
            }
            _ => false,
        }
}

/// A comment, or a comma that parts one from the entry below it: how many tokens stand before it, whether it documents what is below it, and its lines.
type Comment<'t> = (usize, bool, Vec<&'t str>);

fn comments<'t>((text, tokens): (&'t str, &'t [Token])) -> impl Iterator<Item = Comment<'t>> {
    let mut before = 0;
    // As the parser has it: on a line on which nothing but comments stands before it. What stands in a
    // list documents nothing.
    let mut own_line = true;
    let mut in_list = 0_u32;
    let mut documentation_waits = false;
    tokens.iter().filter_map(move |token| {
        match token.kind {
            TokenKind::OpenBracket => in_list += 1,
            TokenKind::CloseBracket => in_list = in_list.saturating_sub(1),
            _ => {}
        }
        match token.kind {
            TokenKind::Newline => own_line = true,
            TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment => {
                let documents = own_line && in_list == 0 && token.kind == TokenKind::DocComment;
                documentation_waits |= documents;
                let lines = slice(text, token).split('\n').map(trimmed).collect();
                return Some((before, documents, lines));
            }
            kind if kind.is_trivia() => {}
            TokenKind::Comma => {
                own_line = false;
                // What stands above a comma documents nothing.
                if std::mem::take(&mut documentation_waits) {
                    return Some((before, false, vec![","]));
                }
            }
            _ => {
                own_line = false;
                documentation_waits = false;
                before += 1;
            }
        }
        None
    })
}

/// A line of a block comment without its indentation; line ends of Windows are none here.
fn trimmed(line: &str) -> &str {
    line.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(old: &str, new: &str) -> bool {
        let (old_tokens, new_tokens) = (incident_syntax::tokens(old), incident_syntax::tokens(new));
        is_same((old, &old_tokens), (new, &new_tokens))
    }

    #[test]
    fn layout_and_spelling_do_not_count() {
        for (old, new) in [
            ("a=1\n\n\nb = [x,y,]", "a = 1\r\nb = [\n  x, y\n]\n"),
            ("a { b = 1, c = 2, }", "a {\n  b = 1\n  c = 2\n}"),
            ("a = 05m // x  \n", "a = 5m // x"),
            ("a = \"\"\"x\"\"\"", "a = \"x\""),
            ("a = [x, // why\n y]", "a = [x // why\n, y]"),
            ("\u{FEFF}a /*\r\n * x */", "a /*\n* x */"),
        ] {
            assert!(same(old, new), "{old:?} {new:?}");
        }
    }

    #[test]
    fn everything_else_does() {
        for (old, new) in [
            ("a = 1\nb = 2", "a = 1 b = 2"),
            ("a\nb", "a b"),
            ("a b", "a\nb"),
            ("a = [x, y]", "a = [x y]"),
            ("a = [[x], y]", "a = [[x, y]]"),
            ("a { b\n }", "a { }\nb"),
            ("a {}", "a"),
            ("a = 60m", "a = 1h"),
            ("a = x", "a = \"x\""),
            ("a = \"x\"", "a = \"y\""),
            ("a = \"\"\"\n x\n\"\"\"", "a = \"\"\"\n x \n\"\"\""),
            ("a // x", "a"),
            ("a // x\n// y", "a // y\n// x"),
            ("/// x\na", "a /// x"),
            ("a {\nb\n/// x\n, c }", "a {\nb\n/// x\nc }"),
            ("a // x\nb", "a\nb // x"),
            ("a /* x */", "a // x"),
        ] {
            assert!(!same(old, new), "{old:?} {new:?}");
        }
    }
}
