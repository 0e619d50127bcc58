//! People, roles and rotations.

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{addresses_named_in, declared, items_of_kind, typed};
use incident_calendar::{Interval, shifts};
use incident_codegen::brief;
use incident_ir::{Rotation, Service, default_title};
use incident_schema::Kind;
use jiff::{SignedDuration, Timestamp};

use super::Cx;

/// A person: the name, where they are on call, what they hold, when they are not there.
pub(crate) fn person(cx: &Cx<'_>, address: &str) -> String {
    let (db, workspace) = (&cx.analysis.db, cx.analysis.workspace);
    let declared = declared(db, workspace, Kind::Person, address);
    let block = declared.and_then(|item| typed(db, item).block.as_ref());
    let text = |key: &str| block.and_then(|block| block.value(key)?.value.as_text());
    let mut lines = vec![match text("name") {
        Some(name) => format!("**{}** ({})", brief::words(name), brief::words(address)),
        None => format!("**{}**", brief::words(address)),
    }];
    if let Some(block) = block {
        lines.extend(absences(block));
        lines.extend(text("time_zone").map(|zone| format!("Lives in {}", brief::words(zone))));
    }
    let is_theirs = |other: &str| other.eq_ignore_ascii_case(address);
    let mut on_call: Vec<String> = Vec::new();
    let rotations = cx.service.iter().flat_map(|service| &service.rotations);
    for rotation in rotations {
        let place = rotation.members.iter().position(|member| is_theirs(member));
        if let Some(place) = place {
            let (name, all) = (brief::words(&rotation.name), rotation.members.len());
            on_call.push(format!("- rotation **{name}**, {} of {all}", place + 1));
        }
    }
    let roles = cx.service.iter().flat_map(|service| &service.roles);
    let held = roles.filter(|role| role.assignee.value().is_some_and(|it| is_theirs(it)));
    on_call.extend(held.map(|role| {
        let title =
            role.title.value().map_or_else(|| default_title(&role.name), ToString::to_string);
        format!("- role **{}**: {}", brief::words(&role.name), brief::words(&title))
    }));
    on_call.extend(teams(cx, address).map(|team| format!("- team **{}**", brief::words(&team))));
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

/// The teams that list a person.
fn teams<'a>(cx: &'a Cx<'_>, address: &'a str) -> impl Iterator<Item = String> + 'a {
    let (db, workspace) = (&cx.analysis.db, cx.analysis.workspace);
    let folded = address.to_lowercase();
    let teams = items_of_kind(db, workspace, Kind::Team).iter();
    let listing = teams.filter(move |team| {
        addresses_named_in(db, **team).iter().any(|named| named.to_lowercase() == folded)
    });
    listing.map(|team| team.name(db).to_owned())
}

/// A role: its title and who holds it.
pub(crate) fn role(cx: &Cx<'_>, name: &str) -> Option<String> {
    let service = cx.service?;
    if name.eq_ignore_ascii_case("oncall") {
        let rotation = service.oncall.as_deref().and_then(|name| service.rotation(name));
        let title = default_title("oncall");
        return Some(match rotation {
            Some(own) => format!("**{title}**\n\n{}", rotation_in_words(cx, own)),
            None => format!("**{title}**: whoever is on call"),
        });
    }
    let declared = service.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name));
    let title = declared.and_then(|role| role.title.value());
    let title = title.map_or_else(|| default_title(name), ToString::to_string);
    let mut blocks = vec![format!("**{}**", brief::words(&title))];
    blocks.extend(declared.and_then(|role| role.docs.as_deref()).map(brief::words));
    blocks.extend(holder(cx, name));
    Some(blocks.join("\n\n"))
}

/// Who holds a role.
pub(crate) fn holder(cx: &Cx<'_>, name: &str) -> Option<String> {
    let declared = cx.service?.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name));
    Some(match declared.map(|role| role.assignee.value()) {
        Some(Some(address)) => person(cx, address),
        Some(None) => "Nobody is named; whoever holds it is found at deployment.".to_owned(),
        None => "No such role is declared; whoever holds it is found at deployment.".to_owned(),
    })
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

/// The rotation of this name in the service.
pub(crate) fn rotation(cx: &Cx<'_>, service: &Service, name: &str) -> Option<String> {
    let found = service.rotations.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
    Some(rotation_in_words(cx, found))
}
