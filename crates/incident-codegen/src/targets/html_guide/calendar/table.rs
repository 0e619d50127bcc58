use incident_calendar::{Cause, Shift};
use incident_ir::{Override, Rotation, Service};

use super::{
    super::{
        markup::{Html, element, worded},
        phrase::phrase,
        table::table as html_table,
    },
    dates::moment,
    week::Calendar,
};
use crate::{
    phrase::{Phrase, Piece},
    words,
};

/// The shifts of a calendar, one a row, folded away: the drawing is quicker to read for those who see it.
pub(super) fn table(service: &Service, rotation: &Rotation, calendar: &Calendar) -> Html {
    let rows = calendar.shifts.iter().map(|shift| row(service, rotation, shift));
    let zone = &rotation.time_zone.value;
    let name = format!("Who is on call in {}, {zone} time", rotation.name.value);
    let table = html_table(&name, &["From", "Until", "On call", "Why"], rows.collect());
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

fn row(service: &Service, rotation: &Rotation, shift: &Shift) -> Vec<Html> {
    vec![
        Html::text(&moment(rotation, shift.start)),
        Html::text(&moment(rotation, shift.end)),
        phrase(&words::person(service, &shift.person)),
        phrase(&why(service, rotation, shift.cause)),
    ]
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
