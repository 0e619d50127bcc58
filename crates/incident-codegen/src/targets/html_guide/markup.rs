//! Markup that is well-formed because nothing else can be written: a page is made of elements, whose names and
//! attributes' names are the program's own, and of text, which is escaped.

use crate::markdown::{is_line, is_shown, one_line};

/// A page or a piece of one, written from its beginning to its end: what an element holds is written where it
/// stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// A piece that is put in its place later.
    pub(super) fn piece(write: impl FnOnce(&mut Self)) -> Self {
        let mut piece = Self::default();
        write(&mut piece);
        piece
    }

    /// What every page begins with.
    pub(super) fn doctype(&mut self) {
        self.0.push_str("<!DOCTYPE html>\n");
    }

    /// A text from anywhere, on one line.
    pub(super) fn text(&mut self, words: &str) {
        if is_line(words) {
            return escape(&mut self.0, words);
        }
        // Blanks at the ends part it from its neighbours, which `one_line` does not know of.
        let line = one_line(words.trim_matches(' '));
        if words.starts_with(' ') && !line.is_empty() {
            self.0.push(' ');
        }
        escape(&mut self.0, &line);
        if words.ends_with(' ') {
            self.0.push(' ');
        }
    }

    /// A text from anywhere with its line breaks: lines of code.
    pub(super) fn lines(&mut self, source: &str) {
        escape(&mut self.0, &source.replace('\r', ""));
    }

    /// A style sheet: of this program, and without `<`, `&` and `]]>`, so that it is the same text in
    /// HTML and in XML.
    pub(super) fn style(&mut self, sheet: &str) {
        self.0.push_str("<style>");
        self.0.push_str(sheet);
        self.0.push_str("</style>\n");
    }

    /// An element with attributes and what is written into it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.0.push('>');
        content(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(if is_inline(name) { ">" } else { ">\n" });
    }

    /// An element without attributes whose content is a text.
    pub(super) fn worded(&mut self, name: &'static str, words: &str) {
        self.element(name, &[], |html| html.text(words));
    }

    /// An element that has no content, in HTML (`meta`) or here (`rect`).
    pub(super) fn void(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(if name == "input" { "/>" } else { "/>\n" });
    }

    /// Makes room for so many more bytes: a page is large, and is copied where it outgrows its room.
    pub(super) fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts a piece behind.
    pub(super) fn push(&mut self, piece: &Self) {
        self.0.push_str(&piece.0);
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    fn start(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        let written = attributes.iter().filter(|(key, value)| *key != "class" || !value.is_empty());
        for (key, value) in written {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape(&mut self.0, value);
            self.0.push('"');
        }
    }
}

/// Whether an element stands in a line of text, so that no line break is written after it.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "code" | "label" | "pre" | "span" | "strong" | "summary" | "text" | "tspan"
    )
}

/// The bytes in a text that has to be written otherwise; a table, since every byte of a page is looked up.
#[expect(clippy::indexing_slicing, reason = "beyond the table it would not compile")]
const WRITTEN_OTHERWISE: [bool; 256] = {
    let mut otherwise = [true; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        otherwise[byte as usize] = matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
        byte += 1;
    }
    otherwise
};

/// Whether nothing in a text has to be written otherwise.
fn means_itself(source: &str) -> bool {
    let is_otherwise = |byte: u8| WRITTEN_OTHERWISE.get(usize::from(byte)) == Some(&true);
    // Without an early end, which would cost more than it saves: nearly all do mean themselves.
    !source.bytes().fold(false, |any, byte| any | is_otherwise(byte))
}

/// A text as text or as an attribute's value, in HTML and in XML: the five letters that mean something
/// are written as references, and what XML 1.0 does not have (section 2.2) or no page shows is left out.
fn escape(html: &mut String, source: &str) {
    // Most texts are such.
    if means_itself(source) {
        return html.push_str(source);
    }
    for letter in source.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if is_shown(letter) => html.push(letter),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        for (source, written) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
            ("]]> & &lt;", "]]&gt; &amp; &amp;lt;"),
            ("a\u{0}b\u{ffff}c\n\td", "abc d"),
            ("\u{202e}gpj.exe\u{2069}", "gpj.exe"),
        ] {
            let text = Html::piece(|html| html.text(source));
            assert_eq!(text.into_string(), written);
        }
    }

    #[test]
    fn no_value_ends_its_attribute() {
        let link = [("href", "x\"><b>'")];
        let link = Html::piece(|html| html.element("a", &link, |html| html.text("y")));
        assert_eq!(link.into_string(), "<a href=\"x&quot;&gt;&lt;b&gt;&#39;\">y</a>");
    }

    #[test]
    fn blanks_between_words_and_elements_stay() {
        let line = Html::piece(|html| {
            html.text("see ");
            html.worded("code", "x");
            html.text(" now");
        });
        assert_eq!(line.into_string(), "see <code>x</code> now");
    }

    #[test]
    fn code_keeps_its_lines() {
        let code = Html::piece(|html| html.lines("a <b\r\n\tc"));
        assert_eq!(code.into_string(), "a &lt;b\n\tc");
    }
}
