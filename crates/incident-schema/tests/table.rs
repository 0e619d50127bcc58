//! The table is sound.

use std::collections::BTreeSet;

use incident_schema::{Place, blocks, blocks_in, keys_in};

#[test]
fn no_kind_and_no_key_stands_twice() {
    let names: Vec<&str> = blocks().map(|(_, row)| row.name).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), distinct.len());
    for (_, row) in blocks() {
        let keys: BTreeSet<&str> = row.keys.iter().map(|key| key.name).collect();
        assert_eq!(keys.len(), row.keys.len(), "{}", row.name);
    }
}

#[test]
fn no_word_is_a_kind_and_a_key_in_the_same_place() {
    for (kind, row) in blocks() {
        for key in keys_in(kind) {
            assert!(
                blocks_in(Some(kind)).all(|(_, inner)| inner.name != key.name),
                "{} in {}",
                key.name,
                row.name
            );
        }
    }
}

#[test]
fn every_kind_can_stand_somewhere_and_what_it_needs_can_stand_in_it() {
    for (kind, row) in blocks() {
        assert!(!row.stands.is_empty(), "{}", row.name);
        for needed in row.needs {
            assert!(blocks_in(Some(kind)).any(|(inner, _)| inner == *needed), "{}", row.name);
        }
        let starts_at_the_top = |mut place: Place| loop {
            match place {
                Place::TopLevel => break true,
                Place::In(parent) => match incident_schema::block(parent).stands.first() {
                    Some(next) => place = *next,
                    None => break false,
                },
            }
        };
        assert!(row.stands.iter().all(|place| starts_at_the_top(*place)), "{}", row.name);
    }
}

#[test]
fn every_row_explains_itself() {
    for (_, row) in blocks() {
        assert!(row.doc.ends_with('.'), "{}", row.name);
        assert!(row.example.starts_with(row.name), "{}", row.name);
        for key in row.keys {
            assert!(key.doc.ends_with('.'), "{}.{}", row.name, key.name);
            assert!(!key.example.is_empty(), "{}.{}", row.name, key.name);
            assert!(!(key.required && key.default.is_some()), "{}.{}", row.name, key.name);
        }
    }
}
