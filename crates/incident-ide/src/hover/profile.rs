//! Profiles, and what stands in them: a service that uses one tells what comes of it.

use incident_analysis::typed_tree::Block;
use incident_analysis::{Lowered, declared, lower, services_using, typed};
use incident_base::Origin;
use incident_codegen::brief;
use incident_ir::Service;
use incident_schema::{Kind, block};

use super::Cx;
use crate::Analysis;
use crate::cursor::Cursor;
use crate::users::ASKED;

/// So many services are named.
const NAMED: usize = 5;

/// So many keys and blocks of a profile are named.
const BROUGHT: usize = 12;

/// A service that uses the profile around a place: the first that has the block there as the profile says it, else the
/// first. `None` where there is no profile or nothing uses it.
pub(crate) fn as_used<'a>(analysis: &'a Analysis, cursor: &Cursor<'a>) -> Option<&'a Lowered> {
    let db = &analysis.db;
    let item = cursor.item;
    if item.kind(db) != block(Kind::Profile).name {
        return None;
    }
    let may_change = cursor.kind().is_some_and(|kind| CHANGED.contains(&kind));
    let header = cursor.block().filter(|_| may_change);
    let header = header.map(|block| cursor.origin(analysis, block.header));
    let services = services_using(db, item).iter().take(ASKED);
    let mut all = services.filter_map(|service| Some(&**lower(db, *service)?));
    let first = all.next()?;
    let holds = |lowered: &&Lowered| header.is_none_or(|header| has(&lowered.service, header));
    if holds(&first) { Some(first) } else { all.find(holds).or(Some(first)) }
}

/// Kinds of which a service may have another in the place of its profile's.
const CHANGED: [Kind; 4] =
    [Kind::Severity, Kind::EscalationPolicy, Kind::Tier, Kind::OnCallRotation];

/// Whether a service has the block of one of these kinds with this header.
fn has(service: &Service, header: Origin) -> bool {
    let policies = service.policies.iter();
    let mut tiers = policies.clone().flat_map(|policy| &policy.tiers);
    let mut rotations = service.rotations.iter();
    service.severities.iter().any(|it| it.origin == header)
        || policies.clone().any(|it| it.origin == header)
        || tiers.any(|it| it.origin == header)
        || rotations.any(|it| it.origin == header)
}

/// A profile by its name: what it is for and what it brings. Who uses it is not told where a service does: that looks at
/// every service.
pub(crate) fn named(cx: &Cx<'_>, name: &str) -> Option<String> {
    let db = &cx.analysis.db;
    let item = declared(db, Kind::Profile, name)?;
    let mut blocks = vec![format!("Profile **{}**", brief::words(item.name(db)))];
    if let Some(block) = &typed(db, item).block {
        blocks.extend(block.docs.as_deref().map(brief::words));
        blocks.extend(brought(block));
    }
    Some(blocks.join("\n\n"))
}

/// What a profile says for whoever uses it, by its keys and blocks.
fn brought(profile: &Block) -> Option<String> {
    let keys = profile.attributes.iter().map(|attribute| format!("`{}`", attribute.key.name));
    let blocks = profile.blocks.iter().map(|inner| {
        let word = block(inner.kind).name;
        match inner.name() {
            Some(name) => format!("{word} **{}**", brief::words(&name.value)),
            None => word.to_owned(),
        }
    });
    let all: Vec<String> = keys.chain(blocks).collect();
    let shown: Vec<&str> = all.iter().take(BROUGHT).map(String::as_str).collect();
    let more = match all.len().saturating_sub(BROUGHT) {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    (!all.is_empty()).then(|| format!("Brings {}{more}", shown.join(", ")))
}

/// The same where it is declared, and who uses it.
pub(crate) fn declared_here(cx: &Cx<'_>, name: &str) -> Option<String> {
    let db = &cx.analysis.db;
    let services = services_using(db, cx.cursor.item);
    let names = services.iter().take(NAMED).map(|service| brief::words(service.name(db)));
    let names = names.collect::<Vec<_>>().join(", ");
    let users = match services.len() {
        0 => "No service uses it.".to_owned(),
        count if count > NAMED => format!("Used by {names} and {} more", count - NAMED),
        _ => format!("Used by {names}"),
    };
    Some(format!("{}\n\n{users}", named(cx, name)?))
}
