//! `"text"` and `"""` … `"""`

use std::borrow::Cow;

use super::LiteralError;
use crate::escape;

/// Reads a string with its quotes into the text it stands for.
///
/// The long form leaves out the line break behind its opening quotes, a last line of blanks, and the
/// blanks that all its lines begin with; where only some escapes make blanks, those stay. Line breaks of
/// either kind become `\n`.
///
/// # Errors
/// When the quotes are not closed or an escape is none.
pub fn parse(text: &str) -> Result<Cow<'_, str>, LiteralError> {
    let quoted = |quotes: &str| text.strip_prefix(quotes)?.strip_suffix(quotes);
    if let Some(content) = quoted("\"\"\"").filter(|_| text.len() >= 6) {
        return unescape(without_indent(content));
    }
    match quoted("\"").filter(|_| text.len() >= 2) {
        Some(content) => unescape(Cow::Borrowed(content)),
        None => Err(LiteralError::new("a string stands in quotes")),
    }
}

/// A text of one line as it is written, with its quotes.
pub fn in_quotes(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text of one line as it is written between quotes.
pub fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

fn unescape(text: Cow<'_, str>) -> Result<Cow<'_, str>, LiteralError> {
    if !text.contains('\\') {
        return Ok(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        result.push_str(before);
        let escape = escape::read(from);
        match escape.value {
            Some(character) => result.push(character),
            None => {
                let written = from.get(..escape.length).unwrap_or(from);
                return Err(LiteralError::new(format!("`{written}` is no escape")));
            }
        }
        rest = from.get(escape.length..).unwrap_or_default();
    }
    result.push_str(rest);
    Ok(Cow::Owned(result))
}

/// The content of a long string before its escapes are read.
fn without_indent(content: &str) -> Cow<'_, str> {
    let mut lines: Vec<&str> =
        content.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    if lines.len() == 1 {
        return Cow::Borrowed(content);
    }
    let blank = |line: &str| line.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    let opening = lines.remove(0);
    if lines.last().is_some_and(|last| blank(last)) {
        lines.pop();
    }
    let indent = common_indent(lines.iter().copied().filter(|line| !blank(line)));
    let mut dedented: Vec<&str> = Vec::with_capacity(lines.len() + 1);
    if !blank(opening) {
        dedented.push(opening);
    }
    dedented.extend(lines.iter().map(|line| match blank(line) {
        true => "",
        false => line.get(indent..).unwrap_or_default(),
    }));
    Cow::Owned(dedented.join("\n"))
}

/// How many bytes of blanks and tabs all lines begin with alike.
fn common_indent<'t>(mut lines: impl Iterator<Item = &'t str>) -> usize {
    let Some(first) = lines.next() else { return 0 };
    let blanks = |line: &str| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    lines.fold(blanks(first), |indent, line| {
        let alike = first.bytes().zip(line.bytes()).take(indent).take_while(|(a, b)| a == b);
        alike.count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).unwrap().into_owned()
    }

    #[test]
    fn escapes_stand_for_characters() {
        assert_eq!(read(r#""a \"b\" \\ c\n\t\u{e9}""#), "a \"b\" \\ c\n\té");
        assert_eq!(read(r#""""#), "");
    }

    #[test]
    fn the_long_form_drops_its_common_indent() {
        let text = "\"\"\"\n    Call the bank.\n\n      Then wait.\n    \"\"\"";
        assert_eq!(read(text), "Call the bank.\n\n  Then wait.");
        assert_eq!(read("\"\"\"one line\"\"\""), "one line");
        assert_eq!(read("\"\"\"  kept \"\"\""), "  kept ");
        assert_eq!(read("\"\"\"first\n  second\n  third\"\"\""), "first\nsecond\nthird");
        assert_eq!(read("\"\"\"\n\"\"\""), "");
        assert_eq!(read("\"\"\"\"\"\""), "");
    }

    #[test]
    fn tabs_and_blanks_are_not_the_same_indent() {
        assert_eq!(read("\"\"\"\n\t a\n\t  b\n\"\"\""), "a\n b");
        assert_eq!(read("\"\"\"\n\ta\n  b\n\"\"\""), "\ta\n  b");
    }

    #[test]
    fn line_breaks_of_windows_become_plain_ones() {
        assert_eq!(read("\"\"\"\r\n  a\r\n  b\r\n  \"\"\""), "a\nb");
    }

    #[test]
    fn escapes_make_no_indent_and_quotes_need_none() {
        assert_eq!(read("\"\"\"\n  \\ta \"b\" \"\"c\\n\n  \\\"\"\"\""), "\ta \"b\" \"\"c\n\n\"");
    }

    #[test]
    fn anything_else_is_none() {
        assert_eq!(parse(r#""\q""#).unwrap_err().reason, r"`\q` is no escape");
        assert_eq!(parse(r#""\u{110000}""#).unwrap_err().reason, r"`\u{110000}` is no escape");
        assert_eq!(parse("abc").unwrap_err().reason, "a string stands in quotes");
        assert_eq!(parse("\"").unwrap_err().reason, "a string stands in quotes");
    }
}
