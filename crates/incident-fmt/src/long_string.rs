//! `"""` strings over several lines: they move with their entry.

use std::borrow::Cow;

use crate::spelling::{Form, escapes};

/// A long string's lines, each with its own indentation first. It means the same.
///
/// Where the opening quotes end their line, the text and the closing quotes below it are put at `indent`
/// blanks; the blanks that its lines share are no part of the text. Where text stands behind the opening
/// quotes, everything stays where it is.
pub(crate) fn indented(text: &str, indent: usize) -> Vec<Cow<'_, str>> {
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let opening = lines.next().unwrap_or_default();
    let rest: Vec<&str> = lines.collect();
    let Some((closing, content)) = rest.split_last() else { return vec![spelled(opening)] };
    let last = closing.strip_suffix("\"\"\"").unwrap_or(closing);
    let text_lines = || content.iter().copied().chain([last]).filter(|line| !is_blank(line));
    let opens_line = opening.split_once("\"\"\"").is_some_and(|(_, behind)| is_blank(behind));
    if !opens_line || text_lines().next().is_none() {
        return std::iter::once(opening).chain(rest).map(spelled).collect();
    }
    let shared = shared_indent(text_lines());
    let margin = " ".repeat(indent);
    let moved = |line: &str| format!("{margin}{}", spelled(line.get(shared..).unwrap_or_default()));
    let mut indented = Vec::with_capacity(rest.len() + 1);
    indented.push(opening.trim_end_matches([' ', '\t']).into());
    indented.extend(content.iter().map(|line| match is_blank(line) {
        true => Cow::Borrowed(""),
        false => moved(line).into(),
    }));
    indented.push(match is_blank(last) {
        true => format!("{margin}\"\"\"").into(),
        false => moved(closing).into(),
    });
    indented
}

fn spelled(line: &str) -> Cow<'_, str> {
    escapes(line, Form::Long)
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// How many bytes of blanks and tabs all lines begin with alike.
fn shared_indent<'t>(mut lines: impl Iterator<Item = &'t str>) -> usize {
    let Some(first) = lines.next() else { return 0 };
    let blanks = first.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    lines.fold(blanks, |shared, line| {
        first.bytes().zip(line.bytes()).take(shared).take_while(|(a, b)| a == b).count()
    })
}

#[cfg(test)]
mod tests {
    use incident_syntax::literal::string;

    use super::*;

    #[track_caller]
    fn assert_moved(text: &str, indent: usize, moved: &str) {
        let lines = indented(text, indent).join("\n");
        assert_eq!(lines, moved);
        assert_eq!(string::parse(&lines).unwrap(), string::parse(text).unwrap());
    }

    #[test]
    fn the_text_moves_and_its_own_indentation_stays() {
        let text = "\"\"\" \n  a\n\n    b  \n  \t\n\"\"\"";
        assert_moved(text, 4, "\"\"\"\n    a\n\n      b  \n\n    \"\"\"");
        assert_moved("\"\"\"\n\ta\n\t\tb\"\"\"", 2, "\"\"\"\n  a\n  \tb\"\"\"");
        assert_moved("\"\"\"\na\n  b\"\"\"", 2, "\"\"\"\n  a\n    b\"\"\"");
    }

    #[test]
    fn line_ends_of_windows_are_no_text() {
        assert_moved("\"\"\"\r\n  a\r\n  \"\"\"", 4, "\"\"\"\n    a\n    \"\"\"");
    }

    #[test]
    fn text_behind_the_opening_quotes_stays_where_it_is() {
        for text in ["\"\"\"a\n  b\n\"\"\"", "\"\"\"\n\"\"\"", "\"\"\"\n\n  \"\"\""] {
            assert_moved(text, 6, text);
        }
    }

    #[test]
    fn escaped_blanks_are_no_indentation() {
        assert_moved("\"\"\"\n \\u{20}a\n \\u{0062}\"\"\"", 2, "\"\"\"\n  \\u{20}a\n  b\"\"\"");
    }
}
