use incident_ir::{Hours, Rotation};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use crate::{Interval, instant, zone};

/// When the rotation is active, by its `active_hours` and `active_days`: in order, disjoint, as long as can be,
/// cut to the interval. Without either it always is.
///
/// Hours are what the clocks of the rotation's zone show, so a window lasts an hour more or less in the
/// night of a clock change. With hours over midnight, a window belongs to the day on which it begins.
pub fn windows(rotation: &Rotation, interval: Interval) -> impl Iterator<Item = Interval> {
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

    /// The first window that ends after the moment; `None` when there is none before the calendar ends.
    ///
    /// Consecutive windows may touch, and in the night of a clock change overlap: for "from now on", cut them at
    /// `moment`.
    pub(crate) fn next_from(&self, moment: Timestamp) -> Option<Interval> {
        if self.hours.is_none() && self.days.is_empty() {
            return Interval::new(moment, Timestamp::MAX);
        }
        // A window of yesterday may reach into today, and one of the day before where clocks skip a day.
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

    /// The window that begins on a day; `None` on a day that is not active or whose window the clocks skip.
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
