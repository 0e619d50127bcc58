//! The word that is being typed.

use incident_base::{TextRange, TextSize, slice};
use incident_syntax::token::{Token, TokenKind, token_before};

/// The word around the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The whole word; between quotes, what stands there.
    pub(crate) word: TextRange,
    /// The same with its quotes.
    pub(crate) whole: TextRange,
    /// How it is quoted, if it is.
    pub(crate) quotes: Quotes,
}

/// How a word is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Not.
    None,
    /// It begins with a quote, and none ends it.
    Open,
    /// It stands between two.
    Closed,
}

/// The word around a place of a text with these tokens; `None` in comments and in strings of several lines.
pub(crate) fn typed(text: &str, tokens: &[Token], offset: TextSize) -> Option<Typed> {
    if let Some(string) = unfinished(text, tokens, offset) {
        return Some(string);
    }
    let Some(token) = token_before(tokens, offset) else { return Some(bare(text, offset)) };
    let written = slice(text, token.range);
    let is_inside = offset < token.range.end();
    match token.kind {
        TokenKind::LineComment | TokenKind::DocComment => None,
        TokenKind::BlockComment if is_inside || !written.ends_with("*/") => None,
        TokenKind::String if is_inside => {
            let is_long = written.starts_with("\"\"\"");
            let quote = TextSize::of('"');
            let word = TextRange::new(token.range.start() + quote, token.range.end() - quote);
            if is_long || !word.contains_inclusive(offset) {
                return None;
            }
            // `[", "a"]`: it was just opened, and ends where the next one should have begun.
            if !slice(text, word).contains(char::is_alphanumeric) && slice(text, word).contains(',')
            {
                let word = TextRange::empty(word.start());
                let whole = TextRange::new(token.range.start(), word.end());
                return Some(Typed { word, whole, quotes: Quotes::Open });
            }
            Some(Typed { word, whole: token.range, quotes: Quotes::Closed })
        }
        TokenKind::Channel if is_inside && written.contains('"') => None,
        TokenKind::Malformed if written.contains('"') => {
            if is_inside || !is_whole(written) {
                None
            } else {
                Some(bare(text, offset))
            }
        }
        TokenKind::Malformed => {
            Some(Typed { word: token.range, whole: token.range, quotes: Quotes::None })
        }
        _ => Some(bare(text, offset)),
    }
}

/// A string without its end on the cursor's line, up to the cursor or its own last word.
fn unfinished(text: &str, tokens: &[Token], offset: TextSize) -> Option<Typed> {
    let before = tokens.partition_point(|token| token.range.start() < offset);
    let line = tokens.get(..before)?.iter().rev();
    let mut line = line.take_while(|token| token.kind != TokenKind::Newline);
    let string = line.find(|token| {
        let written = slice(text, token.range);
        token.kind == TokenKind::Malformed
            && written.starts_with('"')
            && !written.starts_with("\"\"\"")
            && !written.contains('\n')
            && !is_whole(written)
    })?;
    let start = string.range.start();
    let word = TextRange::new(start + TextSize::of('"'), string.range.end().max(offset));
    (word.start() <= offset).then(|| {
        let whole = TextRange::new(start, word.end());
        Typed { word, whole, quotes: Quotes::Open }
    })
}

/// Whether a string has its end.
fn is_whole(written: &str) -> bool {
    written.len() > 1 && written.ends_with('"') && !written.ends_with("\\\"")
}

/// The word around a place, by its characters.
fn bare(text: &str, offset: TextSize) -> Typed {
    let at = usize::from(offset);
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default();
    let first = before.trim_end_matches(is_of_word);
    let last = behind.trim_start_matches(is_of_word);
    let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(u32::MAX));
    let word = TextRange::new(size(first.len()), size(text.len() - last.len()));
    Typed { word, whole: word, quotes: Quotes::None }
}

/// What names, numbers, addresses and channels are made of.
pub(crate) fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-.@+%:#".contains(character)
}
