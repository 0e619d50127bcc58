//! Texts of several lines as other languages write them: `key = |` as in YAML, `key = <<EOF` as in shells and HCL; and
//! the lines of Markdown around a text.

use incident_base::line_before;

use super::Cutter;
use super::outline;
use super::rules::Scanner;
use super::stray::line_of;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// Behind a key, at its line's end: takes the text below as well. `false` where it is none.
    pub(super) fn foreign_text(&mut self, character: char, scanner: &mut Scanner<'_>) -> bool {
        let before = self.tokens.iter().rev().map(|token| token.kind);
        let mut before = before.filter(|kind| *kind != TokenKind::Blank);
        let is_value = matches!(before.next(), Some(TokenKind::Equals | TokenKind::Colon))
            && before.next() == Some(TokenKind::Name)
            && before.next().is_none_or(|kind| kind == TokenKind::Newline);
        if !is_value {
            return false;
        }
        let is_apart = self.tokens.last().is_some_and(|last| last.kind == TokenKind::Blank);
        let rest = scanner.remainder();
        let line = line_of(scanner);
        let length = match character {
            '<' if !self.no_here_end => here_document(line).and_then(|word| {
                let end = up_to_line(rest, word);
                scanner.extras.searched += end.unwrap_or(rest.len()) as u64;
                self.no_here_end |= end.is_none();
                end
            }),
            '<' => None,
            // Directly behind a `:` it is no YAML either, but a slip.
            _ if is_apart && matches!(line.trim(), "" | "-" | "+") => {
                let start = scanner.span().start;
                let indent = outline::indent_of(line_before(scanner.source(), start));
                Some(outline::first_line_no_deeper(rest, indent))
            }
            _ => None,
        };
        // Where nothing ends it, the next one is not looked for either.
        let Some(length) = length.filter(|length| *length > line.len()) else { return false };
        let start = scanner.span().start;
        let opener = format!("{character}{}", line.trim_end());
        let range = self.range(start, start + opener.len());
        let kind = SyntaxErrorKind::StrayCharacters { text: opener, instead: Some("\"\"\"") };
        self.report(kind, range);
        scanner.extras.searched += length as u64;
        scanner.bump(length);
        self.push_here(TokenKind::Malformed, scanner);
        true
    }
}

impl Cutter<'_> {
    /// A line that Markdown puts around the lines of a file: the two are one mistake, told at the first.
    pub(super) fn fence(&mut self, scanner: &mut Scanner<'_>) -> bool {
        if !scanner.remainder().starts_with("``") || !self.only_blanks_on_this_line() {
            return false;
        }
        self.is_fenced = !self.is_fenced;
        if self.is_fenced {
            let (start, text) = (scanner.span().start, "```".to_owned());
            let range = self.range(start, start + text.len());
            self.report(SyntaxErrorKind::StrayCharacters { text, instead: None }, range);
        }
        let words = line_of(scanner).trim_end();
        scanner.bump(words.len());
        self.push_here(TokenKind::LineComment, scanner);
        true
    }
}

/// The word that ends the text, of `<EOF`, `<-EOF` and `<~EOF`, which stand behind a first `<`.
fn here_document(line: &str) -> Option<&str> {
    let word = line.trim_end().strip_prefix('<')?;
    let word = word.strip_prefix(['-', '~']).unwrap_or(word);
    let is_word =
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word.then_some(word)
}

/// How many bytes stand before the end of the first line that is nothing but this word.
fn up_to_line(rest: &str, word: &str) -> Option<usize> {
    let mut start = 0;
    for line in rest.split_inclusive('\n') {
        if start > 0 && line.trim() == word {
            return Some(start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}
