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

/// The class of the table, and its columns.
pub(in super::super) const COLUMNS: (&str, &[&str]) =
    ("shifts", &["From", "Until", "On call", "Why"]);

/// The turns of a calendar, one a row, folded away: the drawing is quicker to read for those who see it. Within a
/// turn, the hours are those of the caption.
pub(super) fn table(service: &Service, rotation: &Rotation, calendar: &Calendar) -> Html {
    let turns =
        calendar.shifts.chunk_by(|one, next| one.person == next.person && one.cause == next.cause);
    let rows =
        turns.filter_map(|shifts| Some(row(service, rotation, shifts.first()?, shifts.last()?)));
    let zone = &rotation.time_zone.value;
    let active = words::active(rotation).map(|when| format!(", {when}")).unwrap_or_default();
    let name = format!("Who is on call in {}, {zone} time{active}", rotation.name.value);
    let (class, columns) = COLUMNS;
    let table = html_table(class, &name, columns, rows.collect());
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

fn row(service: &Service, rotation: &Rotation, first: &Shift, last: &Shift) -> Vec<Html> {
    vec![
        Html::text(&moment(rotation, first.start)),
        Html::text(&moment(rotation, last.end)),
        phrase(&words::person(service, &first.person)),
        phrase(&why(service, rotation, first.cause)),
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
