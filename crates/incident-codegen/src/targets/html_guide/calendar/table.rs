use incident_calendar::Cause;
use incident_ir::{Override, Rotation, Service};

use super::{
    super::{
        markup::Html,
        phrase::phrase,
        table::{cell, heading, row, table as html_table},
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
pub(super) fn table(html: &mut Html, service: &Service, rotation: &Rotation, calendar: &Calendar) {
    if calendar.overrides_left_out > 0 {
        let count = u64::try_from(calendar.overrides_left_out).unwrap_or(u64::MAX);
        html.worded("p", &format!("{} more not shown.", words::counted(count, "override")));
    }
    let turns =
        calendar.shifts.chunk_by(|one, next| one.person == next.person && one.cause == next.cause);
    let zone = &rotation.time_zone.value;
    let active = words::active(rotation).map(|when| format!(", {when}")).unwrap_or_default();
    let name = format!("Who is on call in {}, {zone} time{active}", rotation.name.value);
    let (class, columns) = COLUMNS;
    html.element("details", &[], |html| {
        html.worded("summary", "The calendar as a table");
        html_table(html, class, &name, columns, |html| {
            for shifts in turns {
                let (Some(first), Some(last)) = (shifts.first(), shifts.last()) else { continue };
                row(html, |html| {
                    heading(html, &moment(&calendar.zone, first.start));
                    cell(html, |html| html.text(&moment(&calendar.zone, last.end)));
                    cell(html, |html| phrase(html, &words::person(service, &first.person)));
                    cell(html, |html| phrase(html, &why(service, rotation, first.cause)));
                });
            }
        });
    });
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
