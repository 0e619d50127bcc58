//! `///` lines and the entries below them.

use incident_base::{TextRange, TextSize};

use crate::lexeme::slice;
use crate::token::{Token, TokenKind};

/// The documentation of a file.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    /// Where the entry below begins, and its lines' places in `lines`; in the order of places.
    above: Vec<(TextSize, std::ops::Range<usize>)>,
    lines: Vec<TextRange>,
}

impl Docs {
    /// Finds `///` on lines of their own and what stands below them.
    pub(crate) fn new(tokens: &[Token]) -> Self {
        let mut docs = Self::default();
        let mut first = 0;
        let mut own_line = true;
        for token in tokens {
            match token.kind {
                TokenKind::Newline => own_line = true,
                TokenKind::DocComment if own_line => docs.lines.push(token.range),
                kind if kind.is_trivia() => {}
                _ => {
                    own_line = false;
                    if first < docs.lines.len() {
                        docs.above.push((token.range.start(), first..docs.lines.len()));
                        first = docs.lines.len();
                    }
                }
            }
        }
        docs
    }

    /// The text above the entry with this range: without slashes and the lines' common indent.
    pub(crate) fn above(&self, text: &str, entry: TextRange) -> Option<Box<str>> {
        let at = self.above.binary_search_by_key(&entry.start(), |(start, _)| *start).ok()?;
        let (_, lines) = self.above.get(at)?;
        let lines = self.lines.get(lines.clone())?;
        let lines = lines.iter().map(|range| {
            let line = slice(text, *range);
            line.strip_prefix("///").unwrap_or(line).trim_end()
        });
        let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let indent = lines.clone().filter(|line| !line.is_empty()).map(blanks).min().unwrap_or(0);
        let mut joined = String::new();
        for (number, line) in lines.enumerate() {
            if number > 0 {
                joined.push('\n');
            }
            joined.push_str(line.get(indent..).unwrap_or_default());
        }
        Some(joined.into_boxed_str())
    }
}
