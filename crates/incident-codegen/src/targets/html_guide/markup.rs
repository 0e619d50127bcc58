//! Markup that is well-formed because nothing else can be built: an [`Html`] is made of elements, whose
//! names and attributes' names are the program's own, and of text, which is escaped.

use crate::markdown::one_line;

/// Elements that stand in a line of text, after which no line break is written.
const INLINE: [&str; 9] =
    ["a", "code", "label", "pre", "span", "strong", "summary", "text", "tspan"];

/// A piece of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// A text from anywhere, on one line.
    pub(super) fn text(words: &str) -> Self {
        let is_trimmed = !words.starts_with(' ') && !words.ends_with(' ');
        if is_trimmed && means_itself(words) && !words.contains("  ") {
            return Self(words.to_owned());
        }
        // Blanks at the ends part it from its neighbours, which `one_line` does not know of.
        let line = one_line(words);
        let mut html = String::with_capacity(words.len());
        if words.starts_with(' ') && !line.is_empty() {
            html.push(' ');
        }
        escape(&mut html, &line);
        if words.ends_with(' ') {
            html.push(' ');
        }
        Self(html)
    }

    /// A text from anywhere with its line breaks: lines of code.
    pub(super) fn lines(source: &str) -> Self {
        let mut html = String::with_capacity(source.len());
        escape(&mut html, &source.replace('\r', ""));
        Self(html)
    }

    /// A style sheet: of this program, and without `<`, `&` and `]]>`, so that it is the same text in
    /// HTML and in XML.
    pub(super) fn style(sheet: &str) -> Self {
        Self(format!("<style>{sheet}</style>\n"))
    }

    /// Pieces, one after the other.
    pub(super) fn all(pieces: impl IntoIterator<Item = Self>) -> Self {
        // Copied once, into a text that has the room.
        let pieces: Vec<String> = pieces.into_iter().map(|piece| piece.0).collect();
        Self(pieces.concat())
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts another piece behind.
    pub(super) fn push(&mut self, piece: Self) {
        self.0.push_str(&piece.0);
    }

    /// The markup.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// An element with attributes and content.
pub(super) fn element(
    name: &'static str,
    attributes: &[(&'static str, &str)],
    content: Html,
) -> Html {
    let end = if INLINE.contains(&name) { "" } else { "\n" };
    // Pages are large and elements nest: each is copied once, into a text that has the room.
    let values: usize = attributes.iter().map(|(key, value)| key.len() + value.len() + 4).sum();
    let mut html = String::with_capacity(content.0.len() + 2 * name.len() + values + 6);
    start(&mut html, name, attributes);
    html.push('>');
    html.push_str(&content.0);
    html.push_str("</");
    html.push_str(name);
    html.push('>');
    html.push_str(end);
    Html(html)
}

/// An element without attributes whose content is a text.
pub(super) fn worded(name: &'static str, words: &str) -> Html {
    element(name, &[], Html::text(words))
}

/// An element that has no content, in HTML (`meta`) or here (`rect`).
pub(super) fn void(name: &'static str, attributes: &[(&'static str, &str)]) -> Html {
    let mut html = String::new();
    start(&mut html, name, attributes);
    html.push_str(if name == "input" { "/>" } else { "/>\n" });
    Html(html)
}

fn start(html: &mut String, name: &'static str, attributes: &[(&'static str, &str)]) {
    html.push('<');
    html.push_str(name);
    let written = attributes.iter().filter(|(key, value)| *key != "class" || !value.is_empty());
    for (key, value) in written {
        html.push(' ');
        html.push_str(key);
        html.push_str("=\"");
        escape(html, value);
        html.push('"');
    }
}

/// Whether nothing in a text has to be written otherwise.
fn means_itself(source: &str) -> bool {
    source.bytes().all(|byte| {
        matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
    })
}

/// A text as text or as an attribute's value, in HTML and in XML: the five letters that mean something
/// are written as references, and what XML 1.0 does not have (section 2.2) is left out.
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
            _ if letter.is_control() => {}
            _ => html.push(letter),
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
        ] {
            assert_eq!(Html::text(source).into_string(), written);
        }
    }

    #[test]
    fn no_value_ends_its_attribute() {
        let link = element("a", &[("href", "x\"><b>'")], Html::text("y"));
        assert_eq!(link.into_string(), "<a href=\"x&quot;&gt;&lt;b&gt;&#39;\">y</a>");
    }

    #[test]
    fn blanks_between_words_and_elements_stay() {
        let line = [Html::text("see "), worded("code", "x"), Html::text(" now")];
        assert_eq!(Html::all(line).into_string(), "see <code>x</code> now");
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(Html::lines("a <b\r\n\tc").into_string(), "a &lt;b\n\tc");
    }
}
