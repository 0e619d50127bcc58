//! Merge conflicts that nobody has resolved.

use super::Cutter;
use super::rules::Scanner;
use crate::error::SyntaxErrorKind;
use crate::token::TokenKind;

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "\n=======";
const NEXT: &str = "\n<<<<<<<";
const END: &str = "\n>>>>>>>";

impl Cutter<'_> {
    /// Whether one of the lines begins here that version control puts around the sides of a conflict.
    pub(super) fn is_conflict_marker(&self, scanner: &Scanner<'_>) -> bool {
        let rest = scanner.source().get(scanner.span().start..).unwrap_or_default();
        let begins_line = scanner.span().start == 0
            || self.tokens.last().is_none_or(|last| last.kind == TokenKind::Newline);
        let is_left_over = rest.starts_with(END.trim_start());
        begins_line
            && (rest.starts_with(OURS)
                || is_left_over
                || self.in_conflict && rest.starts_with(BASE))
    }

    /// The first line is reported, our side is read, and the others are skipped, so that a conflict is
    /// one mistake.
    pub(super) fn conflict_marker(&mut self, scanner: &mut Scanner<'_>) {
        let rest = scanner.remainder();
        let line = rest.find('\n').unwrap_or(rest.len());
        if scanner.slice() == "|" {
            let base = rest.find(THEIRS).unwrap_or(line);
            scanner.extras.searched += base as u64;
            scanner.bump(base);
        } else {
            let start = scanner.span().start;
            let marker = self.range(start, start + OURS.len());
            let ends = scanner.slice() == ">";
            if !(ends && self.in_conflict) {
                self.report(SyntaxErrorKind::MergeConflict, marker);
            }
            self.in_conflict = !ends;
            scanner.bump(rest.get(..line).map_or(line, |line| line.trim_end().len()));
        }
        self.push_here(TokenKind::LineComment, scanner);
    }

    /// A `=======`: skips the other side of a conflict that ends; `false` when it is no such line.
    pub(super) fn other_side(&mut self, scanner: &mut Scanner<'_>) -> bool {
        const LENGTH: usize = 7;
        if scanner.slice().len() != LENGTH || !scanner.slice().bytes().all(|byte| byte == b'=') {
            return false;
        }
        // One that was left over when the rest of a conflict was resolved.
        if !std::mem::replace(&mut self.in_conflict, false) {
            self.report(SyntaxErrorKind::MergeConflict, self.here(scanner));
        }
        let rest = scanner.remainder();
        let Some(end) = self.end_of_side(rest, scanner) else {
            self.push_here(TokenKind::LineComment, scanner);
            return true;
        };
        let marker = rest.get(end + 1..).unwrap_or_default();
        let line = marker.find('\n').unwrap_or(marker.len());
        scanner.bump(end + 1 + marker.get(..line).map_or(line, |line| line.trim_end().len()));
        self.push_here(TokenKind::BlockComment, scanner);
        true
    }

    /// Where the other side of a conflict ends, which no other conflict begins in.
    fn end_of_side(&mut self, rest: &str, scanner: &mut Scanner<'_>) -> Option<usize> {
        if self.no_conflict_end {
            return None;
        }
        for (end, _) in rest.match_indices('\n') {
            let below = rest.get(end..).unwrap_or_default();
            let ends = below.starts_with(END);
            if ends || below.starts_with(NEXT) {
                scanner.extras.searched += end as u64;
                return ends.then_some(end);
            }
        }
        scanner.extras.searched += rest.len() as u64;
        self.no_conflict_end = true;
        None
    }
}
