//! Lines that were copied out of a diff: a `+` or `-` stands before what each of them says.

use super::Cutter;
use super::rules::Scanner;
use super::stray::{is_list_item, is_word};
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

/// What is known of the diff that lines of the text come from.
#[derive(Debug, Default)]
pub(super) struct Diff {
    /// The lines with marks were looked at up to this offset.
    looked_at: usize,
    /// Those are of a diff.
    has_marks: bool,
    /// One was reported: of a whole text, only the first line.
    is_told: bool,
    /// Lines with `+` stand somewhere: those with `-` are what they replace, and not read. `None` before it was looked.
    is_replaced: Option<bool>,
}

/// What the lines in a row are that begin with a `+` or `-`.
#[derive(Default)]
struct Run {
    length: usize,
    has_added: bool,
    removed: usize,
    /// Some of those with `-` are no items of a list.
    has_entries: bool,
}

impl Run {
    fn of(text: &str) -> Self {
        let mut run = Self::default();
        for line in text.split_inclusive('\n') {
            match line.as_bytes().first() {
                Some(b'+') => run.has_added |= !begins_with_address(line),
                Some(b'-') if !line.starts_with("--") || line.starts_with("--- ") => {
                    run.removed += 1;
                    run.has_entries |= !is_list_item(line.get(1..).unwrap_or_default());
                }
                _ => break,
            }
            run.length += line.len();
        }
        run
    }
}

/// `+alice@company.com`: an address may begin with the mark, and alone says nothing of a diff.
fn begins_with_address(line: &str) -> bool {
    let word = line.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    word.split_once('@').is_some_and(|(name, domain)| {
        domain.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_word)
    })
}

impl Cutter<'_> {
    /// Where a line begins: takes the mark of a diff before it, or all of it where it is not to be read.
    pub(super) fn diff_mark(&mut self, scanner: &mut Scanner<'_>) {
        const MARK: usize = 1;
        let rest = scanner.remainder();
        if !rest.starts_with(['+', '-', '@', '\\', 'd']) {
            return;
        }
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let heading = heading(rest, line);
        let is_note = self.diff.is_told && line.starts_with("\\ No newline");
        if heading.is_none() && !is_note && !self.has_marks(scanner) {
            return;
        }
        let is_read = !is_note
            && match line.starts_with('+') {
                true => !line.starts_with("+++ "),
                false => !self.is_replaced(scanner),
            };
        let (kind, length) = match heading {
            Some(length) => (TokenKind::BlockComment, length),
            None if is_read => (TokenKind::StrayBlank, MARK),
            None => (TokenKind::LineComment, line.len()),
        };
        let start = scanner.span().end;
        if !std::mem::replace(&mut self.diff.is_told, true) {
            let removed_only = heading.is_none() && !self.is_replaced(scanner);
            let shown = length.min(line.len());
            self.report(SyntaxErrorKind::Diff { removed_only }, self.range(start, start + shown));
        }
        scanner.extras.searched += length as u64;
        scanner.bump(length);
        self.push(kind, start + self.base, start + length + self.base);
    }

    /// Whether the line that begins with a `+` or `-` is one of a diff.
    fn has_marks(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let start = scanner.span().end;
        if start >= self.diff.looked_at {
            let run = Run::of(rest);
            scanner.extras.searched += run.length as u64;
            self.diff.looked_at = start + run.length;
            self.diff.has_marks = run.has_added
                || run.removed > 0 && self.is_replaced(scanner)
                || run.removed > 1 && run.has_entries;
        }
        self.diff.has_marks && start < self.diff.looked_at
    }

    fn is_replaced(&mut self, scanner: &mut Scanner<'_>) -> bool {
        *self.diff.is_replaced.get_or_insert_with(|| {
            let source = scanner.source();
            scanner.extras.searched += source.len() as u64;
            source.starts_with('+') || source.contains("\n+")
        })
    }
}

/// How long the lines are that a diff has above its parts, if they begin here: `diff --git …` and those below it,
/// `@@ -1,4 +1,5 @@`.
fn heading(rest: &str, line: &str) -> Option<usize> {
    const MOST: usize = 6;
    if line.starts_with("@@ -") && line.get(2..).is_some_and(|behind| behind.contains(" @@")) {
        return Some(line.len());
    }
    if !line.starts_with("diff --git ") {
        return None;
    }
    let mut length = 0;
    for line in rest.split_inclusive('\n').take(MOST) {
        if line.starts_with("@@ -") {
            return Some(rest.get(..length)?.trim_end().len());
        }
        length += line.len();
    }
    Some(line.len())
}
