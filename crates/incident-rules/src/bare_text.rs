//! A text that was written without its quotes, with marks in it that mean something else or nothing:
//! `severity P3 Payments: all down {`, `component Refunds / chargebacks`.
//!
//! Each of the marks was found by itself. What is wrong is that the text has no quotes, and taking a mark out, or making a
//! comment of what stands behind it, would change the text.

use incident_base::{TextRange, TextSize};
use incident_schema::{Type, blocks};
use incident_syntax::{SyntaxError, SyntaxErrorKind};

/// Longer ones are not looked for: not the whole of a long line is looked at for each of its errors.
const MOST: usize = 400;

/// The text that an error is about a part of; `None` where no text is wanted, or there is more to it than its words.
pub(crate) fn bare_text(text: &str, error: &SyntaxError) -> Option<TextRange> {
    use SyntaxErrorKind as Kind;
    let is_of_a_mark = matches!(
        error.kind,
        Kind::StrayCharacters { .. }
            | Kind::SemicolonBehindWord { .. }
            | Kind::SeveralWords { .. }
            | Kind::SplitKey { .. }
            | Kind::Unexpected { .. }
            | Kind::Unquoted { .. }
    );
    if !is_of_a_mark {
        return None;
    }
    let (before, behind) = text.split_at_checked(error.range.start().into())?;
    let length = before.bytes().rev().take(MOST).position(|byte| byte == b'\n');
    let start = before.len() - length.or_else(|| (before.len() < MOST).then_some(before.len()))?;
    let length = behind.bytes().take(MOST).position(|byte| matches!(byte, b'\n' | b'\r'));
    let end = before.len() + length.or_else(|| (behind.len() < MOST).then_some(behind.len()))?;
    let line = text.get(start..end)?;
    let line = line.split_once(" //").map_or(line, |(before, _)| before);
    let bare = in_line(line)?;
    let is_plain = !bare.contains(['"', '[', ']', '{', '}']);
    let words = bare.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    if !is_plain || !bare.starts_with(char::is_alphanumeric) || words.count() < 2 {
        return None;
    }
    let offset = |at: usize| TextSize::try_from(at).ok();
    let start = start + (bare.as_ptr() as usize - line.as_ptr() as usize);
    let range = TextRange::at(offset(start)?, TextSize::of(bare));
    let is_in_it = match error.kind {
        // `component Payments == down`; of `component name = x` the two words are what is wrong.
        Kind::SplitKey { .. } => {
            let is_no_key = ["==", ":=", "=>"].iter().any(|operator| bare.contains(operator));
            is_no_key && range.contains_inclusive(error.range.end())
        }
        _ => range.contains_range(error.range),
    };
    is_in_it.then_some(range)
}

/// What stands in a line where a text is wanted: the last label of a header, or the value of a key.
fn in_line(line: &str) -> Option<&str> {
    let (word, behind) = word(line)?;
    if let Some(value) = behind.strip_prefix('=') {
        let mut keys = blocks().filter_map(|(_, row)| row.key(word)).peekable();
        keys.peek()?;
        return keys.all(|key| key.ty == Type::Text).then(|| up_to_entry(value).trim());
    }
    let (_, row) = blocks().find(|(_, row)| row.name == word)?;
    let (last, others) = row.labels.split_last()?;
    let mut rest = behind;
    for _ in others {
        rest = self::word(rest)?.1;
    }
    let header = rest.find(" {").and_then(|at| rest.get(..at)).unwrap_or(rest);
    (last.ty == Type::Text).then(|| up_to_entry(header).trim())
}

/// What stands before a comma with another entry behind it.
fn up_to_entry(part: &str) -> &str {
    let begins_entry = |behind: &str| {
        let Some((word, rest)) = word(behind) else { return false };
        let is_key = || blocks().any(|(_, row)| row.key(word).is_some());
        rest.starts_with('=')
            || rest.starts_with(':') && is_key()
            || blocks().any(|(_, row)| row.name == word)
    };
    let mut commas = part.match_indices(',');
    let end = commas.find(|(at, _)| part.get(at + 1..).is_some_and(begins_entry));
    end.and_then(|(at, _)| part.get(..at)).unwrap_or(part)
}

/// The first word of a text, and what stands behind it and the blanks there.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (word, behind) = text.split_at_checked(end)?;
    let rest = behind.trim_start();
    let is_word = !word.is_empty() && (rest.len() < behind.len() || behind.starts_with('='));
    is_word.then_some((word, rest))
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn a_text_is_what_stands_behind_the_other_labels_or_a_key_of_that_type() {
        for (line, text) in [
            ("  severity P3 Payments: all down {", Some("Payments: all down")),
            ("severity P3 Payments: down { response_time = 1h }", Some("Payments: down")),
            ("component Refunds / chargebacks", Some("Refunds / chargebacks")),
            ("description = Payments # down", Some("Payments # down")),
            ("title = Head / Chief, assignee = ann@x.org", Some("Head / Chief")),
            ("component A / B, component C / D", Some("A / B")),
            ("severity P3 Alerts: down, severity P4 Alerts: slow {", Some("Alerts: down")),
            ("tier oncall: {", None),
            ("rotation_period = 7d / 2", None),
            ("severity: P3 down", None),
            ("component", None),
        ] {
            assert_eq!(in_line(line), text, "{line}");
        }
    }
}
