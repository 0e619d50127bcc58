//! Whether something stands in a list twice.

use std::collections::hash_map::Entry;

use incident_base::Origin;
use incident_ir::At;
use incident_schema::Type;
use incident_syntax::tree::{self, List};
use rustc_hash::FxHashMap;

use super::Typer;
use crate::IssueKind;
use crate::folded::same_name;
use crate::typed_tree::Value;

/// The values that a list has so far.
pub(super) struct Seen {
    /// Few are compared one by one.
    many: Option<FxHashMap<Value, Origin>>,
    /// Whether they are texts of their own, of which the case does not count: headings. A text that names something does
    /// so as that is written.
    are_texts: bool,
}

impl Seen {
    /// None yet, of a list of so many of a type.
    pub(super) fn of(count: usize, ty: Type) -> Self {
        const FEW: usize = 12;
        Self { many: (count > FEW).then(FxHashMap::default), are_texts: ty == Type::Text }
    }

    /// Where the first value stands that is like this one, which is one of them from now on.
    pub(super) fn first_like(&mut self, value: &At<Value>, before: &[At<Value>]) -> Option<Origin> {
        if value.value == Value::Malformed {
            return None;
        }
        match &mut self.many {
            None => before
                .iter()
                .find(|known| match (&known.value, &value.value) {
                    (Value::Email(known), Value::Email(one)) => known.eq_ignore_ascii_case(one),
                    (Value::Text(known), Value::Text(one)) if self.are_texts => {
                        same_name(known, one)
                    }
                    (known, one) => known == one,
                })
                .map(|known| known.origin),
            Some(origins) => match origins.entry(folded(&value.value, self.are_texts)) {
                Entry::Occupied(first) => Some(*first.get()),
                Entry::Vacant(free) => {
                    free.insert(value.origin);
                    None
                }
            },
        }
    }
}

/// A value that stands in its list before.
pub(super) struct Again {
    pub(super) at: Origin,
    pub(super) first: Origin,
}

impl Typer<'_> {
    /// Reports what stands in a list again: several such values at the list.
    pub(super) fn items_twice(&mut self, key: &'static str, list: &List, again: &[Again]) {
        /// More of them nobody looks at.
        const SHOWN: usize = 10;
        let [one, more @ ..] = again else { return };
        // A list within the list, or nothing between two commas, was reported.
        let scalars = || {
            list.items.iter().filter_map(|item| match item {
                tree::Value::Scalar(scalar) => Some(scalar),
                tree::Value::List(_) | tree::Value::Missing(_) => None,
            })
        };
        if more.is_empty() {
            let text = |at: Origin| {
                let scalar = scalars().find(|scalar| scalar.id == at.node);
                scalar.map(|scalar| scalar.text.to_string()).unwrap_or_default()
            };
            let (text, first) = (text(one.at), text(one.first));
            let differs_in_case = text != first;
            let issue = IssueKind::ItemTwice { key, text, differs_in_case };
            return self.report_against(one.at, one.first, issue);
        }
        // Of a list within the list it is not plain which of its values stand where.
        let is_plain = scalars().count() == list.items.len();
        let mut told = again.iter().map(|again| again.at.node).peekable();
        let items = scalars().map(|scalar| {
            (scalar.text.to_string(), told.next_if(|node| *node == scalar.id).is_some())
        });
        let items = items.collect();
        let again = again.iter().take(SHOWN).map(|again| again.at).collect();
        self.report(list.id, IssueKind::ItemsTwice { key, items, again, is_plain });
    }
}

/// What two equal values of a list have in common.
fn folded(value: &Value, are_texts: bool) -> Value {
    match value {
        Value::Email(address) => Value::Email(address.to_ascii_lowercase()),
        Value::Text(text) if are_texts => Value::Text(crate::folded::folded(text)),
        other => other.clone(),
    }
}
