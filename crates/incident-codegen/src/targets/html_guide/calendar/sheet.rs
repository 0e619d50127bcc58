//! The calendar as a drawing.

use incident_calendar::{Cause, Shift};
use incident_ir::{Rotation, Service};

use super::{
    super::{
        drawing::{WIDTH, drawing, hint, units, words, wrapped},
        markup::{Html, element, void},
    },
    dates::{date_in_full, day, moment},
    key::Key,
    week::{Calendar, Week},
};
use crate::{phrase::plain, words as said};

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
    let mut content = header();
    let mut y = HEADER;
    for (place, week) in calendar.weeks.iter().enumerate() {
        if place == 0 || week.is_after_gap {
            let from = format!("From {}", date_in_full(week.monday));
            content.push(words("caption", LEFT, y + 170, &from));
            y += CAPTION;
        }
        content.push(row(service, rotation, calendar, key, week, y));
        y += ROW;
    }
    let name = &rotation.name.value;
    let description = format!(
        "{} weeks, a row each. {}. The table has every turn.",
        calendar.weeks.len(),
        said::turns(rotation)
    );
    drawing(
        &format!("rotation-{number}"),
        y,
        &format!("Who is on call in {name}"),
        &description,
        content,
    )
}

fn header() -> Html {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let places = (0_u64..).zip(names);
    Html::all(places.map(|(place, name)| words("weekday", LEFT + place * DAY + DAY / 2, 150, name)))
}

fn row(
    service: &Service,
    rotation: &Rotation,
    calendar: &Calendar,
    key: &Key,
    week: &Week,
    y: u64,
) -> Html {
    let interval = week.interval();
    let track = void(
        "rect",
        &[
            ("class", "track"),
            ("x", &units(LEFT)),
            ("y", &units(y + NUMBERS)),
            ("width", &units(7 * DAY)),
            ("height", &units(BAR)),
        ],
    );
    let shifts = calendar.shifts.iter();
    let shifts = shifts.filter(|shift| shift.interval().intersection(&interval).is_some());
    let shifts = shifts.map(|shift| of_shift(service, rotation, key, week, shift, y + NUMBERS));
    let lines = (1..7).map(|place| midnight(LEFT + place * DAY, y));
    let numbers = (0_u64..).zip(week.days()).map(|(place, date)| {
        words("date", LEFT + place * DAY + 20, y + 130, &day(date, place == 0))
    });
    let all = std::iter::once(track).chain(shifts).chain(lines).chain(numbers);
    element("g", &[("class", "week"), ("data-monday", &week.monday.to_string())], Html::all(all))
}

fn midnight(x: u64, y: u64) -> Html {
    let (top, bottom) = (units(y + 40), units(y + NUMBERS + BAR));
    let x = units(x);
    void("line", &[("class", "midnight"), ("x1", &x), ("y1", &top), ("x2", &x), ("y2", &bottom)])
}

/// The part of a shift that falls into a week.
fn of_shift(
    service: &Service,
    rotation: &Rotation,
    key: &Key,
    week: &Week,
    shift: &Shift,
    y: u64,
) -> Html {
    let (from, until) = (LEFT + week.x(shift.start, DAY), LEFT + week.x(shift.end, DAY));
    let width = until - from;
    let is_cover = matches!(shift.cause, Cause::Override { .. });
    let who = plain(&said::person(service, &shift.person));
    let why = if is_cover { " (override)" } else { "" };
    let (begins, ends) = (moment(rotation, shift.start), moment(rotation, shift.end));
    let rectangle = |class: &str, content: Html| {
        let place = [
            ("class", class),
            ("x", &*units(from)),
            ("y", &*units(y)),
            ("width", &*units(width)),
            ("height", &*units(BAR)),
        ];
        element("rect", &place, content)
    };
    let class = key.class(&shift.person).replace("swatch", if is_cover { "cover" } else { "turn" });
    let mut drawn = rectangle(&class, hint(&format!("{who}{why}: {begins} to {ends}")));
    if is_cover {
        drawn.push(hatching(from, until, y));
        drawn.push(rectangle("edge", Html::default()));
    }
    drawn.push(name(service, key, shift, (from, width), y, is_cover));
    drawn
}

/// Slanted lines over a shift, each within it.
fn hatching(from: u64, until: u64, y: u64) -> Html {
    let starts = (from..until).step_by(80);
    let lines = starts.filter(|x| x + 80 <= until).map(|x| {
        let (x1, y1, x2, y2) = (units(x), units(y + BAR), units(x + 80), units(y));
        void("line", &[("class", "hatch"), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)])
    });
    Html::all(lines)
}

/// The letter, and the name where there is room for it.
fn name(
    service: &Service,
    key: &Key,
    shift: &Shift,
    at: (u64, u64),
    y: u64,
    is_cover: bool,
) -> Html {
    let (from, width) = at;
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
    let class = match key.class(&shift.person).strip_prefix("swatch ") {
        Some(colour) => format!("name {colour}"),
        None => "name".to_owned(),
    };
    words(&class, from + width / 2, y + 165, &shown)
}
