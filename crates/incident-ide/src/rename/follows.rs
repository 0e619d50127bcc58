//! What a component follows stays what it is. Where it names no health check it follows the one that is called like
//! itself, so with another name, of the one or of the other, it has to say which it means. Where none is called so, there
//! is nothing that it could name.

use std::collections::BTreeMap;

use incident_analysis::{Item, entry, lower};
use incident_base::{FileId, Origin, TextEdit, TextSize, line_around};
use incident_ir::{Component, Service, pascal_case};
use incident_schema::Kind;
use incident_syntax::tree::{self, Block};

use super::{Places, Refusal};
use crate::Analysis;
use crate::actions::insert::behind_brace;
use crate::actions::{indent, line_end};
use crate::cursor::id;
use crate::names::place::{find, item_of};
use crate::names::scope::roots;

/// The changes that have components name what they follow.
///
/// # Errors
/// When it cannot be named.
pub(super) fn kept(
    analysis: &Analysis,
    places: &Places<'_>,
    name: &str,
) -> Result<Vec<(FileId, TextEdit)>, Refusal> {
    let declared = places.iter().filter(|(_, place)| place.declares.is_some());
    let mut checks: BTreeMap<Origin, String> = BTreeMap::new();
    for (item, place) in declared {
        for root in roots(analysis, *item) {
            let Some(lowered) = lower(&analysis.db, root) else { continue };
            let service = &lowered.service;
            match place.kind {
                Kind::Component => {
                    let own = following_their_names(service);
                    for component in own.filter(|one| one.name.origin == place.origin) {
                        if let Some(check) = check_of(service, component, name)? {
                            checks.insert(component.origin, check);
                        }
                    }
                }
                Kind::HealthCheck => {
                    let followed = pascal_case(&place.name);
                    let own = following_their_names(service);
                    let following = own.filter(|one| pascal_case(&one.name) == followed);
                    if pascal_case(name) != followed {
                        checks.extend(following.map(|one| (one.origin, name.to_owned())));
                    }
                }
                _ => {}
            }
        }
    }
    let edit =
        |(header, check): (Origin, String)| Some((header.file, naming(analysis, header, &check)?));
    Ok(checks.into_iter().filter_map(edit).collect())
}

/// The components of pages that health checks change, which name none.
fn following_their_names(service: &Service) -> impl Iterator<Item = &Component> {
    let pages = service.status_pages.iter();
    let pages = pages.filter(|page| page.auto_update_from_health_checks.value);
    let components = pages.flat_map(|page| &page.components);
    components.filter(|component| component.health_check.is_none())
}

/// The declared health check that a component follows by its name, where it would not with another one. Who follows none
/// is known by its own name, as long as it has it.
fn check_of(
    service: &Service,
    component: &Component,
    name: &str,
) -> Result<Option<String>, Refusal> {
    let called = |name: &str| {
        let name = pascal_case(name);
        let mut checks = service.health_checks.iter().map(|check| check.name.to_string());
        checks.find(|check| pascal_case(check) == name)
    };
    match (called(&component.name), called(name)) {
        (followed, other) if followed == other => Ok(None),
        (Some(followed), _) => Ok(Some(followed)),
        (None, other) => {
            let (old, other) = (&*component.name, other.unwrap_or_default());
            Err(Refusal(format!(
                "`{old}` follows no health check; as `{name}` it would follow `{other}`, which is called like that."
            )))
        }
    }
}

/// The change that has a component, given by its header, name a health check.
fn naming(analysis: &Analysis, header: Origin, check: &str) -> Option<TextEdit> {
    let item: Item<'_> = item_of(analysis, header)?;
    let tree = entry(&analysis.db, item)?;
    let is_it = |kind, block: &Block| kind == Kind::Component && block.header == header.node;
    let (_, component) = find(&tree.entry, None, &is_it)?;
    let text = analysis.text(header.file);
    let (at, added) = place_in(text, tree, component, &format!("health_check = {check}"))?;
    Some(TextEdit { start: at, end: at, text: added })
}

/// Where an attribute is added to a block, and the text of it there: behind the others, on a line of its own where the
/// last of them has one.
fn place_in(
    text: &str,
    tree: &tree::Item,
    block: &Block,
    attribute: &str,
) -> Option<(TextSize, String)> {
    let header = tree.range(block.header).end();
    let Some(body) = &block.body else { return Some((header, format!(" {{ {attribute} }}"))) };
    let Some(last) = body.last() else {
        let at = behind_brace(text, header)?;
        return Some((at, format!(" {attribute} ")));
    };
    let range = tree.range(id(last));
    let line = line_around(text, range.end().into());
    match usize::from(tree.range(block.id).end()) > line.end {
        true => {
            let indent = indent(text, range.start().into());
            let added = format!("{}{indent}{attribute}", line_end(text));
            Some((TextSize::try_from(line.end).ok()?, added))
        }
        false => Some((range.end(), format!(", {attribute}"))),
    }
}
