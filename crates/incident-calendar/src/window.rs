//! When a rotation is active: its hours on its days.

use incident_ir::{Hours, Rotation};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use crate::{Interval, instant, zone};

/// When the rotation is active, by its `active_hours` and `active_days`: in order, disjoint, as
/// long as can be, cut to the interval. Without either it always is.
///
/// Hours are what the clocks of the rotation's zone show, so a window lasts an hour more or less in
/// the night of a clock change. With hours over midnight, a window belongs to the day on which it
/// begins.
pub fn windows(rotation: &Rotation, interval: Interval) -> impl Iterator<Item = Interval> + use<> {
    let windows = Windows::new(rotation);
    let mut now = interval.start;
    std::iter::from_fn(move || {
        let windows = windows.as_ref()?;
        let first = windows.next_from(now)?;
        let start = first.start.max(now);
        let mut end = first.end;
        while end < interval.end {
            match windows.next_from(end) {
                Some(next) if next.start <= end => end = next.end,
                _ => break,
            }
        }
        now = end;
        Interval::new(start, end.min(interval.end))
    })
}

/// A rotation's windows, one a day; all of time for one without hours and days.
pub(crate) struct Windows {
    zone: TimeZone,
    hours: Option<Hours>,
    /// Empty is every day.
    days: Vec<Weekday>,
}

impl Windows {
    /// `None` for an unknown zone, which has been reported.
    pub(crate) fn new(rotation: &Rotation) -> Option<Self> {
        Some(Self {
            zone: zone(&rotation.time_zone.value)?,
            hours: rotation.active_hours.as_ref().map(|hours| hours.value),
            days: rotation.active_days.iter().map(|day| day.to_jiff()).collect(),
        })
    }

    /// The first window that ends after the moment; `None` when there is none before the calendar
    /// ends.
    ///
    /// Consecutive windows may touch, and in the night of a clock change overlap: for "from now
    /// on", cut them at `moment`.
    pub(crate) fn next_from(&self, moment: Timestamp) -> Option<Interval> {
        if self.hours.is_none() && self.days.is_empty() {
            return Interval::new(moment, Timestamp::MAX);
        }
        // A window of yesterday may reach into today, and one of the day before where clocks skip a
        // day.
        let today = self.zone.to_datetime(moment).date();
        let mut date = today.saturating_sub(2.days());
        loop {
            if let Some(window) = self.window_of(date)
                && window.end > moment
            {
                return Some(window);
            }
            date = date.tomorrow().ok()?;
        }
    }

    /// The window that begins on a day; `None` on a day that is not active or whose window the
    /// clocks skip.
    fn window_of(&self, date: Date) -> Option<Interval> {
        if !self.days.is_empty() && !self.days.contains(&date.weekday()) {
            return None;
        }
        let midnight = Time::midnight();
        let (start, end) =
            self.hours.map_or((midnight, midnight), |hours| (hours.start, hours.end));
        let last = if end <= start { date.tomorrow().ok()? } else { date };
        let start = instant(&self.zone, date.to_datetime(start));
        Interval::new(start, instant(&self.zone, last.to_datetime(end)))
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use incident_ir::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

    use super::*;
    use crate::fixture::*;

    const NEW_YORK: &str = "America/New_York";

    #[track_caller]
    fn check(rotation: &Rotation, interval: Interval, expected: &Expect) {
        expected.assert_eq(&clock(windows(rotation, interval), &rotation.time_zone.value));
    }

    #[test]
    fn without_hours_and_days_a_rotation_is_always_active() {
        let year = utc("2026-01-01", "2027-01-01");
        assert_eq!(windows(&rotation(&["alice"]), year).collect::<Vec<_>>(), [year]);
    }

    #[test]
    fn hours_are_active_every_day() {
        let rotation = rotation(&["alice"]).active("09:00", "18:00").within("Asia/Kathmandu");
        check(
            &rotation,
            utc("2026-01-05T00:00", "2026-01-07T06:15"),
            &expect![[r#"
            Mon 2026-01-05 09:00 +0545 .. Mon 2026-01-05 18:00 +0545
            Tue 2026-01-06 09:00 +0545 .. Tue 2026-01-06 18:00 +0545
            Wed 2026-01-07 09:00 +0545 .. Wed 2026-01-07 12:00 +0545
        "#]],
        );
    }

    #[test]
    fn days_without_hours_are_whole_and_run_together() {
        let rotation = rotation(&["alice"]).on(&[Monday, Tuesday, Friday]).within(NEW_YORK);
        check(
            &rotation,
            utc("2026-01-05T00:00", "2026-01-14T00:00"),
            &expect![[r#"
            Mon 2026-01-05 00:00 EST .. Wed 2026-01-07 00:00 EST
            Fri 2026-01-09 00:00 EST .. Sat 2026-01-10 00:00 EST
            Mon 2026-01-12 00:00 EST .. Tue 2026-01-13 19:00 EST
        "#]],
        );
    }

    #[test]
    fn every_day_written_out_is_always() {
        let all = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
        let week = utc("2026-01-05T00:00", "2026-01-12T00:00");
        let rotation = rotation(&["alice"]).on(&all).within(NEW_YORK);
        assert_eq!(windows(&rotation, week).collect::<Vec<_>>(), [week]);
    }

    #[test]
    fn hours_over_midnight_belong_to_the_day_on_which_they_begin() {
        let rotation = rotation(&["alice"]).active("22:00", "06:00").on(&[Friday]);
        check(
            &rotation,
            utc("2026-01-05", "2026-01-18"),
            &expect![[r#"
            Fri 2026-01-09 22:00 UTC .. Sat 2026-01-10 06:00 UTC
            Fri 2026-01-16 22:00 UTC .. Sat 2026-01-17 06:00 UTC
        "#]],
        );
        check(
            &rotation,
            utc("2026-01-10T05:00", "2026-01-16T22:01"),
            &expect![[r#"
            Sat 2026-01-10 05:00 UTC .. Sat 2026-01-10 06:00 UTC
            Fri 2026-01-16 22:00 UTC .. Fri 2026-01-16 22:01 UTC
        "#]],
        );
    }

    #[test]
    fn hours_until_midnight_end_with_the_day() {
        let rotation = rotation(&["alice"]).active("18:00", "00:00").on(&[Sunday]);
        check(
            &rotation,
            utc("2026-01-05", "2026-01-18"),
            &expect![[r#"
            Sun 2026-01-11 18:00 UTC .. Mon 2026-01-12 00:00 UTC
        "#]],
        );
    }

    #[test]
    fn a_night_is_an_hour_shorter_when_clocks_go_forward_and_longer_when_they_go_back() {
        let night = rotation(&["alice"]).active("22:00", "06:00").on(&[Saturday]).within(NEW_YORK);
        check(
            &night,
            utc("2026-03-02", "2026-03-09"),
            &expect![[r#"
            Sat 2026-03-07 22:00 EST .. Sun 2026-03-08 06:00 EDT
        "#]],
        );
        check(
            &night,
            utc("2026-10-26", "2026-11-02"),
            &expect![[r#"
            Sat 2026-10-31 22:00 EDT .. Sun 2026-11-01 06:00 EST
        "#]],
        );
        let length = |interval| {
            windows(&night, interval)
                .map(|window| window.end.duration_since(window.start).as_hours())
                .collect::<Vec<_>>()
        };
        assert_eq!(length(utc("2026-03-02", "2026-03-16")), [7, 8]);
        assert_eq!(length(utc("2026-10-26", "2026-11-09")), [9, 8]);
    }

    #[test]
    fn half_an_hour_is_lost_and_won_on_lord_howe() {
        let night = rotation(&["alice"])
            .active("22:00", "06:00")
            .on(&[Saturday])
            .within("Australia/Lord_Howe");
        check(
            &night,
            utc("2026-03-30", "2026-04-06"),
            &expect![[r#"
            Sat 2026-04-04 22:00 +11 .. Sun 2026-04-05 06:00 +1030
        "#]],
        );
        check(
            &night,
            utc("2026-09-28", "2026-10-05"),
            &expect![[r#"
            Sat 2026-10-03 22:00 +1030 .. Sun 2026-10-04 06:00 +11
        "#]],
        );
    }

    #[test]
    fn hours_that_the_clocks_skip_are_left_out_that_night() {
        let rotation = rotation(&["alice"]).active("02:00", "03:00").within(NEW_YORK);
        check(
            &rotation,
            utc("2026-03-07", "2026-03-10"),
            &expect![[r#"
            Sat 2026-03-07 02:00 EST .. Sat 2026-03-07 03:00 EST
            Mon 2026-03-09 02:00 EDT .. Mon 2026-03-09 03:00 EDT
        "#]],
        );
    }

    #[test]
    fn hours_that_the_clocks_show_twice_last_twice_as_long() {
        let rotation = rotation(&["alice"]).active("01:00", "02:00").within(NEW_YORK);
        check(
            &rotation,
            utc("2026-10-31", "2026-11-03"),
            &expect![[r#"
            Sat 2026-10-31 01:00 EDT .. Sat 2026-10-31 02:00 EDT
            Sun 2026-11-01 01:00 EDT .. Sun 2026-11-01 02:00 EST
            Mon 2026-11-02 01:00 EST .. Mon 2026-11-02 02:00 EST
        "#]],
        );
    }

    #[test]
    fn two_rotations_that_share_the_day_leave_no_moment_out_when_clocks_change() {
        for (from, to) in [("2026-03-01", "2026-03-15"), ("2026-10-25", "2026-11-08")] {
            for seam in ["02:30", "01:30", "03:00", "02:00", "00:00"] {
                for zone in [NEW_YORK, "Australia/Lord_Howe", "America/Santiago"] {
                    let early = rotation(&["alice"]).active(seam, "14:00").within(zone);
                    let late = rotation(&["bob"]).active("14:00", seam).within(zone);
                    let interval = utc(from, to);
                    let mut both: Vec<Interval> =
                        windows(&early, interval).chain(windows(&late, interval)).collect();
                    both.sort_by_key(|window| window.start);
                    let mut covered = interval.start;
                    for window in both {
                        assert!(window.start <= covered, "{zone} {seam}: a gap at {covered}");
                        covered = covered.max(window.end);
                    }
                    assert_eq!(covered, interval.end, "{zone} {seam}");
                }
            }
        }
    }

    #[test]
    fn a_day_that_is_left_out_of_the_calendar_has_no_window_of_its_own() {
        // Samoa went from 29 to 31 December 2011.
        let rotation = rotation(&["alice"]).active("22:00", "06:00").within("Pacific/Apia");
        check(
            &rotation,
            utc("2011-12-29T00:00", "2012-01-02T00:00"),
            &expect![[r#"
            Wed 2011-12-28 22:00 -10 .. Thu 2011-12-29 06:00 -10
            Thu 2011-12-29 22:00 -10 .. Sat 2011-12-31 06:00 +14
            Sat 2011-12-31 22:00 +14 .. Sun 2012-01-01 06:00 +14
            Sun 2012-01-01 22:00 +14 .. Mon 2012-01-02 06:00 +14
        "#]],
        );
    }

    #[test]
    fn at_the_ends_of_the_calendar_windows_stop() {
        let rotation = rotation(&["alice"]).active("22:00", "06:00").on(&[Monday]);
        let last = Interval { start: "9999-12-01T00:00Z".parse().unwrap(), end: Timestamp::MAX };
        check(
            &rotation,
            last,
            &expect![[r#"
            Mon 9999-12-06 22:00 UTC .. Tue 9999-12-07 06:00 UTC
            Mon 9999-12-13 22:00 UTC .. Tue 9999-12-14 06:00 UTC
            Mon 9999-12-20 22:00 UTC .. Tue 9999-12-21 06:00 UTC
            Mon 9999-12-27 22:00 UTC .. Tue 9999-12-28 06:00 UTC
        "#]],
        );
        let first =
            Interval { start: Timestamp::MIN, end: "-009999-01-12T00:00Z".parse().unwrap() };
        check(
            &rotation,
            first,
            &expect![[r#"
            Tue -9999-01-02 01:59 UTC .. Tue -9999-01-02 06:00 UTC
            Mon -9999-01-08 22:00 UTC .. Tue -9999-01-09 06:00 UTC
        "#]],
        );
    }

    #[test]
    fn an_unknown_zone_has_been_reported_and_has_no_windows() {
        let rotation = rotation(&["alice"]).within("Mars/Base");
        assert_eq!(windows(&rotation, utc("2026-01-01", "2027-01-01")).count(), 0);
    }
}
