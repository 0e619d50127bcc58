//! INC301: somebody who has left is on call.

use incident_base::{Change, Code, Level};
use incident_ir::{At, Override, Person, Role, Rotation, Service, Text};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(301),
    level: Level::Error,
    title: "Somebody who has left is on call",
    page: include_str!("../../../../docs/diagnostics/INC301.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let Some(as_of) = cx.as_of else { return };
    let left = |person: &Person| person.left.written().filter(|left| left.value <= as_of).cloned();
    let people = cx.service.people.iter();
    let mut gone = people.filter_map(|person| Some((person, left(person)?))).peekable();
    if gone.peek().is_none() {
        return;
    }
    let named = named(cx.service);
    for (person, left) in gone {
        let mut add = |place, what: String, help: &str, is_one_of_several: bool| {
            let wording =
                Wording::new(format!("{} left on {} but {what}.", person.email.value, left.value));
            let wording = match is_one_of_several {
                true => wording.possibly(Change::RemoveItem),
                false => wording,
            };
            let related = vec![(left.origin, "left here".to_owned())];
            report.add(place, wording.help(help), related);
        };
        for place in named.get(&person.email.to_ascii_lowercase()).into_iter().flatten() {
            match *place {
                Named::Member(rotation, member) => {
                    let what =
                        format!("still takes turns in the rotation `{}`", rotation.name.value);
                    let several = rotation.members.len() > 1;
                    add(member.origin, what, "Take them out of `members`.", several);
                }
                Named::Cover(rotation, one, with) => {
                    if one.span.as_ref().is_some_and(|span| span.end > left.value.into()) {
                        let name = &rotation.name.value;
                        let what = format!("covers a shift of the rotation `{name}` after that");
                        add(with.origin, what, "Let somebody else cover.", false);
                    }
                }
                Named::Assignee(role, assignee) => {
                    let what = format!("still holds the role `{}`", role.name.value);
                    add(assignee.origin, what, "Give the role to somebody else.", false);
                }
            }
        }
    }
}

/// A place where a service names somebody.
#[derive(Clone, Copy)]
enum Named<'s> {
    Member(&'s Rotation, &'s At<Text>),
    Cover(&'s Rotation, &'s Override, &'s At<Text>),
    Assignee(&'s Role, &'s At<Text>),
}

/// Those places, by the address in small letters: as many may have left as are named.
fn named(service: &Service) -> FxHashMap<Text, Vec<Named<'_>>> {
    let mut named: FxHashMap<Text, Vec<Named<'_>>> = FxHashMap::default();
    let mut add = |address: &Text, place| {
        named.entry(address.to_ascii_lowercase()).or_default().push(place);
    };
    for rotation in &service.rotations {
        for member in &rotation.members {
            add(&member.value, Named::Member(rotation, member));
        }
        for one in &rotation.overrides {
            if let Some(with) = one.with.written() {
                add(&with.value, Named::Cover(rotation, one, with));
            }
        }
    }
    for role in &service.roles {
        if let Some(assignee) = role.assignee.written() {
            add(&assignee.value, Named::Assignee(role, assignee));
        }
    }
    named
}
