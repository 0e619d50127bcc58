//! Questions about the table.

use std::sync::LazyLock;

use crate::{Block, Key, Kind, Place, Type, Unique, block, blocks};

/// The kind whose entries may stand in a block of this kind: a profile holds what a service holds.
fn content_of(kind: Kind) -> Kind {
    match kind {
        Kind::Profile => Kind::Service,
        other => other,
    }
}

/// The blocks that may stand in a block of this kind (`None`: at the top level), in the table's order.
pub fn blocks_in(parent: Option<Kind>) -> impl Iterator<Item = (Kind, &'static Block)> {
    let place = place_in(parent);
    blocks().filter(move |(_, block)| block.stands.contains(&place))
}

/// The block that starts with this word and may stand in a block of this kind (`None`: at the top level).
pub fn block_in(parent: Option<Kind>, word: &str) -> Option<(Kind, &'static Block)> {
    let place = place_in(parent);
    blocks().find(|(_, row)| row.name == word && row.stands.contains(&place))
}

fn place_in(parent: Option<Kind>) -> Place {
    match parent {
        None => Place::TopLevel,
        Some(kind) => Place::In(content_of(kind)),
    }
}

/// Whether blocks that start with this word may stand anywhere.
pub fn is_kind(word: &str) -> bool {
    blocks().any(|(_, row)| row.name == word)
}

/// The kind that starts with this word in a block of this kind; one that stands elsewhere where none here does.
pub fn kind_named(word: &str, parent: Option<Kind>) -> Option<Kind> {
    let anywhere = || blocks().find(|(_, row)| row.name == word);
    block_in(parent, word).or_else(anywhere).map(|(kind, _)| kind)
}

/// Whether a block that starts with this word may stand in one that starts with `outer` (`None`: at the top level).
/// `None` when no block starts with one of them.
pub fn block_stands_in(outer: Option<&str>, word: &str) -> Option<bool> {
    blocks().find(|(_, row)| row.name == word)?;
    let Some(outer) = outer else { return Some(block_in(None, word).is_some()) };
    any_named(outer, |kind| block_in(Some(kind), word).is_some())
}

/// Whether a key may stand in a block that starts with `outer` (`None`: at the top level). `None` when no block starts so,
/// or none takes the key.
pub fn key_stands_in(outer: Option<&str>, key: &str) -> Option<bool> {
    let takes = |kind| keys_in(kind).any(|row| row.name == key);
    blocks().find(|(kind, _)| takes(*kind))?;
    let Some(outer) = outer else { return Some(false) };
    any_named(outer, takes)
}

/// Whether something holds of a kind that starts with this word; `None` when none does.
fn any_named(word: &str, holds: impl Fn(Kind) -> bool) -> Option<bool> {
    let mut kinds = blocks().filter(|(_, row)| row.name == word).map(|(kind, _)| kind).peekable();
    kinds.peek()?;
    Some(kinds.any(holds))
}

/// The keys that may stand in a block of this kind.
pub fn keys_in(kind: Kind) -> impl Iterator<Item = &'static Key> {
    block(content_of(kind)).keys.iter()
}

/// Where a kind may stand, in words: "in `service` or at the top level".
pub fn places_of(kind: Kind) -> String {
    let mut places: Vec<String> = Vec::new();
    for place in block(kind).stands {
        match place {
            Place::TopLevel => places.push("at the top level".to_owned()),
            Place::In(parent) => places.push(format!("in `{}`", block(*parent).name)),
        }
    }
    match places.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// The kind of block that a label or value of this type names; `None` when it names none. A word of a set names the
/// kind of which the first label is one of that set, and an address the kind whose first label is one.
pub fn named_by(ty: Type) -> Option<Kind> {
    match ty.item() {
        Type::Name(reference) | Type::TextName(reference) => Some(reference.kind()),
        ty @ (Type::Email | Type::Choice(_)) => {
            LABELLED.iter().find(|(label, _)| *label == ty).map(|(_, kind)| *kind)
        }
        _ => None,
    }
}

/// The kinds whose first label is an address or a word of a set: a few of many, and asked for at every value of a file.
static LABELLED: LazyLock<Vec<(Type, Kind)>> = LazyLock::new(|| {
    let first = |(kind, row): (Kind, &Block)| Some((row.labels.first()?.ty, kind));
    let labelled = blocks().filter_map(first);
    labelled.filter(|(ty, _)| matches!(ty, Type::Email | Type::Choice(_))).collect()
});

/// Whether the first label of such a block is a name that it gives itself.
pub fn declares(kind: Kind) -> bool {
    let row = block(kind);
    let is_told_apart = matches!(row.unique, Unique::ByName | Unique::ByText);
    let first = row.labels.first().map(|label| label.ty);
    is_told_apart && first.is_some_and(|ty| !matches!(ty, Type::Name(_) | Type::TextName(_)))
}

/// Whether anything names blocks of this kind, other than they themselves.
pub fn is_referred_to(kind: Kind) -> bool {
    blocks().any(|(holder, row)| {
        let labels = row.labels.iter().filter(|_| holder != kind).map(|label| label.ty);
        row.keys.iter().map(|key| key.ty).chain(labels).any(|ty| named_by(ty) == Some(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_may_stand_in_what() {
        let all = [
            (block_stands_in(Some("service"), "severity"), Some(true)),
            (block_stands_in(Some("profile"), "severity"), Some(true)),
            (block_stands_in(Some("severity"), "severity"), Some(false)),
            (block_stands_in(None, "service"), Some(true)),
            (block_stands_in(None, "severity"), Some(false)),
            (block_stands_in(Some("servise"), "severity"), None),
            (block_stands_in(Some("service"), "severety"), None),
            (key_stands_in(Some("tier"), "timeout"), Some(true)),
            (key_stands_in(Some("service"), "timeout"), Some(false)),
            (key_stands_in(None, "timeout"), Some(false)),
            (key_stands_in(Some("tier"), "timeuot"), None),
            (key_stands_in(Some("teir"), "timeout"), None),
        ];
        for (number, (found, expected)) in all.into_iter().enumerate() {
            assert_eq!(found, expected, "{number}");
        }
    }

    #[test]
    fn names_are_given_and_used() {
        let declaring: Vec<&str> =
            blocks().filter(|(kind, _)| declares(*kind)).map(|(_, row)| row.name).collect();
        assert_eq!(
            declaring,
            [
                "service",
                "profile",
                "on_call_rotation",
                "team",
                "role",
                "person",
                "escalation_policy",
                "status_page",
                "group",
                "component",
                "severity",
                "alert_rule",
                "health_check",
                "app",
                "rollback_plan",
                "circuit_breaker",
                "feature_flag",
            ]
        );
        let referred: Vec<&str> =
            blocks().filter(|(kind, _)| is_referred_to(*kind)).map(|(_, row)| row.name).collect();
        assert_eq!(
            referred,
            [
                "profile",
                "on_call_rotation",
                "role",
                "person",
                "escalation_policy",
                "component",
                "severity",
                "health_check",
                "rollback_plan",
            ]
        );
    }
}
