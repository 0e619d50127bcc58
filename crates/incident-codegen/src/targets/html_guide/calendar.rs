//! Whose turn it is: a calendar of the first weeks of a rotation and of those with overrides, and a table
//! that says the same. It knows no today: the same source gives the same page on every day.

mod dates;
mod key;

mod sheet;
mod table;
mod week;

use incident_ir::{Rotation, Service};

use super::{markup::Html, phrase::phrase};
use crate::words;
use key::Key;
#[cfg(test)]
pub(super) use table::COLUMNS;
use week::{Calendar, Weeks};

/// The calendar of a rotation whose members are in the source; `number` tells it from the page's others.
pub(super) fn calendar(html: &mut Html, service: &Service, rotation: &Rotation, number: usize) {
    let calendar = match week::calendar(rotation) {
        Weeks::Drawn(calendar) => calendar,
        Weeks::TooFine => {
            return html.worded("p", "The turns are too short to be drawn as a calendar.");
        }
        Weeks::Nothing => return,
    };
    let key = Key::new(rotation, &calendar.shifts);
    html.element("figure", &[], |html| {
        sheet::sheet(html, service, rotation, &calendar, &key, number);
        html.element("figcaption", &[], |html| legend(html, service, &calendar, &key));
    });
    table::table(html, service, rotation, &calendar);
}

/// What the letters and the hatching mean.
fn legend(html: &mut Html, service: &Service, calendar: &Calendar, key: &Key) {
    html.element("ul", &[("class", "legend")], |html| {
        for (letter, email) in key.people() {
            let class = format!("swatch {}", key.class(email));
            let name = words::person(service, email);
            entry(html, &class, letter, |html| phrase(html, &name));
        }
        if calendar.has_covers() {
            let words = "hatched, with ↺: covers by an override";
            entry(html, "swatch cover", "↺", |html| html.text(words));
        }
        if calendar.has_gaps() {
            let words = "empty: nobody in this rotation is on call";
            entry(html, "swatch nobody", "–", |html| html.text(words));
        }
    });
}

fn entry(html: &mut Html, class: &str, sign: &str, meaning: impl FnOnce(&mut Html)) {
    html.element("li", &[], |html| {
        html.element("span", &[("class", class)], |html| html.text(sign));
        html.element("span", &[], meaning);
    });
}
