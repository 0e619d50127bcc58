//! Whose turn it is: a calendar of the first weeks of a rotation and of those with overrides, and a table
//! that says the same. It knows no today: the same source gives the same page on every day.

mod dates;
mod key;

mod sheet;
mod table;
mod week;

use incident_ir::{Rotation, Service};

use super::markup::{Html, element, worded};
use crate::words;
use key::Key;
#[cfg(test)]
pub(super) use table::COLUMNS;
use week::{Calendar, Weeks};

/// The calendar of a rotation whose members are in the source; `number` tells it from the page's others.
pub(super) fn calendar(service: &Service, rotation: &Rotation, number: usize) -> Html {
    let calendar = match week::calendar(rotation) {
        Weeks::Drawn(calendar) => calendar,
        Weeks::TooFine => {
            let why = "The turns are too short to be drawn as a calendar.";
            return worded("p", why);
        }
        Weeks::Nothing => return Html::default(),
    };
    let key = Key::new(rotation, &calendar.shifts);
    let figure = [
        sheet::sheet(service, rotation, &calendar, &key, number),
        legend(service, &calendar, &key),
    ];
    Html::all([
        element("figure", &[], Html::all(figure)),
        table::table(service, rotation, &calendar),
    ])
}

/// What the letters and the hatching mean.
fn legend(service: &Service, calendar: &Calendar, key: &Key) -> Html {
    let people = key.people().map(|(letter, email)| {
        let class = format!("swatch {}", key.class(email));
        let swatch = element("span", &[("class", &class)], Html::text(letter));
        let name = words::person(service, email);
        let name = element("span", &[], super::phrase::phrase(&name));
        element("li", &[], Html::all([swatch, name]))
    });
    let mut items = Html::all(people);
    if calendar.has_covers() {
        let swatch = element("span", &[("class", "swatch cover")], Html::text("↺"));
        let words = worded("span", "hatched, with ↺: covers by an override");
        items.push(element("li", &[], Html::all([swatch, words])));
    }
    if calendar.has_gaps() {
        let swatch = element("span", &[("class", "swatch nobody")], Html::text("–"));
        items.push(element(
            "li",
            &[],
            Html::all([swatch, worded("span", "empty: nobody in this rotation is on call")]),
        ));
    }
    let list = element("ul", &[("class", "legend")], items);
    element("figcaption", &[], list)
}
