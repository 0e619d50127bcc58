//! Names of resources: letters, digits, `_` and `-`, beginning with a letter or `_`.
//!
//! Names of the language are such names and stay what they are, so that a resource is found by searching for what
//! stands in the source. Others (e-mail addresses, apps) are changed, and told apart by a checksum where two
//! become one: never by their order, for a resource whose name changes is destroyed and made again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A name of its own for each, made from its text. The result does not depend on the order.
pub(super) fn assign<K: Ord + Clone>(
    all: impl IntoIterator<Item = (K, String)>,
) -> BTreeMap<K, String> {
    let all: BTreeMap<K, String> = all.into_iter().collect();
    let mut wanting: BTreeMap<String, Vec<(&K, &String)>> = BTreeMap::new();
    for (key, text) in &all {
        wanting.entry(identifier(text)).or_default().push((key, text));
    }
    let mut names = BTreeMap::new();
    let mut taken: BTreeSet<String> = wanting.keys().cloned().collect();
    for (name, keys) in wanting {
        let is_alone = keys.len() == 1;
        let mut has_owner = false;
        for (key, text) in keys {
            // Whose name it is without a change keeps it.
            if is_alone || (*text == name && !has_owner) {
                has_owner = true;
                names.insert(key.clone(), name.clone());
                continue;
            }
            let longer = format!("{name}-{}", checksum(text));
            let mut candidates = std::iter::once(longer.clone())
                .chain((2_u32..).map(|number| format!("{longer}-{number}")));
            if let Some(free) = candidates.find(|name| taken.insert(name.clone())) {
                names.insert(key.clone(), free);
            }
        }
    }
    names
}

/// The name of what is the only one of its type.
pub(super) fn one(text: &str) -> String {
    identifier(text)
}

fn identifier(text: &str) -> String {
    let begins = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    let before = if text.starts_with(begins) { "" } else { "_" };
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let rest = text.chars().map(|letter| if allowed(letter) { letter } else { '_' });
    before.chars().chain(rest).collect()
}

/// Eight digits.
fn checksum(text: &str) -> String {
    let mut checksum = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(4) {
        // Writing to a string cannot fail.
        let _ = write!(checksum, "{byte:02x}");
    }
    checksum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(texts: &[&str]) -> Vec<String> {
        let names = assign(texts.iter().map(|text| (*text, (*text).to_owned())));
        texts.iter().map(|text| names[text].clone()).collect()
    }

    #[test]
    fn names_of_the_language_stay_what_they_are() {
        let names = ["payments-critical", "_x", "Search_2"];
        assert_eq!(named(&names), names);
    }

    #[test]
    fn what_a_name_cannot_hold_becomes_a_line() {
        assert_eq!(
            named(&["ann@x.com", "2nd line", "", "é", "-a"]),
            ["ann_x_com", "_2nd_line", "_", "__", "_-a"]
        );
    }

    #[test]
    fn who_would_get_one_name_get_a_checksum_each_but_its_owner() {
        let names = named(&["a b", "a_b", "a.b"]);
        assert_eq!(names[1], "a_b");
        assert!(names[0].starts_with("a_b-") && names[2].starts_with("a_b-"), "{names:?}");
        assert_ne!(names[0], names[2]);
        let turned = named(&["a.b", "a b", "a_b"]);
        assert_eq!((&turned[0], &turned[1]), (&names[2], &names[0]));
    }

    #[test]
    fn two_of_one_text_have_a_name_each() {
        let names = assign([(1, "critical".to_owned()), (2, "critical".to_owned())]);
        assert_eq!(names[&1], "critical");
        assert!(names[&2].starts_with("critical-"), "{names:?}");
    }

    proptest! {
        #[test]
        fn any_texts_get_names_that_are_allowed_and_differ(texts in proptest::collection::btree_set("[a-cA-C@. _\\-é0-9$\\{]{0,4}", 0..12)) {
            let names = assign(texts.iter().map(|text| (text.clone(), text.clone())));
            let distinct: BTreeSet<&String> = names.values().collect();
            prop_assert_eq!(distinct.len(), texts.len());
            for name in distinct {
                prop_assert!(name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_'), "{}", name);
                prop_assert!(name.chars().all(|it| it.is_ascii_alphanumeric() || "_-".contains(it)), "{}", name);
            }
        }
    }
}
