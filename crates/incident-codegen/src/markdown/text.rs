//! Plain text as it stands in a line of Markdown.

use std::borrow::Cow;

use incident_ir::turns_text;

/// A text on one line: line breaks, tabs and runs of blanks are one blank, white space at the ends is
/// taken off, what is not shown is dropped.
pub(crate) fn one_line(source: &str) -> Cow<'_, str> {
    if is_line(source) {
        return Cow::Borrowed(source);
    }
    let mut line = String::with_capacity(source.len());
    for letter in source.chars() {
        if is_blank(letter) {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else if is_shown(letter) {
            line.push(letter);
        }
    }
    Cow::Owned(line.trim().to_owned())
}

/// Whether a document may have a character: control characters mean nothing in one, and those of text direction would turn
/// round what stands beside the text.
pub(crate) fn is_shown(letter: char) -> bool {
    !letter.is_control() && !turns_text(letter)
}

/// Whether a text surely is such a line, as nearly every one is: of ASCII, no blank at its ends or beside another.
pub(crate) fn is_line(source: &str) -> bool {
    let mut after_blank = true;
    for byte in source.bytes() {
        match byte {
            b' ' if after_blank => return false,
            b' '..=b'~' => after_blank = byte == b' ',
            _ => return false,
        }
    }
    source.is_empty() || !after_blank
}

/// Blanks, tabs and whatever some reader takes for the end of a line.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text, on one line, for any place in a document but code and link destinations: at the start of a
/// line, in a cell, between asterisks.
///
/// A phrase is put together first and escaped as a whole, since what begins it is escaped as what may
/// begin a line: `Slack #p1-incidents` stays as it is, `#p1-incidents` alone would not.
pub(crate) fn text(source: &str) -> String {
    let line = one_line(source);
    // Such mean nothing anywhere.
    if line.bytes().all(|byte| byte == b' ' || byte.is_ascii_alphanumeric()) {
        return line.into_owned();
    }
    let mut escaped = String::with_capacity(line.len());
    let ordinal = end_of_ordinal(&line);
    let mut before = None;
    for (place, letter) in line.char_indices() {
        let after = line.get(place + letter.len_utf8()..).unwrap_or_default();
        let escape = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => !(is_alphanumeric(before) && is_alphanumeric(after.chars().next())),
            '&' => after.starts_with('#') || is_alphanumeric(after.chars().next()),
            '#' | '-' | '+' | '>' | '=' => place == 0,
            '.' | ')' if ordinal == Some(place) => true,
            '.' => ends_with_www(&escaped),
            ':' => after.starts_with("//"),
            _ => false,
        };
        if escape {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = Some(letter);
    }
    escaped
}

/// An underscore between two of these is no emphasis, an ampersand before one may begin an entity.
fn is_alphanumeric(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_ascii_alphanumeric())
}

/// Whether `www` ends here, which GitHub makes a link of when a full stop follows, as it does of `://`
/// after a scheme. Such links would lead where they say; the escapes inside them would not.
fn ends_with_www(text: &str) -> bool {
    text.get(text.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Where the number ends with which an item of an ordered list would begin: the place of its `.` or `)`.
fn end_of_ordinal(line: &str) -> Option<usize> {
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    let after = line.get(end..)?.strip_prefix(['.', ')'])?;
    (end > 0 && (after.is_empty() || after.starts_with(' '))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_stays_as_it_is() {
        for plain in [
            "Slack #p1-incidents",
            "PaymentServiceOps",
            "Payment Processing -> Major Outage.",
            "payment_service_v2 (EU): R & D, 3.5 million, 50%!",
            "Zahlungsgüte läuft 24/7 @ 99.9 %",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn what_would_be_markdown_is_escaped() {
        for (source, escaped) in [
            ("a|b", r"a\|b"),
            ("*bold* _it_ ~~gone~~ `code`", r"\*bold\* \_it\_ \~\~gone\~\~ \`code\`"),
            ("[x](y) ![i](j)", r"\[x\](y) !\[i\](j)"),
            ("<script>", r"\<script>"),
            ("&lt; R&D A & B &#60;", r"\&lt; R\&D A & B \&#60;"),
            (r"C:\temp\", r"C:\\temp\\"),
            ("$5 and $6", r"\$5 and \$6"),
        ] {
            assert_eq!(text(source), escaped);
        }
    }

    #[test]
    fn what_would_begin_a_block_is_escaped_at_the_start_only() {
        for (source, escaped) in [
            ("# a # b", r"\# a # b"),
            ("- a - b", r"\- a - b"),
            ("+1 > +0", r"\+1 > +0"),
            ("> a", r"\> a"),
            ("=== a", r"\=== a"),
            ("1. a 2. b", r"1\. a 2. b"),
            ("12)", r"12\)"),
            ("1.5 a", "1.5 a"),
        ] {
            assert_eq!(text(source), escaped);
        }
    }

    #[test]
    fn addresses_do_not_become_links_by_themselves() {
        assert_eq!(text("see https://x.com/a_b"), r"see https\://x.com/a_b");
        assert_eq!(text("WWW.x.com"), r"WWW\.x.com");
    }

    #[test]
    fn line_breaks_are_blanks_and_control_characters_are_dropped() {
        assert_eq!(one_line(" a\r\n\tb\u{2028}c\u{0} \u{7f}d \n"), "a b c d");
        assert_eq!(one_line("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(one_line("\n \t\u{a0}"), "");
    }
}
