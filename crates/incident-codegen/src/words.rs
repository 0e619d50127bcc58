//! How the documents say things: lengths of time, channels, roles, enumerations.

mod channel;
mod duration;
mod people;
mod turns;

pub(crate) use channel::{channel, provider, uses_channel};
pub(crate) use duration::{due, every, in_full, in_short, minutes_in_full};
pub(crate) use people::{name_of, person, role, title_with_holder};
pub(crate) use turns::{active, turns};

use crate::phrase::{Phrase, Piece};

/// A name's words: `payment-gateway` is "payment gateway".
pub(crate) fn in_words(name: &str) -> String {
    name.replace(['-', '_'], " ")
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn enumeration(items: &[impl AsRef<str>]) -> String {
    let Some((last, rest)) = items.split_last() else { return String::new() };
    if rest.is_empty() {
        return last.as_ref().to_owned();
    }
    let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
    format!("{} and {}", rest.join(", "), last.as_ref())
}

/// As [`enumeration`], of phrases.
pub(crate) fn enumeration_of_phrases(mut items: Vec<Phrase>) -> Phrase {
    let Some(last) = items.pop() else { return Phrase::new() };
    if items.is_empty() {
        return last;
    }
    let mut whole = items.join(&Piece::text(", "));
    whole.push(Piece::text(" and "));
    whole.extend(last);
    whole
}

/// `once`, `twice`, `3 times`.
pub(crate) fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// `1 failure`, `5 failures`.
pub(crate) fn counted(count: u64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enumerations_read_as_people_write_them() {
        assert_eq!(enumeration(&[""; 0]), "");
        assert_eq!(enumeration(&["a"]), "a");
        assert_eq!(enumeration(&["a", "b"]), "a and b");
        assert_eq!(enumeration(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn one_is_not_plural() {
        assert_eq!(counted(1, "failure"), "1 failure");
        assert_eq!(counted(0, "failure"), "0 failures");
        assert_eq!([times(1), times(2), times(3)], ["once", "twice", "3 times"]);
    }
}
