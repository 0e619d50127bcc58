//! Several `;` on a line, as other languages end entries with, are one mistake.

use crate::error::{SyntaxError, SyntaxErrorKind};

/// Makes one of the error about a `;` and another on its line, where it is plain for both what to write instead.
pub(super) fn join(text: &str, last: &mut SyntaxError, error: &SyntaxError) {
    let Some(instead) = instead_of(text, error) else { return };
    let distance = error.range.start() - last.range.start();
    if let SyntaxErrorKind::Semicolons { places } = &mut last.kind {
        places.push((distance, instead));
    } else if let Some(first) = instead_of(text, last) {
        let places = vec![(0.into(), first), (distance, instead)];
        last.kind = SyntaxErrorKind::Semicolons { places };
    }
}

/// What to write instead of a `;` that parts or ends entries; `None` for one in a word or a text.
fn instead_of(text: &str, error: &SyntaxError) -> Option<&'static str> {
    let SyntaxErrorKind::StrayCharacters { text: mark, instead } = &error.kind else { return None };
    let before = text.get(..error.range.start().into())?;
    let behind = text.get(error.range.end().into()..)?;
    let is_inside = !before.ends_with(apart) && !behind.starts_with(apart);
    match *instead {
        _ if mark != ";" || is_inside => None,
        Some(",") => Some(","),
        None => Some(""),
        Some(_) => None,
    }
}

fn apart(character: char) -> bool {
    character.is_whitespace() || "{}[]\"".contains(character)
}
