//! Whom a profile's finding reaches.

use incident_analysis::{Db, Item, SourceFile, Workspace, items, services_using, span};
use incident_base::{Diagnostic, NodeId, Origin, TextRange};
use incident_schema::{Kind, block};

use crate::text::some;

/// The services that a profile reaches; none for anything else.
pub(crate) fn reach_of<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<&'db str> {
    if !is_profile(db, item) {
        return Vec::new();
    }
    services_using(db, item).iter().map(|service| service.name(db)).collect()
}

/// Where the file's profiles stand and whom they reach.
pub(crate) fn profiles<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    file: SourceFile,
) -> Vec<(TextRange, Vec<&'db str>)> {
    let here = |item: &Item<'db>| {
        let origin = Origin { file: file.id(db), item: item.key(db), node: NodeId(0) };
        (span(db, workspace, origin).range, reach_of(db, *item))
    };
    let profiles = items(db, file).iter().filter(|item| is_profile(db, **item));
    profiles.map(here).collect()
}

/// A profile's finding says whom it reaches.
pub(crate) fn with_reach(mut diagnostic: Diagnostic, reach: &[&str]) -> Diagnostic {
    if !reach.is_empty() {
        let reach = format!("This profile reaches {}.", some(reach));
        diagnostic.help = Some(match diagnostic.help {
            Some(help) => format!("{help} {reach}"),
            None => reach,
        });
    }
    diagnostic
}

fn is_profile(db: &dyn Db, item: Item<'_>) -> bool {
    item.kind(db) == block(Kind::Profile).name
}
