//! `team` and `person`.

use std::sync::Arc;

use incident_ir::{Absence, At, Given, Person, Role, Rotation, Team, Text};
use incident_schema::{Kind, block};
use rustc_hash::FxHashSet;

use super::read;
use crate::typed_tree::{Block, Value};
use crate::{Db, Item, Workspace, declared, typed};

/// The team that an item declares.
#[salsa::tracked(returns(as_ref))]
pub(super) fn team<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<Team> {
    typed(db, item).block.as_ref().map(team_of)
}

fn team_of(block: &Block) -> Team {
    Team {
        origin: block.header,
        name: read::name(block),
        members: match block.value("members") {
            None => Given::Absent,
            Some(At { value: Value::List(list), origin })
                if list.iter().all(|at| at.value.is_whole()) =>
            {
                Given::Written(At::new(read::values(list, read::text), *origin))
            }
            Some(at) => Given::Malformed(at.origin),
        },
    }
}

/// The person that an item declares.
#[salsa::tracked(returns(as_ref))]
fn person<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<Arc<Person>> {
    typed(db, item).block.as_ref().map(|block| Arc::new(person_of(block)))
}

fn person_of(block: &Block) -> Person {
    Person {
        origin: block.header,
        email: read::name(block),
        name: read::given(block, "name", read::text),
        time_zone: read::given(block, "time_zone", read::text),
        away: read::list(block, "away", |value| match value {
            Value::Span(span) => Some(*span),
            _ => None,
        })
        .into_iter()
        .map(|at| Absence { origin: at.origin, span: at.value })
        .collect(),
        left: read::given(block, "left", |value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        }),
    }
}

/// Does what services need of a team or a person.
pub fn prepare<'db>(db: &'db dyn Db, item: Item<'db>) {
    match item.kind(db) {
        kind if kind == block(Kind::Team).name => _ = team(db, item),
        kind if kind == block(Kind::Person).name => _ = person(db, item),
        _ => {}
    }
}

/// The declared people among those that rotations and roles name, each once, in that order.
pub(super) fn referred_to(db: &dyn Db, rotations: &[Rotation], roles: &[Role]) -> Vec<Arc<Person>> {
    let members = rotations.iter().flat_map(|rotation| {
        let members = rotation.members.iter().map(|at| &at.value);
        let cover = rotation.overrides.iter().filter_map(|one| one.with.value());
        members.chain(cover)
    });
    let assignees = roles.iter().filter_map(|role| role.assignee.value());
    let mut people: Vec<Arc<Person>> = Vec::new();
    let mut met: FxHashSet<Text> = FxHashSet::default();
    for email in members.chain(assignees) {
        if met.insert(email.to_ascii_lowercase()) {
            people.extend(find(db, email).map(Arc::clone));
        }
    }
    people.shrink_to_fit();
    people
}

/// Whether a declared person is known to have left, which is reported wherever they are still on call.
pub(super) fn has_left(db: &dyn Db, workspace: Workspace, email: &Text) -> bool {
    let left = find(db, email).and_then(|person| person.left.written().map(|at| at.value));
    left.zip(workspace.as_of(db)).is_some_and(|(left, today)| left <= today)
}

fn find<'db>(db: &'db dyn Db, email: &Text) -> Option<&'db Arc<Person>> {
    let item = declared(db, Kind::Person, email)?;
    person(db, item)
}
