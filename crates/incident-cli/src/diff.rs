//! What would change, as a unified diff.

use similar::TextDiff;

use crate::printable::{one_line, same_length};
use crate::report::Style;

/// The difference, headed by the file's name; `patch -p0` takes it.
pub(crate) fn unified(shown: &str, old: &str, new: &str) -> String {
    let name = one_line(shown);
    TextDiff::from_lines(old, new).unified_diff().header(&name, &name).to_string()
}

/// The first lines of a difference, and how many it has besides.
pub(crate) fn beginning(diff: &str, lines: usize) -> (&str, usize) {
    let end: usize = diff.split_inclusive('\n').take(lines).map(str::len).sum();
    let (beginning, rest) = diff.split_at_checked(end).unwrap_or((diff, ""));
    (beginning, rest.lines().count())
}

/// The difference for a terminal, in colour; for anything else, as it is.
pub(crate) fn shown(diff: &str, style: Style) -> String {
    if !style.color {
        return diff.to_owned();
    }
    let mut shown = String::with_capacity(diff.len() * 2);
    for line in same_length(diff).lines() {
        shown.push_str(&match line.as_bytes().first() {
            Some(b'-') => style.removed(line),
            Some(b'+') => style.added(line),
            Some(b'@') => style.code(line),
            _ => line.to_owned(),
        });
        shown.push('\n');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "--- a.incident\n+++ a.incident\n@@ -1,2 +1,2 @@\n-a=1\n+a = 1\n b = 2\n";

    #[test]
    fn a_change_is_shown_with_what_is_around_it() {
        assert_eq!(unified("a.incident", "a=1\nb = 2\n", "a = 1\nb = 2\n"), DIFF);
    }

    #[test]
    fn a_last_line_without_its_end_is_told() {
        assert!(unified("a", "b", "b\n").contains("\n\\ No newline at end of file\n"));
    }

    #[test]
    fn a_long_difference_has_a_beginning() {
        assert_eq!(beginning(DIFF, 3), ("--- a.incident\n+++ a.incident\n@@ -1,2 +1,2 @@\n", 3));
        assert_eq!(beginning(DIFF, 6), (DIFF, 0));
        assert_eq!(beginning("", 6), ("", 0));
    }

    #[test]
    fn colours_are_for_terminals() {
        assert_eq!(shown(DIFF, Style { color: false }), DIFF);
        let colored = shown(DIFF, Style { color: true });
        assert!(colored.contains("\u{1b}[31m-a=1\u{1b}[0m\n\u{1b}[32m+a = 1\u{1b}[0m\n b = 2\n"));
        assert!(!shown("+\u{1b}]0;x\u{7}\n", Style { color: true }).contains('\u{7}'));
    }
}
