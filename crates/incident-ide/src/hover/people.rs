//! People, roles and rotations.

mod elsewhere;

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{
    Item, addresses_named_in, declared, items_of_kind, role_shared_as, rotation_of, typed,
};
use incident_base::Origin;
use incident_calendar::{Interval, shifts};
use incident_codegen::brief;
use incident_ir::{Role, Rotation, default_title};
use incident_schema::Kind;
use jiff::{SignedDuration, Timestamp};

use super::Cx;

/// A person where they are looked at themselves: also what they are to other services.
pub(crate) fn person(cx: &Cx<'_>, address: &str) -> String {
    told(cx, address, elsewhere::lines(cx, address))
}

/// A person as the holder of a role.
fn briefly(cx: &Cx<'_>, address: &str) -> String {
    told(cx, address, Vec::new())
}

/// The name, where they are on call, what they hold, when they are not there.
fn told(cx: &Cx<'_>, address: &str, elsewhere: Vec<String>) -> String {
    let db = &cx.analysis.db;
    let declared = declared(db, Kind::Person, address);
    let block = declared.and_then(|item| typed(db, item).block.as_ref());
    let text = |key: &str| block.and_then(|block| block.value(key)?.value.as_text());
    let mut lines = vec![match text("name") {
        Some(name) => format!("**{}** ({})", brief::words(name), brief::words(address)),
        None => format!("**{}**", brief::words(address)),
    }];
    if let Some(block) = block {
        lines.extend(block.docs.as_deref().map(brief::words));
        lines.extend(absences(block));
        lines.extend(text("time_zone").map(|zone| format!("Lives in {}", brief::words(zone))));
    }
    let mut on_call = turns(cx, address);
    on_call.extend(held(cx, address));
    on_call.extend(elsewhere);
    let teams = naming(cx, Kind::Team, address);
    on_call.extend(teams.map(|team| format!("- team **{}**", brief::words(team.name(db)))));
    if !on_call.is_empty() {
        lines.push(on_call.join("\n"));
    }
    lines.join("\n\n")
}

fn absences(block: &Block) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Value::Date(left)) = block.value("left").map(|at| &at.value) {
        lines.push(format!("Left on {}", left.strftime("%-d %B %Y")));
    }
    if let Some(Value::List(away)) = block.value("away").map(|at| &at.value)
        && !away.is_empty()
    {
        let spans = away.iter().filter_map(|at| match &at.value {
            Value::Span(span) => {
                let last = span.end.date().yesterday().unwrap_or(span.end.date());
                let day = |day: jiff::civil::Date| day.strftime("%-d %B %Y").to_string();
                Some(format!("{} to {}", day(span.start.date()), day(last)))
            }
            _ => None,
        });
        lines.push(format!("Away {}", spans.collect::<Vec<_>>().join(", ")));
    }
    lines
}

/// The items of a kind, which is one of the top level, that name a person.
fn naming<'a>(cx: &'a Cx<'_>, kind: Kind, address: &'a str) -> impl Iterator<Item = Item<'a>> {
    let db = &cx.analysis.db;
    let names = move |item: &Item<'a>| {
        addresses_named_in(db, *item).iter().any(|named| named.eq_ignore_ascii_case(address))
    };
    items_of_kind(db, kind).iter().copied().filter(names)
}

/// The rotations in which a person takes turns: of the service around the place, and shared ones.
fn turns(cx: &Cx<'_>, address: &str) -> Vec<String> {
    let db = &cx.analysis.db;
    let own = cx.service.iter().flat_map(|service| &service.rotations);
    let shared = naming(cx, Kind::OnCallRotation, address)
        .filter_map(|item| rotation_of(db, item))
        .filter(|rotation| own.clone().all(|known| known.origin != rotation.origin));
    let line = |rotation: &Rotation| {
        let mut members = rotation.members.iter();
        let place = members.position(|member| member.eq_ignore_ascii_case(address))? + 1;
        let (name, all) = (brief::words(&rotation.name), rotation.members.len());
        Some(format!("- rotation **{name}**, {place} of {all}"))
    };
    own.clone().chain(shared).filter_map(line).collect()
}

/// The roles that a person holds: in the service around the place, and shared ones.
fn held(cx: &Cx<'_>, address: &str) -> Vec<String> {
    let db = &cx.analysis.db;
    let own = cx.service.iter().flat_map(|service| &service.roles);
    let shared = [Kind::Role, Kind::Team]
        .into_iter()
        .flat_map(|kind| naming(cx, kind, address))
        .filter_map(|item| typed(db, item).block.as_ref())
        .flat_map(roles_in)
        .filter_map(|block| {
            // Of several with a name, one counts.
            let role = role_shared_as(db, &block.name()?.value)?;
            (role.origin == block.header).then_some(role)
        })
        .filter(|role| own.clone().all(|known| known.origin != role.origin));
    let is_held = |role: &&Role| {
        role.assignee.value().is_some_and(|holder| holder.eq_ignore_ascii_case(address))
    };
    let line = |role: &Role| format!("- role **{}**: {}", brief::words(&role.name), title(role));
    own.clone().chain(shared).filter(is_held).map(line).collect()
}

/// The roles that a block declares: itself, or those in it.
fn roles_in(block: &Block) -> impl Iterator<Item = &Block> {
    let own = (block.kind == Kind::Role).then_some(block);
    own.into_iter().chain(block.blocks_of(Kind::Role))
}

fn title(role: &Role) -> String {
    brief::words(&role.title.value().map_or_else(|| default_title(&role.name), ToString::to_string))
}

/// A role by its name: its title and who holds it.
pub(crate) fn role(cx: &Cx<'_>, name: &str) -> Option<String> {
    if name.eq_ignore_ascii_case("oncall") {
        let service = cx.service?;
        let rotation = service.oncall.as_deref().and_then(|name| service.rotation(name));
        let title = default_title("oncall");
        return Some(match rotation {
            Some(own) => format!("**{title}**\n\n{}", rotation_in_words(cx, own)),
            None => format!("**{title}**: whoever is on call"),
        });
    }
    let declared = role_named(cx, name);
    let title = declared.map_or_else(|| brief::words(&default_title(name)), title);
    let mut blocks = vec![format!("**{title}**")];
    blocks.extend(declared.and_then(|role| role.docs.as_deref()).map(brief::words));
    blocks.extend(holder(cx, name));
    Some(blocks.join("\n\n"))
}

/// The role of the service around the place, else the shared one.
fn role_named<'a>(cx: &'a Cx<'_>, name: &str) -> Option<&'a Role> {
    let own = cx.service.iter().flat_map(|service| &service.roles);
    own.into_iter().find(|role| role.name.eq_ignore_ascii_case(name)).or_else(|| {
        let db = &cx.analysis.db;
        role_shared_as(db, name)
    })
}

/// What is written about a role.
pub(crate) fn docs_of_role<'a>(cx: &'a Cx<'_>, name: &str) -> Option<&'a str> {
    role_named(cx, name)?.docs.as_deref()
}

/// Who holds a role.
pub(crate) fn holder(cx: &Cx<'_>, name: &str) -> Option<String> {
    Some(match role_named(cx, name).map(|role| role.assignee.value()) {
        Some(Some(address)) => briefly(cx, address),
        Some(None) => UNNAMED.to_owned(),
        None => "No such role is declared; whoever holds it is found at deployment.".to_owned(),
    })
}

const UNNAMED: &str = "Nobody is named; whoever holds it is found at deployment.";

/// The role with this header, whether something refers to it or not.
pub(crate) fn declared_role(cx: &Cx<'_>, header: Origin) -> Option<String> {
    let item = typed(&cx.analysis.db, cx.cursor.item).block.as_ref()?;
    let block = roles_in(item).find(|block| block.header == header)?;
    let name = block.name()?.value;
    let text = |key: &str| block.value(key)?.value.as_text();
    let title = text("title").map_or_else(|| default_title(&name), ToString::to_string);
    let mut blocks = vec![format!("Role **{}**: {}", brief::words(&name), brief::words(&title))];
    blocks.extend(block.docs.as_deref().map(brief::words));
    blocks.push(text("assignee").map_or_else(|| UNNAMED.to_owned(), |who| briefly(cx, who)));
    Some(blocks.join("\n\n"))
}

/// The team around the place: its members and its roles.
pub(crate) fn declared_team(cx: &Cx<'_>) -> Option<String> {
    let block = typed(&cx.analysis.db, cx.cursor.item).block.as_ref()?;
    let mut blocks = vec![format!("Team **{}**", brief::words(&block.name()?.value))];
    blocks.extend(block.docs.as_deref().map(brief::words));
    let mut lines = Vec::new();
    if let Some(Value::List(members)) = block.value("members").map(|at| &at.value) {
        let addresses = members.iter().filter_map(|at| at.value.as_text());
        lines.extend(addresses.map(|address| format!("- {}", brief::words(address))));
    }
    for role in block.blocks_of(Kind::Role) {
        let Some(name) = role.name() else { continue };
        let holder = role.value("assignee").and_then(|at| at.value.as_text());
        let holder = holder.map_or_else(String::new, |who| format!(": {}", brief::words(who)));
        lines.push(format!("- role **{}**{holder}", brief::words(&name.value)));
    }
    if !lines.is_empty() {
        blocks.push(lines.join("\n"));
    }
    Some(blocks.join("\n\n"))
}

/// The shared rotation around the place.
pub(crate) fn declared_rotation(cx: &Cx<'_>) -> Option<String> {
    let db = &cx.analysis.db;
    rotation_of(db, cx.cursor.item).map(|found| rotation_in_words(cx, found))
}

/// A rotation: who takes turns, how long, and whose turn it is now.
pub(crate) fn rotation_in_words(cx: &Cx<'_>, rotation: &Rotation) -> String {
    let mut blocks = vec![format!("Rotation **{}**", brief::words(&rotation.name))];
    blocks.extend(rotation.docs.as_deref().map(brief::words));
    if let Some(source) = &rotation.schedule_source {
        let (schedule, provider) = (brief::words(&source.schedule), brief::words(&source.provider));
        blocks.push(format!("Kept at {provider} as {schedule}"));
        return blocks.join("\n\n");
    }
    let period = brief::duration(rotation.rotation_period.value);
    blocks.push(format!("Turns of {period}, {}", brief::words(&rotation.time_zone.value)));
    let members = (1..).zip(&rotation.members);
    let members = members.map(|(place, member)| format!("{place}. {}", brief::words(member)));
    blocks.push(members.collect::<Vec<_>>().join("\n"));
    blocks.push(on_call_now(rotation, cx.now));
    blocks.join("\n\n")
}

/// Who is on call now, and until when.
fn on_call_now(rotation: &Rotation, now: Timestamp) -> String {
    // Longer than the shifts that people have, and short enough to look at.
    const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 31);
    let Some(interval) = Interval::new(now, now.saturating_add(AHEAD).unwrap_or(now)) else {
        return String::new();
    };
    let Some(zone) = incident_calendar::zone(&rotation.time_zone.value) else {
        return String::new();
    };
    let at =
        |moment: Timestamp| moment.to_zoned(zone.clone()).strftime("%A, %-d %B, %H:%M").to_string();
    match shifts(rotation, interval).first() {
        Some(shift) if shift.start <= now => {
            let person = brief::words(&shift.person);
            format!("On call now: **{person}** until {}", at(shift.end))
        }
        Some(shift) => {
            let person = brief::words(&shift.person);
            format!("Nobody is on call now; **{person}** is from {} on", at(shift.start))
        }
        None => "Nobody is on call in the next month.".to_owned(),
    }
}

/// The rotation of this name: the service's, else the shared one.
pub(crate) fn rotation(cx: &Cx<'_>, name: &str) -> Option<String> {
    let db = &cx.analysis.db;
    let mut own = cx.service.iter().flat_map(|service| &service.rotations);
    let own = own.find(|rotation| rotation.name.eq_ignore_ascii_case(name));
    let shared = || rotation_of(db, declared(db, Kind::OnCallRotation, name)?);
    Some(rotation_in_words(cx, own.or_else(shared)?))
}
