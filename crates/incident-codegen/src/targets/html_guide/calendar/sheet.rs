//! The calendar as a drawing.

use incident_calendar::{Cause, Shift};
use incident_ir::{Rotation, Service};

use super::{
    super::{
        drawing::{
            Outline, WIDTH, again, drawing, group, moved, path, rectangle, units, words, wrapped,
        },
        markup::Html,
    },
    dates::{date_in_full, day},
    key::Key,
    week::{Calendar, Week},
};
use crate::words as said;

/// A day's width, in tenths of a unit.
const DAY: u64 = 420;
/// Where the first day begins.
const LEFT: u64 = (WIDTH * 10 - 7 * DAY) / 2;
/// The names of the days.
const HEADER: u64 = 220;
/// A line that says with which day a row of weeks begins.
const CAPTION: u64 = 260;
/// A week: the days' numbers, then who is on call.
const ROW: u64 = 480;
const NUMBERS: u64 = 170;
const BAR: u64 = 240;

/// The calendar, drawn: a row a week, a column a day, who is on call to scale in time.
pub(super) fn sheet(
    html: &mut Html,
    service: &Service,
    rotation: &Rotation,
    calendar: &Calendar,
    key: &Key,
    number: usize,
) {
    let mut bottom = HEADER;
    let mut rows = Vec::new();
    for (place, week) in calendar.weeks.iter().enumerate() {
        let has_caption = place == 0 || week.is_after_gap;
        let y = bottom + if has_caption { CAPTION } else { 0 };
        rows.push((week, y, has_caption));
        bottom = y + ROW;
    }
    let id = format!("rotation-{number}");
    let days = format!("{id}-days");
    let name = format!("Who is on call in {}, a row a week", rotation.name.value);
    drawing(html, &id, bottom, &name, |html| {
        header(html);
        for (place, (week, y, has_caption)) in rows.into_iter().enumerate() {
            if has_caption {
                let from = format!("From {}", date_in_full(week.monday));
                let class = [("class", "caption")];
                html.element("g", &class, |html| words(html, (LEFT, y - CAPTION + 170), &from));
            }
            row(html, service, calendar, key, week, (place, y), &days);
        }
    });
}

fn header(html: &mut Html) {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    moved(html, "weekday", (LEFT + DAY / 2, 150), |html| {
        (0_u64..).zip(names).for_each(|(place, name)| words(html, (place * DAY, 0), name));
    });
}

/// A week, its places counted from the row's beginning. The lines between its days are drawn in the first and
/// shown again in the others, over the shifts.
fn row(
    html: &mut Html,
    service: &Service,
    calendar: &Calendar,
    key: &Key,
    week: &Week,
    (place, y): (usize, u64),
    days: &str,
) {
    let interval = week.interval();
    let shifts = calendar.shifts.iter();
    let shifts: Vec<&Shift> =
        shifts.filter(|shift| shift.interval().intersection(&interval).is_some()).collect();
    let down = format!("translate(0 {})", units(y));
    let monday = week.monday.to_string();
    let attributes = [("class", "week"), ("transform", &*down), ("data-monday", &*monday)];
    html.element("g", &attributes, |html| {
        rectangle(html, "track", (LEFT, NUMBERS), 7 * DAY, BAR);
        // The nights of somebody's turn are one shape.
        let same =
            |one: &&Shift, next: &&Shift| one.person == next.person && kind(one) == kind(next);
        shifts.chunk_by(same).for_each(|shifts| of_person(html, service, key, week, shifts));
        match place {
            0 => group(html, days, "", |html| path(html, "midnight", &midnights())),
            _ => again(html, days, 0),
        }
        moved(html, "date", (LEFT + 20, 130), |html| {
            for (place, date) in (0_u64..).zip(week.days()) {
                words(html, (place * DAY, 0), &day(date, place == 0));
            }
        });
    });
}

fn midnights() -> Outline {
    let mut lines = Outline::default();
    for place in 1..7 {
        lines.add("M", &[LEFT + place * DAY, 40]);
        lines.add("v", &[NUMBERS + BAR - 40]);
    }
    lines
}

/// The class of a shift.
fn kind(shift: &Shift) -> &'static str {
    match shift.cause {
        Cause::Turn { .. } => "turn",
        Cause::Override { .. } => "cover",
    }
}

/// What falls into a week of somebody's shifts that follow each other, all of one kind.
fn of_person(html: &mut Html, service: &Service, key: &Key, week: &Week, shifts: &[&Shift]) {
    let Some(first) = shifts.first() else { return };
    let kind = kind(first);
    let is_cover = kind == "cover";
    let places: Vec<(u64, u64)> = shifts
        .iter()
        .map(|shift| (LEFT + week.x(shift.start, DAY), LEFT + week.x(shift.end, DAY)))
        .collect();
    let mut outline = Outline::default();
    for (from, until) in &places {
        outline.add_rectangle((*from, NUMBERS), until - from, BAR);
    }
    let class = format!("{kind} {}", key.class(&first.person));
    html.element("g", &[("class", &class)], |html| {
        path(html, "", &outline);
        if is_cover {
            path(html, "hatch", &hatching(&places));
            path(html, "edge", &outline);
        }
        let letter = key.letter(&first.person);
        let sign = if is_cover { format!("↺{letter}") } else { letter.to_owned() };
        let name = said::name_of(service, &first.person)
            .unwrap_or_else(|| first.person.split('@').next().unwrap_or_default());
        places.iter().for_each(|place| label(html, &sign, name, *place));
    });
}

/// Slanted lines over shifts, each within its own.
fn hatching(places: &[(u64, u64)]) -> Outline {
    let mut lines = Outline::default();
    for (from, until) in places {
        for x in (*from..*until).step_by(80).filter(|x| x + 80 <= *until) {
            lines.add("M", &[x, NUMBERS + BAR]);
            lines.add("l8-", &[BAR]);
        }
    }
    lines
}

/// The letter of somebody, and the name where there is room for it.
fn label(html: &mut Html, sign: &str, name: &str, (from, until): (u64, u64)) {
    let width = until - from;
    let letters = usize::try_from(width / 75).unwrap_or(0);
    let shown = match (letters, sign.chars().count()) {
        (letters, _) if letters > 6 => wrapped(&format!("{sign} {name}"), letters, 1).concat(),
        (letters, needed) if letters >= needed => sign.to_owned(),
        _ => return,
    };
    words(html, (from + width / 2, NUMBERS + 165), &shown);
}
