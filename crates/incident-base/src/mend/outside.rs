//! Where comments and strings stand in what is changed.

/// Whether what follows this text of a list, which begins outside of comments and strings, is outside of them, too, and
/// of the same list; not where a block comment stands in it, which may hold others.
pub(super) fn is_outside(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/', '[', ']']) {
        let (mark, behind) = rest.split_at(at).1.split_at(1);
        let end = match (mark, behind.chars().next()) {
            ("[" | "]", _) => None,
            ("/", Some('/')) => behind.find('\n'),
            ("/", Some('*')) => None,
            ("/", _) => Some(0),
            _ => end_of_string(behind),
        };
        let Some(after) = end.and_then(|end| behind.get(end..)) else { return false };
        rest = after;
    }
    true
}

/// Whether a comment stands in a text that begins outside of strings.
pub(super) fn holds_comment(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        let (mark, behind) = rest.split_at(at).1.split_at(1);
        rest = match mark {
            "/" if behind.starts_with(['/', '*']) => return true,
            "/" => behind,
            _ => end_of_string(behind).and_then(|end| behind.get(end..)).unwrap_or_default(),
        };
    }
    false
}

/// Where a string ends that was opened before this text.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let end = text.find(|c| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.map(|end| end + 1)
}
