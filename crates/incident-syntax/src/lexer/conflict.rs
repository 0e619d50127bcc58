//! Merge conflicts that nobody has resolved.

use super::Cutter;
use super::rules::Scanner;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "=======";
const END: &str = ">>>>>>>";

/// What is known of the conflict that is being read.
#[derive(Default)]
pub(super) struct Conflict {
    /// Our side is being read.
    is_open: bool,
    /// Their side, or the end, was looked for to the end of the file in vain.
    no_theirs: bool,
    no_end: bool,
}

impl Cutter<'_> {
    /// Whether one of the lines begins here that version control puts around the sides of a conflict.
    pub(super) fn is_conflict_marker(&self, scanner: &Scanner<'_>) -> bool {
        let rest = scanner.source().get(scanner.span().start..).unwrap_or_default();
        self.only_blanks_on_this_line()
            && (rest.starts_with(OURS)
                || rest.starts_with(END)
                || self.conflict.is_open && rest.starts_with(BASE))
    }

    /// The first line is reported, our side is read, and the others are skipped, so that a conflict is
    /// one mistake.
    pub(super) fn conflict_marker(&mut self, scanner: &mut Scanner<'_>) {
        if scanner.slice() == "|" {
            match line_that_begins(THEIRS, &mut self.conflict.no_theirs, scanner) {
                Some(end) => scanner.bump(end),
                None => bump_line(scanner),
            }
        } else {
            let start = scanner.span().start;
            let marker = self.range(start, start + OURS.len());
            let ends = scanner.slice() == ">";
            if !(ends && self.conflict.is_open) {
                self.report(SyntaxErrorKind::MergeConflict, marker);
            }
            self.conflict.is_open = !ends;
            bump_line(scanner);
        }
        self.push_here(TokenKind::LineComment, scanner);
    }

    /// A `=======`: skips the other side of a conflict that ends; `false` when it is no such line.
    pub(super) fn other_side(&mut self, scanner: &mut Scanner<'_>) -> bool {
        if scanner.slice() != THEIRS {
            return false;
        }
        // One that was left over when the rest of a conflict was resolved.
        if !std::mem::replace(&mut self.conflict.is_open, false) {
            self.report(SyntaxErrorKind::MergeConflict, self.here(scanner));
        }
        let kind = match line_that_begins(END, &mut self.conflict.no_end, scanner) {
            Some(end) => {
                scanner.bump(end + 1);
                bump_line(scanner);
                TokenKind::BlockComment
            }
            None => TokenKind::LineComment,
        };
        self.push_here(kind, scanner);
        true
    }
}

fn bump_line(scanner: &mut Scanner<'_>) {
    let rest = scanner.remainder();
    let line = rest.find('\n').map_or(rest, |end| rest.get(..end).unwrap_or(rest));
    scanner.bump(line.trim_end().len());
}

/// Where the line break stands before the line below that begins with a marker, and before which no other conflict begins.
fn line_that_begins(marker: &str, in_vain: &mut bool, scanner: &mut Scanner<'_>) -> Option<usize> {
    if *in_vain {
        return None;
    }
    let rest = scanner.remainder();
    for (end, _) in rest.match_indices('\n') {
        let below = rest.get(end + 1..).unwrap_or_default().trim_start_matches([' ', '\t']);
        if below.starts_with(marker) || below.starts_with(OURS) {
            scanner.extras.searched += end as u64;
            return below.starts_with(marker).then_some(end);
        }
    }
    scanner.extras.searched += rest.len() as u64;
    *in_vain = true;
    None
}
