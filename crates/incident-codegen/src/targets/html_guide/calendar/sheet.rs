//! The calendar as a drawing.

use incident_calendar::{Cause, Shift};
use incident_ir::{Rotation, Service};

use super::{
    super::{
        drawing::{WIDTH, again, drawing, group, moved, path, rectangle, units, words, wrapped},
        markup::{Html, element},
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
    service: &Service,
    rotation: &Rotation,
    calendar: &Calendar,
    key: &Key,
    number: usize,
) -> Html {
    let id = format!("rotation-{number}");
    let mut content = header();
    let mut y = HEADER;
    for (place, week) in calendar.weeks.iter().enumerate() {
        if place == 0 || week.is_after_gap {
            let from = words((LEFT, y + 170), &format!("From {}", date_in_full(week.monday)));
            content.push(element("g", &[("class", "caption")], from));
            y += CAPTION;
        }
        content.push(row(service, calendar, key, week, (place, y), &format!("{id}-days")));
        y += ROW;
    }
    let name = &rotation.name.value;
    drawing(&id, y, &format!("Who is on call in {name}, a row a week"), content)
}

fn header() -> Html {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let places = (0_u64..).zip(names);
    let names = places.map(|(place, name)| words((place * DAY, 0), name));
    moved("weekday", (LEFT + DAY / 2, 150), Html::all(names))
}

/// A week, its places counted from the row's beginning. The lines between its days are drawn in the first and
/// shown again in the others, over the shifts.
fn row(
    service: &Service,
    calendar: &Calendar,
    key: &Key,
    week: &Week,
    (place, y): (usize, u64),
    days: &str,
) -> Html {
    let interval = week.interval();
    let track = path("track", &rectangle((LEFT, NUMBERS), 7 * DAY, BAR));
    let shifts = calendar.shifts.iter();
    let shifts: Vec<&Shift> =
        shifts.filter(|shift| shift.interval().intersection(&interval).is_some()).collect();
    // The nights of somebody's turn are one shape.
    let shifts = shifts.chunk_by(|one, next| one.person == next.person && kind(one) == kind(next));
    let shifts = shifts.map(|shifts| of_person(service, key, week, shifts));
    let lines = match place {
        0 => group(days, "", path("midnight", &midnights())),
        _ => again(days, 0),
    };
    let numbers = (0_u64..).zip(week.days());
    let numbers = numbers.map(|(place, date)| words((place * DAY, 0), &day(date, place == 0)));
    let numbers = moved("date", (LEFT + 20, 130), Html::all(numbers));
    let all = std::iter::once(track).chain(shifts).chain([lines, numbers]);
    let place = format!("translate(0 {})", units(y));
    let monday = week.monday.to_string();
    let attributes = [("class", "week"), ("transform", &*place), ("data-monday", &*monday)];
    element("g", &attributes, Html::all(all))
}

fn midnights() -> String {
    let (top, height) = (units(40), units(NUMBERS + BAR - 40));
    (1..7).map(|place| format!("M{} {top}v{height}", units(LEFT + place * DAY))).collect()
}

/// The class of a shift.
fn kind(shift: &Shift) -> &'static str {
    match shift.cause {
        Cause::Turn { .. } => "turn",
        Cause::Override { .. } => "cover",
    }
}

/// What falls into a week of somebody's shifts that follow each other, all of one kind.
fn of_person(service: &Service, key: &Key, week: &Week, shifts: &[&Shift]) -> Html {
    let Some(first) = shifts.first() else { return Html::default() };
    let kind = kind(first);
    let places: Vec<(u64, u64)> = shifts
        .iter()
        .map(|shift| (LEFT + week.x(shift.start, DAY), LEFT + week.x(shift.end, DAY)))
        .collect();
    let outlines =
        places.iter().map(|(from, until)| rectangle((*from, NUMBERS), until - from, BAR));
    let outlines: String = outlines.collect();
    let mut drawn = path("", &outlines);
    if kind == "cover" {
        let hatching = places.iter().map(|(from, until)| hatching(*from, *until));
        drawn.push(path("hatch", &hatching.collect::<String>()));
        drawn.push(path("edge", &outlines));
    }
    let names = places.iter().map(|place| name(service, key, first, *place, kind == "cover"));
    drawn.push(Html::all(names));
    element("g", &[("class", &format!("{kind} {}", key.class(&first.person)))], drawn)
}

/// Slanted lines over a shift, each within it.
fn hatching(from: u64, until: u64) -> String {
    let starts = (from..until).step_by(80).filter(|x| x + 80 <= until);
    let (bottom, height) = (units(NUMBERS + BAR), units(BAR));
    starts.map(|x| format!("M{} {bottom}l8-{height}", units(x))).collect()
}

/// The letter, and the name where there is room for it.
fn name(
    service: &Service,
    key: &Key,
    shift: &Shift,
    (from, until): (u64, u64),
    is_cover: bool,
) -> Html {
    let width = until - from;
    let letter = key.letter(&shift.person);
    let mark = if is_cover { "↺" } else { "" };
    let name = said::name_of(service, &shift.person)
        .unwrap_or_else(|| shift.person.split('@').next().unwrap_or_default());
    let letters = usize::try_from(width / 75).unwrap_or(0);
    let whole = format!("{mark}{letter} {name}");
    let short = format!("{mark}{letter}");
    let shown = match (letters, short.chars().count()) {
        (letters, _) if letters > 6 => wrapped(&whole, letters, 1).concat(),
        (letters, needed) if letters >= needed => short,
        _ => return Html::default(),
    };
    words((from + width / 2, NUMBERS + 165), &shown)
}
