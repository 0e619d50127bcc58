//! Time zones of the built-in database, and what local times mean when clocks change.

use std::{collections::HashMap, sync::LazyLock};

use incident_ir::Span;
use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::Interval;

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut names: Vec<String> =
        TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    names.sort_unstable();
    names
});

static BY_LOWER_CASE: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    NAMES.iter().enumerate().map(|(at, name)| (name.to_ascii_lowercase(), at)).collect()
});

/// The names of all time zones of the built-in database, sorted.
pub fn zone_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(String::as_str)
}

/// The right spelling of a zone's name, whatever the case it is given in; `None` for an unknown
/// zone.
///
/// An alias is a name of its own: `US/Eastern` stays `US/Eastern`.
pub fn canonical_zone_name(name: &str) -> Option<&'static str> {
    // Nearly all are spelt right.
    if let Ok(position) = NAMES.binary_search_by(|known| known.as_str().cmp(name)) {
        return NAMES.get(position).map(String::as_str);
    }
    let position = BY_LOWER_CASE.get(&name.to_ascii_lowercase())?;
    NAMES.get(*position).map(String::as_str)
}

/// The zone with this name, whatever its case, from the built-in database; `None` for an unknown
/// one.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(canonical_zone_name(name)?).ok()
}

/// The moment at which the clocks of a zone show a local time.
///
/// When clocks go forward and skip the time, it is taken as much later as they skip: 02:30 in a
/// night that goes from 02:00 to 03:00 is 03:30. When clocks go back and show it twice, the first
/// is meant. This is the rule of RFC 5545, section 3.3.5, called "compatible" by later standards;
/// hand-offs, active hours and overrides all follow it.
///
/// A local time that no [`Timestamp`] can express is taken for the nearest one that can be.
pub fn instant(zone: &TimeZone, at: DateTime) -> Timestamp {
    let saturated = if at.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    zone.to_ambiguous_timestamp(at).compatible().unwrap_or(saturated)
}

/// The moments of a local span; `None` when a clock change leaves nothing of it.
pub fn local_interval(zone: &TimeZone, span: Span) -> Option<Interval> {
    Interval::new(instant(zone, span.start), instant(zone, span.end))
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    fn utc(name: &str, at: DateTime) -> String {
        instant(&zone(name).unwrap(), at).to_string()
    }

    #[test]
    fn a_zone_is_found_in_any_case_and_answers_with_its_right_spelling() {
        assert_eq!(canonical_zone_name("america/new_york"), Some("America/New_York"));
        assert_eq!(canonical_zone_name("utc"), Some("UTC"));
        assert_eq!(canonical_zone_name("US/Eastern"), Some("US/Eastern"));
        assert_eq!(zone("europe/BERLIN").unwrap().iana_name(), Some("Europe/Berlin"));
    }

    #[test]
    fn what_is_no_zone_is_not_found() {
        for name in ["", "Berlin", "America/NewYork", "EST5EDT4", "UTC+2", "Etc/Unknown", " UTC"] {
            assert_eq!(canonical_zone_name(name), None, "{name}");
            assert!(zone(name).is_none(), "{name}");
        }
    }

    #[test]
    fn every_listed_zone_can_be_used_and_the_list_is_sorted() {
        assert!(zone_names().is_sorted());
        assert!(zone_names().count() > 400);
        for name in zone_names() {
            assert!(zone(name).is_some(), "{name}");
        }
    }

    #[test]
    fn local_times_are_read_on_the_clocks_of_the_zone() {
        let nine = datetime(2026, 1, 5, 9, 0, 0, 0);
        assert_eq!(utc("UTC", nine), "2026-01-05T09:00:00Z");
        assert_eq!(utc("America/New_York", nine), "2026-01-05T14:00:00Z");
        assert_eq!(utc("Asia/Kathmandu", nine), "2026-01-05T03:15:00Z");
    }

    #[test]
    fn a_skipped_time_is_later_by_what_is_skipped() {
        assert_eq!(
            utc("America/New_York", datetime(2026, 3, 8, 2, 30, 0, 0)),
            "2026-03-08T07:30:00Z",
            "03:30 EDT"
        );
        assert_eq!(
            utc("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15, 0, 0)),
            "2026-10-03T15:45:00Z",
            "02:45 at +11, for its clocks skip half an hour"
        );
    }

    #[test]
    fn of_a_time_shown_twice_the_first_is_meant() {
        assert_eq!(
            utc("America/New_York", datetime(2026, 11, 1, 1, 30, 0, 0)),
            "2026-11-01T05:30:00Z",
            "01:30 EDT, not EST"
        );
        assert_eq!(
            utc("Australia/Lord_Howe", datetime(2026, 4, 5, 1, 45, 0, 0)),
            "2026-04-04T14:45:00Z",
            "01:45 at +11, not +10:30"
        );
    }

    #[test]
    fn the_ends_of_the_calendar_are_the_ends_of_time() {
        let zone = zone("Pacific/Kiritimati").unwrap();
        assert_eq!(instant(&zone, DateTime::MAX), Timestamp::MAX);
        assert_eq!(instant(&zone, DateTime::MIN), Timestamp::MIN);
    }

    #[test]
    fn a_local_span_that_the_clocks_skip_is_nothing() {
        let new_york = zone("America/New_York").unwrap();
        let skipped =
            Span { start: datetime(2026, 3, 8, 2, 0, 0, 0), end: datetime(2026, 3, 8, 3, 0, 0, 0) };
        assert_eq!(local_interval(&new_york, skipped), None);
        let day =
            Span { start: datetime(2026, 3, 8, 0, 0, 0, 0), end: datetime(2026, 3, 9, 0, 0, 0, 0) };
        let interval = local_interval(&new_york, day).unwrap();
        assert_eq!(interval.start.until(interval.end).unwrap().get_seconds(), 23 * 3600);
    }
}
