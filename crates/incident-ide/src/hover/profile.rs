//! Profiles, and what stands in them: a service that uses one tells what comes of it.

use incident_analysis::{Item, Lowered, declared, lower, services_using, typed};
use incident_codegen::brief;
use incident_schema::{Kind, block};

use super::Cx;
use crate::Analysis;

/// So many services are named.
const NAMED: usize = 5;

/// The first service that uses a profile; `None` where the item is none or nothing uses it.
pub(crate) fn as_used<'a>(analysis: &'a Analysis, item: Item<'a>) -> Option<&'a Lowered> {
    let (db, workspace) = (&analysis.db, analysis.workspace);
    if item.kind(db) != block(Kind::Profile).name {
        return None;
    }
    lower(db, workspace, *services_using(db, workspace, item).first()?)
}

/// A profile by its name: what it is for. Who uses it is not told where a service does: that looks at every service.
pub(crate) fn named(cx: &Cx<'_>, name: &str) -> Option<String> {
    let db = &cx.analysis.db;
    let item = declared(db, cx.analysis.workspace, Kind::Profile, name)?;
    let title = format!("Profile **{}**", brief::words(item.name(db)));
    let docs = typed(db, item).block.as_ref().and_then(|block| block.docs.as_deref());
    Some(match docs {
        Some(docs) => format!("{title}\n\n{}", brief::words(docs)),
        None => title,
    })
}

/// The same where it is declared, and who uses it.
pub(crate) fn declared_here(cx: &Cx<'_>, name: &str) -> Option<String> {
    let (db, workspace) = (&cx.analysis.db, cx.analysis.workspace);
    let services = services_using(db, workspace, cx.cursor.item);
    let names = services.iter().take(NAMED).map(|service| brief::words(service.name(db)));
    let names = names.collect::<Vec<_>>().join(", ");
    let users = match services.len() {
        0 => "No service uses it.".to_owned(),
        count if count > NAMED => format!("Used by {names} and {} more", count - NAMED),
        _ => format!("Used by {names}"),
    };
    Some(format!("{}\n\n{users}", named(cx, name)?))
}
