//! Lines that begin with `#`, as comments do in other languages.

use super::Cutter;
use super::borrowed::channel;
use super::foreign_comments::opens_or_closes;
use super::marked_lines::MarkedLines;
use super::rules::Scanner;
use super::stray::line_of;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

/// Lines in a row that begin with `#`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct HashLines {
    /// The offset behind the last of them.
    end: usize,
    /// They open or close what they do not close or open.
    hold_brackets: bool,
    /// How many brackets more they open than close, with all of them before.
    pub(super) depth: i64,
}

/// What the lines in a row say that begin with `#`, from the first on.
#[derive(Default)]
struct Run {
    /// With `//` for each `#`.
    marked: MarkedLines,
    depth: i64,
}

impl Run {
    /// Where a value of a list is due, up to a channel's name, which is one.
    fn of(text: &str, is_item_due: bool) -> Self {
        let mut run = Self::default();
        for line in text.split_inclusive('\n') {
            let Some(behind) = line.trim_start_matches([' ', '\t']).strip_prefix('#') else {
                break;
            };
            if is_item_due && run.marked.lines > 0 && channel(behind).is_some() {
                break;
            }
            let mark = line.len() - behind.len();
            run.marked.add(text, line, mark - 1..mark, "//");
            let words = behind.trim();
            if holds_bracket(words) {
                run.depth += i64::from(words.ends_with(['{', '[']));
                run.depth -= i64::from(words.starts_with(['}', ']']));
            }
        }
        run
    }
}

impl Cutter<'_> {
    /// A `#` that begins its line. Of lines in a row, only the first is reported.
    pub(super) fn hash_line(&mut self, scanner: &mut Scanner<'_>) {
        let start = scanner.span().start;
        if start >= scanner.extras.hash_lines.end {
            let is_item_due = self.is_item_due(scanner);
            let Run { marked, depth } =
                Run::of(scanner.source().get(start..).unwrap_or_default(), is_item_due);
            let in_list = scanner.extras.open_lists > 0;
            scanner.extras.searched += marked.length as u64;
            let lines = &mut scanner.extras.hash_lines;
            *lines = HashLines {
                end: start + marked.length,
                hold_brackets: depth != 0,
                depth: lines.depth + depth,
            };
            let end = start + marked.marked;
            let kind = match marked.lines {
                1 if !in_list => {
                    SyntaxErrorKind::StrayCharacters { text: "#".to_owned(), instead: Some("//") }
                }
                _ => SyntaxErrorKind::HashLines { instead: marked.instead, in_list },
            };
            self.report(kind, self.range(start, end));
        }
        let words = line_of(scanner);
        if self.hash_lines_hold && scanner.extras.hash_lines.hold_brackets && holds_bracket(words) {
            self.push_here(TokenKind::StrayBlank, scanner);
        } else {
            scanner.bump(words.len());
            self.push_here(TokenKind::LineComment, scanner);
        }
    }
}

/// Whether a line opens what it does not close, or closes what it did not open, and is no prose.
fn holds_bracket(line: &str) -> bool {
    opens_or_closes(line.trim()) && line.matches('"').count().is_multiple_of(2)
}
