use incident_ir::Service;

use super::{
    calendar::calendar,
    markup::{Html, element, worded},
    phrase::{list, phrase, prose},
};
use crate::guide::{self, Keeping, OnCallRole, OnCallRotation};

/// Who is behind the names in the escalation paths: the members of the rotations with their calendars, the
/// holders of roles where they are declared.
pub(super) fn content(service: &Service) -> Html {
    let rotations = guide::rotations(service);
    let rotations = (1..).zip(&rotations).map(|(number, one)| of_rotation(service, one, number));
    let rotations = Html::all(rotations);
    let roles = Html::all(guide::roles(service).iter().map(of_role));
    let roles = match roles.is_empty() {
        true => roles,
        false => Html::all([worded("h3", "Roles"), element("dl", &[("class", "facts")], roles)]),
    };
    Html::all([rotations, roles])
}

fn of_role(role: &OnCallRole<'_>) -> Html {
    let holder = element("dd", &[], phrase(&role.holder));
    let docs = role.docs.map_or_else(Html::default, |docs| worded("dd", docs));
    element("div", &[("class", "wide")], Html::all([worded("dt", &role.title), holder, docs]))
}

fn of_rotation(service: &Service, of: &OnCallRotation<'_>, number: usize) -> Html {
    let heading = worded("h3", &of.rotation.name);
    let docs = prose(of.rotation.docs.as_deref());
    let schedule = [Html::text("Schedule "), worded("code", &of.schedule)];
    let schedule = |rest: String| {
        let words = Html::text(&rest);
        element("p", &[], Html::all(schedule.iter().cloned().chain([words])))
    };
    match &of.keeping {
        Keeping::Provider => {
            let kept = schedule(format!(", kept in {}", of.provider));
            Html::all([heading, kept, docs])
        }
        Keeping::Source { members, turns } => {
            let facts = [("Members", list(members)), ("Turns", Html::text(turns))];
            let facts = facts.map(|(name, value)| {
                let pair = [worded("dt", name), element("dd", &[], value)];
                element("div", &[("class", "wide")], Html::all(pair))
            });
            Html::all([
                heading,
                schedule(format!(" in {}", of.provider)),
                docs,
                element("dl", &[("class", "facts")], Html::all(facts)),
                calendar(service, of.rotation, number),
            ])
        }
    }
}
