use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// A day in a calendar's sheet: `5`, with the month where one begins to be read.
pub(super) fn day(date: Date, is_first: bool) -> String {
    match is_first || date.day() == 1 {
        true => date.strftime("%-d %b").to_string(),
        false => date.day().to_string(),
    }
}

/// `Mon 5 Jan 2026, 09:00`, on the clocks of the zone.
pub(super) fn moment(zone: &TimeZone, moment: Timestamp) -> String {
    zone.to_datetime(moment).strftime("%a %-d %b %Y, %H:%M").to_string()
}

/// `Monday 5 January 2026`.
pub(super) fn date_in_full(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}
