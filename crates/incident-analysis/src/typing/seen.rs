//! Whether something stands in a list twice.

use std::collections::hash_map::Entry;

use incident_base::Origin;
use incident_ir::At;
use rustc_hash::FxHashMap;

use crate::typed_tree::Value;

/// The values that a list has so far. Few are compared one by one.
pub(super) enum Seen {
    Few,
    Many(FxHashMap<Value, Origin>),
}

impl Seen {
    /// None yet, of a list of so many.
    pub(super) fn of(count: usize) -> Self {
        const FEW: usize = 12;
        if count <= FEW { Self::Few } else { Self::Many(FxHashMap::default()) }
    }

    /// Where the first value stands that is like this one, which is one of them from now on.
    pub(super) fn first_like(&mut self, value: &At<Value>, before: &[At<Value>]) -> Option<Origin> {
        if value.value == Value::Malformed {
            return None;
        }
        match self {
            Self::Few => before
                .iter()
                .find(|known| match (&known.value, &value.value) {
                    (Value::Email(known), Value::Email(one)) => known.eq_ignore_ascii_case(one),
                    (known, one) => known == one,
                })
                .map(|known| known.origin),
            Self::Many(origins) => match origins.entry(folded(&value.value)) {
                Entry::Occupied(first) => Some(*first.get()),
                Entry::Vacant(free) => {
                    free.insert(value.origin);
                    None
                }
            },
        }
    }
}

/// What two equal values of a list have in common: of addresses the case does not count.
fn folded(value: &Value) -> Value {
    match value {
        Value::Email(address) => Value::Email(address.to_ascii_lowercase()),
        other => other.clone(),
    }
}
