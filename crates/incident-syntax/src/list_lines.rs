//! Lists as YAML writes them: a key, and below it a line with a `-` for each value.

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;
use crate::lexer;
use crate::token::TokenKind;

/// Makes one mistake of a key without a value, or with a `:`, and the lines with `-` below it.
pub(crate) fn told_at_their_keys(text: &str, errors: &mut [SyntaxError]) {
    for error in errors {
        let (key, before) = match &error.kind {
            SyntaxErrorKind::MissingValue { key } => (key, format!("{key} = ")),
            SyntaxErrorKind::ColonForEquals { key, .. } => (key, " = ".to_owned()),
            SyntaxErrorKind::Unexpected { .. } if slice(text, error.range) == ":" => {
                let behind = text.get(error.range.end().into()..).unwrap_or_default();
                if items(behind).is_some() {
                    error.kind = SyntaxErrorKind::Yaml;
                }
                continue;
            }
            _ => continue,
        };
        let Some((length, items)) = items(text.get(error.range.end().into()..).unwrap_or_default())
        else {
            continue;
        };
        let instead = items.map(|items| format!("{before}[{}]", items.join(", ")));
        error.kind = SyntaxErrorKind::ListInLines { key: key.clone(), instead };
        let end = error.range.end() + TextSize::new(length as u32);
        error.range = TextRange::new(error.range.start(), end);
    }
}

/// How far the lines with `-` reach that begin below this line, and their values, where each is one and nothing else
/// stands there; `None` when there are none.
fn items(rest: &str) -> Option<(usize, Option<Vec<String>>)> {
    // Where something else stands behind it, its line is not gone through: a long one may have many of them.
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    if !["\n", "//", "#"].iter().any(|one| behind.starts_with(one)) {
        return None;
    }
    let (first, below) = rest.split_once('\n')?;
    let mut end = None;
    let mut at = first.len() + 1;
    // Comments would have no place.
    let mut values = first.trim().is_empty().then(Vec::new);
    for line in below.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(item) = line.trim_start().strip_prefix("- ") else {
            if is_comment_or_blank(line) {
                values = values.filter(|_| line.trim().is_empty());
                continue;
            }
            break;
        };
        end = Some(start + line.trim_end().len());
        values = values.zip(value(item.trim())).map(|(mut values, value)| {
            values.push(value);
            values
        });
    }
    Some((end?, values))
}

fn is_comment_or_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with("//") || line.starts_with('#')
}

/// An item as a value: as it stands where it is a single one, else as text.
fn value(item: &str) -> Option<String> {
    let plain = item.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let tokens = lexer::lex(item).tokens;
    match tokens.as_slice() {
        [only] if only.kind != TokenKind::Malformed && plain.is_none() => {
            only.kind.is_scalar().then(|| item.to_owned())
        }
        _ => {
            let text = plain.unwrap_or(item);
            // A comment behind it, an entry, or quotes in quotes: somebody has to look.
            let is_more = text.contains(['"', '\'', '\\', '#', '=', '[', '{'])
                || text.contains("//")
                || text.contains(": ")
                || text.ends_with(':');
            (!is_more).then(|| format!("\"{text}\""))
        }
    }
}
