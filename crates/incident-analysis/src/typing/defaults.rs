//! The schema's defaults as values.

use incident_base::{FileId, ItemKey, NodeId, Origin};
use incident_ir::At;
use incident_schema::{Key, Type};
use incident_syntax::tree::{Scalar, ScalarKind};

use super::Typer;
use crate::typed_tree::Value;

/// The default of a key; `None` when it has none. A test reads every default of the schema.
pub(crate) fn default_value(key: &'static Key) -> Option<Value> {
    let text = key.default?;
    let mut typer = Typer { file: FileId(0), item: ItemKey(0), broken: &[], issues: Vec::new() };
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
    use incident_schema::blocks;

    use super::*;

    #[test]
    fn every_default_of_the_schema_is_a_value_of_its_key() {
        let mut read = 0;
        for (_, row) in blocks() {
            for key in row.keys {
                if let Some(value) = default_value(key) {
                    read += 1;
                    let text = format!("{value:?}");
                    assert!(!text.contains("Malformed"), "{}.{}: {text}", row.name, key.name);
                }
            }
        }
        assert!(read > 15, "{read} defaults read");
    }
}
