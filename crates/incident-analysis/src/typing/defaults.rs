//! The schema's defaults as values.

use std::sync::LazyLock;

use incident_base::{FileId, ItemKey, NodeId, Origin};
use incident_ir::At;
use incident_schema::{Key, Kind, Type, blocks, keys_in};
use incident_syntax::tree::{Scalar, ScalarKind};
use rustc_hash::FxHashMap;

use super::Typer;
use crate::Issues;
use crate::typed_tree::Value;

/// The default of a key; `None` when it has none. A test reads every default of the schema.
///
/// Each is read once: services leave out a dozen keys each.
pub(crate) fn default_value(kind: Kind, key: &Key) -> Option<&'static Value> {
    static DEFAULTS: LazyLock<FxHashMap<(Kind, &str), Value>> = LazyLock::new(|| {
        let keys = blocks().flat_map(|(kind, _)| keys_in(kind).map(move |key| (kind, key)));
        keys.filter_map(|(kind, key)| Some(((kind, key.name), read(key)?))).collect()
    });
    DEFAULTS.get(&(kind, key.name))
}

fn read(key: &'static Key) -> Option<Value> {
    let text = key.default?;
    let mut typer = Typer {
        file: FileId(0),
        item: ItemKey(0),
        broken: &[],
        issues: Issues::default(),
        before: 0,
        misplaced: Vec::new(),
    };
    let (ty, text) = match key.ty {
        Type::List(item) => (*item, text.trim_start_matches('[').trim_end_matches(']')),
        ty => (ty, text),
    };
    let kind = match text.as_bytes().first() {
        Some(b'"') => ScalarKind::String,
        Some(byte) if byte.is_ascii_digit() => ScalarKind::Number,
        _ => ScalarKind::Name,
    };
    let scalar = Scalar { id: NodeId(0), kind, text: text.into() };
    let value = typer.scalar(ty, &scalar, key.name).value;
    Some(match key.ty {
        Type::List(_) => {
            let nowhere = Origin { file: FileId(0), item: ItemKey(0), node: NodeId(0) };
            Value::List(vec![At::new(value, nowhere)])
        }
        _ => value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_of_the_schema_is_a_value_of_its_key() {
        let mut read = 0;
        for (kind, row) in blocks() {
            for key in row.keys {
                if let Some(value) = super::read(key) {
                    read += 1;
                    assert_eq!(default_value(kind, key), Some(&value));
                    let text = format!("{value:?}");
                    assert!(!text.contains("Malformed"), "{}.{}: {text}", row.name, key.name);
                }
            }
        }
        assert!(read > 15, "{read} defaults read");
    }
}
