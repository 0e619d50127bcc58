//! Where strings end, and which of their escapes are none.

use std::ops::Range;

use incident_base::line_before;

use super::rules::{Rule, Scanner};
use super::stray::is_typographic_quote;
use super::{odd_quotes, outline};
use crate::escape;

/// Behind the opening quote of a string or of a channel's target.
pub(super) fn string(scanner: &mut Scanner<'_>) -> Rule {
    let whole = if scanner.slice().len() > 1 { Rule::Channel } else { Rule::String };
    if scanner.remainder().starts_with("\"\"") {
        long(scanner, whole)
    } else {
        short(scanner, whole)
    }
}

fn short(scanner: &mut Scanner<'_>, whole: Rule) -> Rule {
    if scanner.span().end <= scanner.extras.no_quote_before {
        return Rule::LoneQuote;
    }
    let rest = scanner.remainder();
    let mut bytes = rest.bytes().enumerate();
    let mut escapes = false;
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' if at == 0
                && let Some(length) = doubled(rest) =>
            {
                scanner.extras.searched += length as u64;
                scanner.bump(length);
                return Rule::DoubledQuote;
            }
            b'"' => {
                if let Some(rule) = odd_quotes::odd(scanner, Some(at)) {
                    return rule;
                }
                scanner.bump(at + 1);
                let text = rest.get(..at).unwrap_or_default();
                return if escapes && bad_escapes(text).next().is_some() {
                    Rule::BadEscapes
                } else {
                    whole
                };
            }
            b'\n' | b'\r' => return unterminated(scanner, at),
            b'\\' => {
                escapes = true;
                // The character behind the backslash cannot end the string; a line break still does.
                if rest.as_bytes().get(at + 1).is_some_and(|next| !matches!(next, b'\n' | b'\r')) {
                    bytes.next();
                }
            }
            _ => {}
        }
    }
    unterminated(scanner, rest.len())
}

/// A string without its end goes to the end of its line, but leaves out what most likely stood behind
/// it: a closer that has no opener in it or the next key, and all that follows, or an opening brace at the line's end.
fn unterminated(scanner: &mut Scanner<'_>, line_length: usize) -> Rule {
    scanner.extras.no_quote_before = scanner.span().end + line_length;
    scanner.extras.searched += line_length as u64;
    if let Some(rule) = odd_quotes::odd(scanner, None) {
        return rule;
    }
    if ends_a_text(scanner) {
        return Rule::UnopenedString;
    }
    if let Some(length) = closed_on_next_line(scanner, line_length) {
        scanner.bump(length);
        return Rule::StringOverLines;
    }
    let line = scanner.remainder().get(..line_length).unwrap_or_default();
    let mut depth = 0_u32;
    let mut has_text = false;
    let mut end = line.len();
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => {
                end = at;
                break;
            }
            b'}' | b']' => depth -= 1,
            // Behind a quote that only slipped in, there is no text.
            b',' if depth == 0 && has_text && is_key(line.get(at + 1..).unwrap_or_default()) => {
                end = at;
                break;
            }
            _ => has_text |= !byte.is_ascii_whitespace(),
        }
    }
    let kept = line.get(..end).unwrap_or(line).trim_end();
    let kept = match kept.strip_suffix('{') {
        Some(before) if depth > 0 => before.trim_end(),
        _ => kept.strip_suffix(',').unwrap_or(kept),
    };
    scanner.bump(kept.len());
    match kept.ends_with(is_typographic_quote) {
        true => Rule::MixedQuotes,
        false if scanner.span().start < scanner.extras.unclear_before => Rule::OddQuotes,
        false => Rule::UnterminatedString,
    }
}

/// Whether a text begins with `NAME =`.
pub(super) fn is_key(text: &str) -> bool {
    let name = text.trim_start_matches(' ');
    let behind = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    behind.len() < name.len() && behind.trim_start_matches(' ').starts_with('=')
}

/// Whether a text is in the letters of a block's word.
fn is_kind(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// `"A, "B"` and `"A, b = "B"`: where a text ends that lacks its closing quote, of what stands before the next one.
pub(super) fn text_before_next(text: &str) -> Option<usize> {
    let before_value = text.trim_end();
    let end = match before_value.strip_suffix('=') {
        // `"A, b = 1, c = "D"` and `"A { b = 1, c = "D"`: the first key that follows.
        Some(key) => {
            let mut before_keys = key.match_indices(['{', ',']).map(|(at, _)| at);
            let first = |at: &usize| is_key(text.get(at + 1..).unwrap_or_default());
            before_keys.find(first).or_else(|| key.rfind(['{', ',']))?
        }
        // `"A, component "B"`: a word between the comma and the quote.
        None => match before_value.rsplit_once(',') {
            Some((before, word)) if word.is_empty() || is_kind(word.trim()) => before.len(),
            _ => return None,
        },
    };
    Some(text.get(..end)?.trim_end().len())
}

/// Where a text ends that stands directly behind `""`, in a line on which nothing else is in quotes.
fn doubled(rest: &str) -> Option<usize> {
    let text = rest.get(1..)?;
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    // Of a long line only what is before the next quotes is looked at.
    let up_to_quote = |text: &'_ str| {
        let at = text.find(['"', '\n'])?;
        text.get(at..)?.starts_with('"').then_some(at)
    };
    let inside = up_to_quote(text)?;
    let joins = |c: char| c.is_whitespace() || "{}[],:=".contains(c);
    let ends_a_word = text.get(..inside)?.ends_with(|c: char| !joins(c));
    (ends_a_word && up_to_quote(text.get(inside + 1..)?).is_none()).then_some(inside + 2)
}

/// Whether this quote is the only one of its value, no other follows in its line, and it stands directly behind a word.
fn ends_a_text(scanner: &mut Scanner<'_>) -> bool {
    let before = scanner.source().get(..scanner.span().start).unwrap_or_default();
    if scanner.slice().len() > 1
        || before.ends_with(|c: char| c.is_whitespace() || "\"=[{(:,".contains(c))
    {
        return false;
    }
    let line = line_before(scanner.source(), scanner.span().start);
    scanner.extras.searched += line.len() as u64;
    let in_list = scanner.extras.open_lists > 0;
    let begins_value = |c: char| matches!(c, '=' | '[' | '{') || in_list && c == ',';
    let value = line.rsplit(begins_value).next().unwrap_or_default();
    !value.is_empty() && !value.contains('"')
}

/// Where a text that was broken over two lines ends: behind the next line's only quote, which ends a
/// word there.
fn closed_on_next_line(scanner: &mut Scanner<'_>, line_length: usize) -> Option<usize> {
    let below = scanner.remainder().get(line_length..)?;
    let line_break = below.len() - below.trim_start_matches(['\r', '\n']).len();
    let line = below.get(line_break..)?.split(['\n', '\r']).next()?;
    scanner.extras.searched += line.len() as u64;
    let (text, behind) = line.split_once('"')?;
    let ends_a_word = text.ends_with(|c: char| !c.is_whitespace() && !"[{,=:\\".contains(c));
    let stands_alone = text.trim().is_empty()
        && behind.trim_start().chars().next().is_none_or(|c| matches!(c, ',' | ']' | '{' | '}'));
    let broken = line_break <= 2 && (ends_a_word || stands_alone) && !behind.contains('"');
    (broken && !text.contains(['=', '{'])).then(|| line_length + line_break + text.len() + 1)
}

fn long(scanner: &mut Scanner<'_>, whole: Rule) -> Rule {
    const REST_OF_OPENER: usize = 2;
    let before = scanner.source().get(..scanner.span().start).unwrap_or_default();
    // Only in a list can a string begin a line.
    let begins_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
    if begins_line && scanner.extras.open_lists == 0 && scanner.extras.empty_string.is_some() {
        scanner.bump(REST_OF_OPENER);
        return Rule::LateLongQuote;
    }
    let content = scanner.remainder().get(REST_OF_OPENER..).unwrap_or_default();
    let end = if scanner.extras.no_long_quote { None } else { long_end(content) };
    scanner.extras.searched += end.unwrap_or(content.len()) as u64;
    let text = content.get(..end.unwrap_or(content.len())).unwrap_or(content);
    let behind = content.get(text.len() + 3..).unwrap_or_default();
    if end.is_some() && !opens_another(text, behind) {
        scanner.bump(REST_OF_OPENER + text.len() + 3);
        return if bad_escapes(text).next().is_some() { Rule::BadEscapes } else { whole };
    }
    scanner.extras.no_long_quote |= end.is_none();
    let indent = outline::indent_of(line_before(scanner.source(), scanner.span().start));
    let first_line = text.split('\n').skip(1).find(|line| !line.trim().is_empty());
    let length = if first_line.is_some_and(|line| outline::indent_of(line) > indent) {
        outline::first_line_no_deeper(text, indent)
    } else {
        outline::first_entry_below(text)
    };
    scanner.extras.searched += length as u64;
    if let Some(closed) = closed_by_fewer(text, length) {
        scanner.bump(REST_OF_OPENER + closed);
        return Rule::LongStringClosedByFewer;
    }
    scanner.bump(REST_OF_OPENER + length);
    Rule::UnterminatedLongString
}

/// Where a long string ends whose closer is `""` or `"`: alone on a line, at the latest on the one that is known to be
/// behind the string, or at the end of the last line.
fn closed_by_fewer(text: &str, length: usize) -> Option<usize> {
    let mut start = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        let closer = line.trim_start().trim_start_matches('"');
        let quotes = line.trim_start().len() - closer.len();
        let is_alone = closer.trim_start().is_empty() || closer.trim_start().starts_with("//");
        if matches!(quotes, 1 | 2) && is_alone {
            return Some(start + line.len() - closer.len());
        }
        if start >= length {
            break;
        }
        last = Some(start + line.trim_end().len()).filter(|_| !line.trim().is_empty()).or(last);
        start += line.len();
    }
    last.filter(|end| text.get(..*end).is_some_and(|text| text.ends_with("\"\"")))
}

/// The offset of the first `"""` that no backslash belongs to.
fn long_end(content: &str) -> Option<usize> {
    let mut bytes = content.bytes().enumerate();
    let mut quotes = 0;
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' if quotes == 2 => return Some(at - 2),
            b'"' => quotes += 1,
            b'\\' => {
                quotes = 0;
                bytes.next();
            }
            _ => quotes = 0,
        }
    }
    None
}

/// Whether the `"""` between the two texts begins another string: `key = """` at a line's end. Then the
/// string before it was never closed.
fn opens_another(text: &str, behind: &str) -> bool {
    let Some((_, line)) = text.rsplit_once('\n') else { return false };
    let ends_line = behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    ends_line && outline::is_key_and_equals(line)
}

/// The escapes in a string's text that are none, as byte ranges of it.
pub(super) fn bad_escapes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let at = rest.find('\\')?;
            let escape = escape::read(rest.get(at..)?);
            let start = from + at;
            from = start + escape.length;
            if escape.value.is_none() {
                return Some(start..from);
            }
        }
    })
}
