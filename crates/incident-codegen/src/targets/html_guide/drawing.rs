//! What both drawings are made with. Lengths are in tenths of the drawing's unit, which is a CSS pixel where
//! the drawing has its full width, so that every number is exact and the same on any machine.

use super::markup::{Html, element, void};

/// The width of every drawing in its units: it has its full size on a phone of 340 pixels.
pub(super) const WIDTH: u64 = 300;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Tenths of a unit as SVG has them: `12`, `12.5`.
pub(super) fn units(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// A drawing of a height, with the words that stand for it where it is not seen. The identifier must be the page's
/// only one. What is drawn is hidden from screen readers: the table beside a drawing says the same.
pub(super) fn drawing(id: &str, height: u64, name: &str, content: Html) -> Html {
    element(
        "svg",
        &[
            ("xmlns", NAMESPACE),
            ("id", id),
            ("role", "img"),
            ("aria-label", name),
            ("viewBox", &format!("0 0 {WIDTH} {}", units(height))),
        ],
        content,
    )
}

/// A group of a class that can be shown again, by its identifier.
pub(super) fn group(id: &str, class: &str, content: Html) -> Html {
    element("g", &[("id", id), ("class", class)], content)
}

/// The group of this identifier once more, so much further down.
pub(super) fn again(id: &str, down: u64) -> Html {
    let (href, y) = (format!("#{id}"), units(down));
    match down {
        0 => void("use", &[("href", &href)]),
        _ => void("use", &[("href", &href), ("y", &y)]),
    }
}

/// What stands together, of a class, its places counted from a point.
pub(super) fn moved(class: &str, (x, y): (u64, u64), content: Html) -> Html {
    let by = format!("translate({} {})", units(x), units(y));
    element("g", &[("class", class), ("transform", &by)], content)
}

/// Words that begin at a place of a group of words; `y` is their base line.
pub(super) fn words((x, y): (u64, u64), words: &str) -> Html {
    let (left, down) = (units(x), units(y));
    let (left, down) = (("x", left.as_str()), ("y", down.as_str()));
    // Nothing is the default.
    let place: &[(&str, &str)] = match (x, y) {
        (0, 0) => &[],
        (_, 0) => &[left],
        (0, _) => &[down],
        _ => &[left, down],
    };
    element("text", place, Html::text(words))
}

/// A shape of a class, by the commands of its outline.
pub(super) fn path(class: &str, commands: &str) -> Html {
    void("path", &[("class", class), ("d", commands)])
}

/// The outline of a rectangle, from its upper left corner.
pub(super) fn rectangle((x, y): (u64, u64), width: u64, height: u64) -> String {
    let (x, y, width, height) = (units(x), units(y), units(width), units(height));
    format!("M{x} {y}h{width}v{height}h-{width}z")
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
    fn a_rectangle_is_drawn_around() {
        assert_eq!(rectangle((187, 30), 2_783, 240), "M18.7 3h278.3v24h-278.3z");
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
