//! How many columns a text takes.

/// Its characters: what the rest of the toolchain calls a column.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// The columns of texts with a blank between them; `None` when one goes over several lines.
pub(crate) fn joined(texts: &[&str]) -> Option<usize> {
    let mut columns = texts.len().saturating_sub(1);
    for text in texts {
        if text.contains('\n') {
            return None;
        }
        columns += width(text);
    }
    Some(columns)
}
