//! INC303: override that covers no shift.

use incident_base::{Code, Level};
use incident_calendar::{MemberPlaces, covers_nothing_of};
use incident_ir::{Rotation, Text};
use rustc_hash::FxHashSet;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(303),
    level: Level::Note,
    title: "Override that covers no shift",
    page: include_str!("../../../../docs/diagnostics/INC303.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let whole = |one: &&Rotation| !cx.lowered.is_incomplete(one.origin);
    for rotation in cx.service.rotations.iter().filter(whole) {
        if rotation.overrides.is_empty() {
            continue;
        }
        let members: FxHashSet<Text> =
            rotation.members.iter().map(|it| it.to_ascii_lowercase()).collect();
        let places = MemberPlaces::new(rotation);
        for (index, one) in rotation.overrides.iter().enumerate() {
            let Some(person) = one.replace.value() else { continue };
            let member = members.contains(&person.to_ascii_lowercase());
            let own = one.with.value().is_some_and(|with| with.eq_ignore_ascii_case(person));
            let (reason, help) = if member && own {
                (format!("{person} would cover themselves"), "Name somebody else in `with`.")
            } else if member && one.span.is_some() && covers_nothing_of(rotation, &places, index) {
                (
                    format!("{person} is not on call in that time"),
                    "Check the dates, or leave `replace` out to cover the whole span.",
                )
            } else {
                continue;
            };
            let wording = Wording::new(format!("This override changes nothing: {reason}."));
            report.add(one.origin, wording.help(help), Vec::new());
        }
    }
}
