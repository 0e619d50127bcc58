//! What both drawings are made with. Lengths are in tenths of the drawing's unit, which is a CSS pixel where
//! the drawing has its full width, so that every number is exact and the same on any machine.

use super::markup::{Html, element, worded};

/// The width of every drawing in its units: it has its full size on a phone of 340 pixels.
pub(super) const WIDTH: u64 = 300;

/// Tenths of a unit as SVG has them: `12`, `12.5`.
pub(super) fn units(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// A drawing of a height, with the title and the description that stand for it where it is not seen.
/// The identifier must be the page's only one.
pub(super) fn drawing(
    id: &str,
    height: u64,
    title: &str,
    description: &str,
    content: Html,
) -> Html {
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-description"));
    let words = [
        element("title", &[("id", &title_id)], Html::text(title)),
        element("desc", &[("id", &description_id)], Html::text(description)),
        content,
    ];
    element(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("id", id),
            ("role", "img"),
            ("aria-labelledby", &title_id),
            ("aria-describedby", &description_id),
            ("viewBox", &format!("0 0 {WIDTH} {}", units(height))),
        ],
        Html::all(words),
    )
}

/// Words that begin at a place; `y` is their base line.
pub(super) fn words(class: &str, x: u64, y: u64, words: &str) -> Html {
    let attributes = [("class", class), ("x", &*units(x)), ("y", &*units(y))];
    element("text", &attributes, Html::text(words))
}

/// What is shown of a shape where a pointer rests on it.
pub(super) fn hint(words: &str) -> Html {
    worded("title", words)
}

/// A text in at most so many lines of so many letters, broken between words where it can be. What does
/// not fit is cut off, and says so by an ellipsis: the table beside the drawing has the whole.
pub(super) fn wrapped(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut written: Vec<String> = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| pieces(word, columns)) {
        let Some(line) = written.last_mut() else { break };
        let length = line.chars().count();
        if length == 0 {
            line.push_str(&word);
        } else if length + 1 + word.chars().count() <= columns {
            line.push(' ');
            line.push_str(&word);
        } else {
            written.push(word);
        }
    }
    if written.len() > lines {
        written.truncate(lines);
        if let Some(last) = written.last_mut() {
            let kept: String = last.chars().take(columns.saturating_sub(1)).collect();
            *last = format!("{}…", kept.trim_end());
        }
    }
    written.retain(|line| !line.is_empty());
    written
}

/// A word, in pieces where it is longer than a line.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(columns.max(1)).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_only_where_there_are_some() {
        assert_eq!([units(0), units(5), units(120), units(1234)], ["0", "0.5", "12", "123.4"]);
    }

    #[test]
    fn words_are_wrapped_and_what_is_too_long_says_so() {
        assert_eq!(wrapped("Engineering manager", 11, 2), ["Engineering", "manager"]);
        assert_eq!(wrapped("On call in a, b or c", 10, 2), ["On call in", "a, b or c"]);
        assert_eq!(wrapped("one two three four", 8, 2), ["one two", "three…"]);
        assert_eq!(
            wrapped("Rechtsschutzversicherung", 10, 3),
            ["Rechtsschu", "tzversiche", "rung"]
        );
        assert_eq!(wrapped("Rechtsschutzversicherung", 10, 1), ["Rechtssch…"]);
        assert_eq!(wrapped(" ", 10, 1), [""; 0]);
    }
}
