//! Line ends that version control has changed: Git on Windows writes `\r\n` where it has `\n`.

/// The contents with `\n` for each `\r\n`; `None` where there is none.
pub(super) fn with_plain_line_ends(contents: &[u8]) -> Option<Vec<u8>> {
    let is_end = |at: usize| contents.get(at..at + 2) == Some(b"\r\n");
    if !contents.contains(&b'\r') || !(0..contents.len()).any(is_end) {
        return None;
    }
    let kept = (0..contents.len()).filter(|at| !is_end(*at));
    Some(kept.filter_map(|at| contents.get(at).copied()).collect())
}

/// Whether a file says what it should, its line ends aside.
pub(super) fn says_the_same(found: &[u8], wanted: &[u8]) -> bool {
    found == wanted || with_plain_line_ends(found).is_some_and(|found| found == wanted)
}
