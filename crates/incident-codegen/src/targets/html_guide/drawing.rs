//! What both drawings are made with. Lengths are in tenths of the drawing's unit, which is a CSS pixel where
//! the drawing has its full width, so that every number is exact and the same on any machine.

use super::markup::Html;

/// The width of every drawing in its units: it has its full size on a phone of 340 pixels.
pub(super) const WIDTH: u64 = 300;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Tenths of a unit as SVG has them: `12`, `12.5`.
pub(super) fn units(tenths: u64) -> String {
    let mut written = String::with_capacity(8);
    push_units(&mut written, tenths);
    written
}

/// Puts tenths of a unit behind a text. A page has hundreds of them: by way of `format!` they were a tenth of its cost.
fn push_units(text: &mut String, tenths: u64) {
    let mut digits = itoa::Buffer::new();
    text.push_str(digits.format(tenths / 10));
    if !tenths.is_multiple_of(10) {
        text.push('.');
        text.push_str(digits.format(tenths % 10));
    }
}

/// The commands of an outline.
#[derive(Default)]
pub(super) struct Outline(String);

impl Outline {
    /// Adds a command: its letter, with what stands between that and the numbers, and the numbers, in tenths of a unit.
    pub(super) fn add(&mut self, command: &str, numbers: &[u64]) {
        self.0.push_str(command);
        for (place, number) in numbers.iter().enumerate() {
            if place > 0 {
                self.0.push(' ');
            }
            push_units(&mut self.0, *number);
        }
    }

    /// Adds a rectangle, from its upper left corner.
    pub(super) fn add_rectangle(&mut self, (x, y): (u64, u64), width: u64, height: u64) {
        self.add("M", &[x, y]);
        self.add("h", &[width]);
        self.add("v", &[height]);
        self.add("h-", &[width]);
        self.add("z", &[]);
    }
}

/// A drawing of a height, with the words that stand for it where it is not seen. The identifier must be the page's
/// only one. What is drawn is hidden from screen readers: the table beside a drawing says the same.
pub(super) fn drawing(
    html: &mut Html,
    id: &str,
    height: u64,
    name: &str,
    content: impl FnOnce(&mut Html),
) {
    let attributes = [
        ("xmlns", NAMESPACE),
        ("id", id),
        ("role", "img"),
        ("aria-label", name),
        ("viewBox", &format!("0 0 {WIDTH} {}", units(height))),
    ];
    html.element("svg", &attributes, content);
}

/// A group of a class that can be shown again, by its identifier.
pub(super) fn group(html: &mut Html, id: &str, class: &str, content: impl FnOnce(&mut Html)) {
    html.element("g", &[("id", id), ("class", class)], content);
}

/// The group of this identifier once more, so much further down.
pub(super) fn again(html: &mut Html, id: &str, down: u64) {
    let (href, y) = (format!("#{id}"), units(down));
    match down {
        0 => html.void("use", &[("href", &href)]),
        _ => html.void("use", &[("href", &href), ("y", &y)]),
    }
}

/// What stands together, of a class, its places counted from a point.
pub(super) fn moved(
    html: &mut Html,
    class: &str,
    (x, y): (u64, u64),
    content: impl FnOnce(&mut Html),
) {
    let by = format!("translate({} {})", units(x), units(y));
    html.element("g", &[("class", class), ("transform", &by)], content);
}

/// Words that begin at a place of a group of words; `y` is their base line.
pub(super) fn words(html: &mut Html, (x, y): (u64, u64), words: &str) {
    let (left, down) = (units(x), units(y));
    let (left, down) = (("x", left.as_str()), ("y", down.as_str()));
    // Nothing is the default.
    let place: &[(&str, &str)] = match (x, y) {
        (0, 0) => &[],
        (_, 0) => &[left],
        (0, _) => &[down],
        _ => &[left, down],
    };
    html.element("text", place, |html| html.text(words));
}

/// A shape of a class.
pub(super) fn path(html: &mut Html, class: &str, outline: &Outline) {
    html.void("path", &[("class", class), ("d", &outline.0)]);
}

/// A rectangle of a class, from its upper left corner.
pub(super) fn rectangle(html: &mut Html, class: &str, corner: (u64, u64), width: u64, height: u64) {
    let mut outline = Outline::default();
    outline.add_rectangle(corner, width, height);
    path(html, class, &outline);
}

/// A text in at most so many lines of so many letters, broken between words where it can be. What does
/// not fit is cut off, and says so by an ellipsis: the table beside the drawing has the whole.
pub(super) fn wrapped(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut written: Vec<String> = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace().flat_map(|word| pieces(word, columns)) {
        let letters = word.chars().count();
        match written.last_mut() {
            Some(line) if length == 0 => line.push_str(word),
            Some(line) if length + 1 + letters <= columns => {
                line.push(' ');
                line.push_str(word);
                length += 1;
            }
            _ => {
                written.push(word.to_owned());
                length = 0;
            }
        }
        length += letters;
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
fn pieces(word: &str, columns: usize) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let end = rest.char_indices().nth(columns.max(1)).map_or(rest.len(), |(end, _)| end);
        let (piece, others) = rest.split_at_checked(end)?;
        rest = others;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_only_where_there_are_some() {
        assert_eq!([0, 5, 120, 1234].map(units), ["0", "0.5", "12", "123.4"]);
    }

    #[test]
    fn a_rectangle_is_drawn_around() {
        let mut outline = Outline::default();
        outline.add_rectangle((187, 30), 2_783, 240);
        assert_eq!(outline.0, "M18.7 3h278.3v24h-278.3z");
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
