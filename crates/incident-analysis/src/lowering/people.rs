//! `team` and `person`.

use incident_ir::{Absence, At, Given, Person, Role, Rotation, Team, Text};
use incident_schema::Kind;

use super::read;
use crate::typed_tree::{Block, Value};
use crate::{Db, Workspace, declared, typed};

pub(super) fn team(block: &Block) -> Team {
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

fn person(block: &Block) -> Person {
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

/// The declared people among those that rotations and roles name, each once, in that order.
pub(super) fn referred_to(
    db: &dyn Db,
    workspace: Workspace,
    rotations: &[Rotation],
    roles: &[Role],
) -> Vec<Person> {
    let members = rotations.iter().flat_map(|rotation| {
        let members = rotation.members.iter().map(|at| &at.value);
        let cover = rotation.overrides.iter().filter_map(|one| one.with.value());
        members.chain(cover)
    });
    let assignees = roles.iter().filter_map(|role| role.assignee.value());
    let mut people: Vec<Person> = Vec::new();
    for email in members.chain(assignees) {
        if people.iter().any(|known| known.email.eq_ignore_ascii_case(email)) {
            continue;
        }
        people.extend(find(db, workspace, email));
    }
    people.shrink_to_fit();
    people
}

fn find(db: &dyn Db, workspace: Workspace, email: &Text) -> Option<Person> {
    let item = declared(db, workspace, Kind::Person, email)?;
    typed(db, item).block.as_ref().map(person)
}
