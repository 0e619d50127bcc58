//! What may stand at a place because of what stands beside it, where the type allows more.

use incident_ir::ChannelKind;
use incident_schema::{Key, Kind, Reference};

use super::names;
use super::offers::Offers;
use super::outline::Node;

/// The only values that a key may have there; nothing where any of its type may.
pub(super) fn only(offers: &Offers<'_>, parent: Kind, key: &Key) -> Option<Vec<String>> {
    let all = match (parent, key.name) {
        (Kind::EscalationPolicy, "severities") => levels(offers),
        (Kind::Override, "replace") => {
            let rotation = offers.site.inside(Kind::OnCallRotation)?;
            values(offers, rotation.body.iter(), "members")
        }
        _ => return None,
    };
    // Of what is not written yet, nothing is known.
    Some(all).filter(|all| !all.is_empty())
}

/// The values that a key cannot have for what another key beside it has.
pub(super) fn taken(offers: &Offers<'_>, parent: Kind, key: &Key) -> Vec<String> {
    let other = match (parent, key.name) {
        (Kind::Override, "replace") => "with",
        (Kind::Override, "with") => "replace",
        _ => return Vec::new(),
    };
    values(offers, offers.site.beside(), other)
}

/// The values of a key of some entries, as they are written.
fn values<'n>(
    offers: &Offers<'_>,
    entries: impl Iterator<Item = &'n Node>,
    key: &str,
) -> Vec<String> {
    let outline = &offers.site.outline;
    let keys = entries.filter(|node| outline.word(node) == key);
    keys.flat_map(|node| outline.values(node)).map(|at| outline.token_text(at).to_owned()).collect()
}

/// The levels of the severities that the service declares, or has of its profiles.
fn levels(offers: &Offers<'_>) -> Vec<String> {
    let mut all = Vec::new();
    names::own(offers, Kind::Severity, &mut all);
    all.sort_unstable();
    all.dedup();
    all
}

/// An example of a list, with what there is in place of what is only an example.
pub(super) fn example(offers: &Offers<'_>, key: &Key, items: &str) -> String {
    if let Some(only) = offers.site.parent().and_then(|parent| only(offers, parent, key)) {
        return only.join(", ");
    }
    let with_role = |item: &str| {
        let (kind, role) = item.split_once(':')?;
        let names_role = ChannelKind::from_name(kind).is_some_and(ChannelKind::names_role);
        if !names_role {
            return None;
        }
        let roles = offers.names(Reference::Role);
        let first = roles.first().filter(|_| !roles.iter().any(|known| known == role))?;
        Some(format!("{kind}:{first}"))
    };
    let items = items.split(", ").map(|item| with_role(item).unwrap_or_else(|| item.to_owned()));
    items.collect::<Vec<_>>().join(", ")
}
