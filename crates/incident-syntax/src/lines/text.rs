//! A text that was written without its quotes: `query = up{job="api"} == 0`, `command = ./rollback.sh --prod`.

use incident_base::TextRange;

use crate::indents::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// The range of what stands behind `key =` to the end of its line, where that is one text: it has marks that only texts
/// have, brackets in pairs, no comma between its parts, and nothing in it can be an entry.
pub(super) fn text_without_quotes(text: &str, holds: Holds, line: &[Lexeme]) -> Option<TextRange> {
    let [key, equals, parts @ ..] = line else { return None };
    let (first, last) = (parts.first()?, parts.last()?);
    let is_text = key.kind == TokenKind::Name
        && equals.kind == TokenKind::Equals
        && matches!(slice(text, equals.range), "=")
        && matches!(first.kind, TokenKind::Name | TokenKind::Malformed)
        && parts.len() > 1
        && !is_kind(holds, slice(text, key.range));
    if !is_text {
        return None;
    }
    let range = first.range.cover(last.range);
    let behind = text.get(usize::from(range.end())..)?;
    let is_apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let is_whole = is_apart && !slice(text, range).contains(['\n', '\r']);
    (is_whole && Parts { text, holds, parts }.are_one_text()).then_some(range)
}

fn is_kind(holds: Holds, word: &str) -> bool {
    holds(None, Opening { word, is_block: true }).is_some()
}

struct Parts<'a> {
    text: &'a str,
    holds: Holds,
    parts: &'a [Lexeme],
}

impl Parts<'_> {
    fn are_one_text(&self) -> bool {
        // The closers of what is open, and how many of them are braces.
        let mut open: Vec<u8> = Vec::new();
        let mut braces = 0_u32;
        let mut is_marked = false;
        // Where the words began that stand before the part reached.
        let mut words = 0;
        for (at, part) in self.parts.iter().enumerate() {
            let written = slice(self.text, part.range);
            let fits = match part.kind {
                TokenKind::Newline => false,
                TokenKind::Malformed => {
                    let is_mark = written.starts_with(['\'', '-']) && !self.is_glued(at);
                    is_marked |= at > 0 && is_mark || written.contains('/');
                    !written.contains('"')
                }
                TokenKind::OpenBrace | TokenKind::OpenBracket => {
                    let is_brace = part.kind == TokenKind::OpenBrace;
                    open.push(if is_brace { b'}' } else { b']' });
                    braces += u32::from(is_brace);
                    is_marked = true;
                    self.is_glued(at) && (!is_brace || self.begins_selector(words, at))
                }
                TokenKind::CloseBrace => {
                    braces = braces.saturating_sub(1);
                    open.pop() == Some(b'}')
                }
                TokenKind::CloseBracket => open.pop() == Some(b']'),
                TokenKind::Comma => !open.is_empty(),
                TokenKind::Equals => {
                    let before = at.checked_sub(1).and_then(|before| self.parts.get(before));
                    let ends_operator = before.is_some_and(|it| it.kind == TokenKind::Stray);
                    is_marked |= written != "=" || ends_operator;
                    written != "=" || braces > 0 || self.is_glued(at) && !self.is_key(before)
                }
                TokenKind::Stray => {
                    is_marked |= self.is_mark(at, written);
                    written.bytes().all(|byte| match byte {
                        b'(' => {
                            open.push(b')');
                            true
                        }
                        b')' => open.pop() == Some(b')'),
                        byte => !matches!(byte, b'"' | b';'),
                    })
                }
                TokenKind::Colon => braces == 0,
                _ => true,
            };
            if !fits {
                return false;
            }
            if !part.kind.is_scalar() {
                words = at + 1;
            }
        }
        is_marked && open.is_empty()
    }

    /// Whether the `=` behind it is that of another entry.
    fn is_key(&self, part: Option<&Lexeme>) -> bool {
        part.is_some_and(|part| {
            let word = slice(self.text, part.range);
            (self.holds)(None, Opening { word, is_block: false }).is_some()
        })
    }

    /// Whether nothing parts it from a name, a closer or a stray character before it.
    fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.parts.get(before));
        let joins = |kind| {
            use TokenKind::{CloseBrace, CloseBracket, Malformed, Name, Stray};
            matches!(kind, Name | Malformed | Stray | CloseBracket | CloseBrace)
        };
        before.zip(self.parts.get(at)).is_some_and(|(before, here)| {
            joins(before.kind) && before.range.end() == here.range.start()
        })
    }

    /// Whether `name=` and a string, or another comparison of the two, stand behind a brace, and no header before it.
    fn begins_selector(&self, words: usize, brace: usize) -> bool {
        let before = self.parts.get(words..brace).unwrap_or_default();
        let is_header = before.iter().any(|word| is_kind(self.holds, slice(self.text, word.range)));
        let kind = |at: usize| self.parts.get(brace + at).map(|part| part.kind);
        let mut value = 2;
        while matches!(kind(value), Some(TokenKind::Equals | TokenKind::Stray)) {
            value += 1;
        }
        let compares = value > 2 && kind(1) == Some(TokenKind::Name);
        !is_header
            && compares
            && matches!(kind(value), Some(TokenKind::String | TokenKind::Malformed))
    }

    /// Whether stray characters are an operator between two values, or begin what stands in parentheses.
    fn is_mark(&self, at: usize, written: &str) -> bool {
        let is_before_value = self.parts.get(at + 1).is_some_and(|next| next.kind.is_scalar());
        let is_operator = matches!(
            written,
            "&" | "&&" | "|" | "||" | "<" | ">" | "->" | "--" | "–" | "—" | "*" | "/" | "^"
        );
        at > 0 && (is_before_value && is_operator || written.starts_with('('))
    }
}
