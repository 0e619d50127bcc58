//! Names are the same whatever their case.

use incident_ir::Text;

/// A name in small letters.
pub(crate) fn folded(name: &str) -> Text {
    if name.is_ascii() {
        let mut folded = Text::new(name);
        folded.make_ascii_lowercase();
        return folded;
    }
    Text::from_str_to_lowercase(name)
}

/// Whether two names differ in case only.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => folded(one) == folded(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_in_more_than_case() {
        assert_eq!(
            (folded("Eng-MANAGER_1"), folded("Ärzte")),
            ("eng-manager_1".into(), "ärzte".into())
        );
        for (one, other) in [("boss", "BOSS"), ("Ärzte", "ärzte"), ("", "")] {
            assert!(same_name(one, other), "{one} {other}");
        }
        for (one, other) in [("boss", "bos"), ("Arzte", "ärzte"), ("a", "")] {
            assert!(!same_name(one, other), "{one} {other}");
        }
    }
}
