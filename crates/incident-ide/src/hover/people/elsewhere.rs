//! What a person is to services other than the one around the place.

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{items_naming, items_of_kind, typed};
use incident_base::Origin;
use incident_codegen::brief;
use incident_schema::{Kind, block};

use super::super::Cx;
use crate::names::scope::is_content;

/// So many are told.
const TOLD: usize = 10;

/// In a workspace of more files, who is named where is only known where people are declared: the checker asks it then.
const ASKED: usize = 500;

/// The rotations and roles in services and profiles, but for those that the service around the place has.
pub(super) fn lines(cx: &Cx<'_>, address: &str) -> Vec<String> {
    let (db, workspace) = (&cx.analysis.db, cx.analysis.workspace);
    let is_known = !items_of_kind(db, Kind::Person).is_empty();
    if !is_known && workspace.files(db).len() > ASKED {
        return Vec::new();
    }
    let rotations = cx.service.iter().flat_map(|service| &service.rotations);
    let roles = cx.service.iter().flat_map(|service| &service.roles);
    let known: Vec<Origin> =
        rotations.map(|it| it.origin).chain(roles.map(|it| it.origin)).collect();
    let items = items_naming(db, workspace, address).filter(|item| is_content(cx.analysis, *item));
    let outer = items.filter_map(|item| typed(db, item).block.as_ref());
    let inner = outer.flat_map(|outer| outer.blocks.iter().map(move |inner| (outer, inner)));
    let unknown = inner.filter(|(_, inner)| !known.contains(&inner.header));
    let mut lines: Vec<String> =
        unknown.filter_map(|(outer, inner)| line(outer, inner, address)).collect();
    let more = lines.len().saturating_sub(TOLD);
    lines.truncate(TOLD);
    if more > 0 {
        lines.push(format!("- and {more} more"));
    }
    lines
}

fn line(outer: &Block, inner: &Block, address: &str) -> Option<String> {
    let name = brief::words(&inner.name()?.value);
    let (word, holder) = (block(outer.kind).name, brief::words(&outer.name()?.value));
    let is_wanted =
        |value: &Value| matches!(value, Value::Email(found) if found.eq_ignore_ascii_case(address));
    match inner.kind {
        Kind::OnCallRotation => {
            let Value::List(members) = &inner.value("members")?.value else { return None };
            let place = members.iter().position(|at| is_wanted(&at.value))? + 1;
            let all = members.len();
            Some(format!("- rotation **{name}** of {word} {holder}, {place} of {all}"))
        }
        Kind::Role => is_wanted(&inner.value("assignee")?.value)
            .then(|| format!("- role **{name}** of {word} {holder}")),
        _ => None,
    }
}
