use incident_ir::Service;

use super::{
    calendar::calendar,
    markup::Html,
    phrase::{list, phrase, prose},
};
use crate::guide::{self, Keeping, OnCallRole, OnCallRotation};

/// Who is behind the names in the escalation paths: the members of the rotations with their calendars, the
/// holders of roles where they are declared.
pub(super) fn content(html: &mut Html, service: &Service) {
    for (number, rotation) in (1..).zip(&guide::rotations(service)) {
        of_rotation(html, service, rotation, number);
    }
    let roles = guide::roles(service);
    if !roles.is_empty() {
        html.worded("h3", "Roles");
        html.element("dl", &[("class", "facts")], |html| {
            roles.iter().for_each(|role| of_role(html, role));
        });
    }
}

fn of_role(html: &mut Html, role: &OnCallRole<'_>) {
    html.element("div", &[("class", "wide")], |html| {
        html.worded("dt", &role.title);
        html.element("dd", &[], |html| phrase(html, &role.holder));
        if let Some(docs) = role.docs {
            html.worded("dd", docs);
        }
    });
}

fn of_rotation(html: &mut Html, service: &Service, of: &OnCallRotation<'_>, number: usize) {
    html.worded("h3", &of.rotation.name);
    let docs = of.rotation.docs.as_deref();
    match &of.keeping {
        Keeping::Provider => {
            schedule(html, of, &format!(", {}", of.kept()));
            prose(html, docs);
        }
        Keeping::Source { members, turns } => {
            schedule(html, of, &format!(" in {}", of.provider));
            prose(html, docs);
            html.element("dl", &[("class", "facts")], |html| {
                fact(html, "Members", |html| list(html, members));
                fact(html, "Turns", |html| html.text(turns));
            });
            calendar(html, service, of.rotation, number);
        }
    }
}

fn schedule(html: &mut Html, of: &OnCallRotation<'_>, rest: &str) {
    html.element("p", &[], |html| {
        html.text("Schedule ");
        html.worded("code", &of.schedule);
        html.text(rest);
    });
}

fn fact(html: &mut Html, name: &str, value: impl FnOnce(&mut Html)) {
    html.element("div", &[("class", "wide")], |html| {
        html.worded("dt", name);
        html.element("dd", &[], value);
    });
}
