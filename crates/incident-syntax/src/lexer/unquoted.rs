//! Parts of texts without quotes, or with quotes in them.

use incident_base::TextRange;

use super::Cutter;
use super::rules::Scanner;
use crate::error::SyntaxErrorKind;
use crate::grammar::shape::{GLUED, LINE_END};
use crate::token::TokenKind;

impl Cutter<'_> {
    /// A URL, path or time zone; directly behind a string it is a part of that.
    pub(super) fn unquoted(&mut self, text: &str, range: TextRange) {
        let is_glued = self.tokens.last().is_some_and(|last| {
            last.kind == TokenKind::String && last.range.end() == range.start()
        });
        let kind = match is_glued {
            true => SyntaxErrorKind::Unexpected {
                found: format!("`{text}`{GLUED}"),
                expected: LINE_END.to_owned(),
            },
            false => SyntaxErrorKind::Unquoted { text: text.to_owned() },
        };
        self.report(kind, range);
    }

    /// Whether a `==` or its like stands behind the key of an entry: a name that begins its line or a block, or stands
    /// behind a comma and before what can be no part of a comparison. Elsewhere it may be a part of a text.
    pub(super) fn is_behind_key(&self, scanner: &Scanner<'_>) -> bool {
        let mut before = self.tokens.iter().rev();
        let key = before.find(|token| token.kind != TokenKind::Blank);
        let next = before.next().map(|token| token.kind);
        let kind = match next {
            Some(TokenKind::Blank) => before.next().map(|token| token.kind),
            kind => kind,
        };
        key.is_some_and(|key| key.kind == TokenKind::Name)
            && match kind {
                None | Some(TokenKind::Newline | TokenKind::ByteOrderMark) => true,
                // `up{job==`
                Some(TokenKind::OpenBrace) => next == Some(TokenKind::Blank),
                Some(TokenKind::Comma) => {
                    let behind = scanner.remainder().trim_start_matches([' ', '\t']);
                    scanner.extras.open_lists == 0 && behind.starts_with(['[', '"'])
                }
                _ => false,
            }
    }
}
