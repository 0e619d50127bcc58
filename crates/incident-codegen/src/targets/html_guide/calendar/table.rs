use incident_calendar::{Cause, Shift};
use incident_ir::{Override, Rotation, Service};

use super::{
    super::{
        markup::{Html, element, worded},
        phrase::phrase,
    },
    month::moment,
    week::Calendar,
};
use crate::{
    phrase::{Phrase, Piece},
    words,
};

/// The shifts of a calendar, one a row, folded away: the drawing is quicker to read for those who see it.
pub(super) fn table(service: &Service, rotation: &Rotation, calendar: &Calendar) -> Html {
    let rows = calendar.shifts.iter().map(|shift| row(service, rotation, shift));
    let columns = ["From", "Until", "On call", "Why"];
    let head = columns.map(|column| element("th", &[("scope", "col")], Html::text(column)));
    let zone = &rotation.time_zone.value;
    let name = &rotation.name.value;
    let table = Html::all([
        worded("caption", &format!("Who is on call in {name}, {zone} time")),
        element("thead", &[], element("tr", &[], Html::all(head))),
        element("tbody", &[], Html::all(rows)),
    ]);
    let table = element("table", &[("class", "shifts")], table);
    let summary = worded("summary", "The calendar as a table");
    let left_out = match calendar.overrides_left_out {
        0 => Html::default(),
        count => {
            let words = format!("{} more not shown.", words::counted(count_of(count), "override"));
            worded("p", &words)
        }
    };
    Html::all([left_out, element("details", &[], Html::all([summary, table]))])
}

fn count_of(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn row(service: &Service, rotation: &Rotation, shift: &Shift) -> Html {
    let cells = [
        element("th", &[("scope", "row")], Html::text(&moment(rotation, shift.start))),
        worded("td", &moment(rotation, shift.end)),
        element("td", &[], phrase(&words::person(service, &shift.person))),
        element("td", &[], phrase(&why(service, rotation, shift.cause))),
    ];
    element("tr", &[], Html::all(cells))
}

/// A turn, or whom the override is for.
fn why(service: &Service, rotation: &Rotation, cause: Cause) -> Phrase {
    let covered = match cause {
        Cause::Turn { .. } => return vec![Piece::said("Turn")],
        Cause::Override { index } => {
            rotation.overrides.get(index).map(|one: &Override| &one.replace)
        }
    };
    let mut why = vec![Piece::said("Override")];
    if let Some(person) = covered.and_then(|replace| replace.value()) {
        why.push(Piece::said(", for "));
        why.extend(words::person(service, person));
    }
    why
}
