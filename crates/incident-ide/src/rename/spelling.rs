//! Names as they are written.

use std::borrow::Cow;

use incident_analysis::span;
use incident_base::{FileId, TextEdit};
use incident_schema::{Kind, Type, block};
use incident_syntax::{TokenKind, literal, tokens};

use super::Refusal;
use crate::Analysis;
use crate::names::occurrence::Occurrence;
use crate::names::place::letters;

/// A name that somebody gives something of a kind. Quotes around a text are not part of it.
pub(super) fn checked(kind: Kind, name: &str) -> Result<Cow<'_, str>, Refusal> {
    let is = |token: TokenKind| matches!(tokens(name).as_slice(), [only] if only.kind == token);
    if name.trim().is_empty() {
        return Err(Refusal("A name cannot be empty.".to_owned()));
    }
    match block(kind).labels.first().map(|label| label.ty) {
        Some(Type::Declares) if is(TokenKind::Name) => Ok(name.into()),
        Some(Type::Declares) => Err(Refusal(format!(
            "`{name}` is no name. A name is letters, digits and `_`, begins with a letter or `_`, and may have a \
             `-` between them."
        ))),
        Some(Type::Email) if is(TokenKind::Email) => Ok(name.into()),
        Some(Type::Email) => {
            Err(Refusal(format!("`{name}` is no e-mail address such as `alice@company.com`.")))
        }
        _ => text(name),
    }
}

fn text(name: &str) -> Result<Cow<'_, str>, Refusal> {
    let quoted = match name.starts_with('"') {
        true => literal::string::parse(name).ok(),
        false => None,
    };
    let text: Cow<'_, str> = quoted.map_or_else(|| name.into(), Cow::from);
    if text.trim().is_empty() {
        return Err(Refusal("A name cannot be empty.".to_owned()));
    }
    if text.contains(char::is_control) {
        return Err(Refusal("A name is one line of text, without tabs.".to_owned()));
    }
    Ok(text)
}

/// The change of text that writes the name at a place.
pub(super) fn edit(
    analysis: &Analysis,
    place: &Occurrence,
    name: &str,
) -> Option<(FileId, TextEdit)> {
    let token = span(&analysis.db, analysis.workspace, place.origin);
    let written = analysis.text(token.file);
    let written = written.get(usize::from(token.range.start())..usize::from(token.range.end()))?;
    let letters = letters(analysis, place.origin)?;
    let is_string = written.starts_with('"');
    let (range, text) = match block(place.kind).labels.first().map(|label| label.ty)? {
        Type::Declares | Type::Email => (letters.range, name.to_owned()),
        Type::DeclaresNameOrText if !is_string && checked_as_name(name) => {
            (letters.range, name.to_owned())
        }
        _ if is_string => (letters.range, literal::string::escaped(name)),
        _ => (letters.range, literal::string::in_quotes(name)),
    };
    Some((token.file, TextEdit { start: range.start(), end: range.end(), text }))
}

fn checked_as_name(name: &str) -> bool {
    matches!(tokens(name).as_slice(), [only] if only.kind == TokenKind::Name)
}
