//! Who is on call when: turns, windows and overrides, as both providers have them.
//!
//! Turns of whole days are counted in days of the zone's calendar, others in seconds. Whether PagerDuty
//! keeps a weekly hand-off at its hour when clocks change is not documented; the language's rule is taken
//! for both.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

const SECS_PER_DAY: i64 = 86_400;

/// A schedule.
#[derive(Clone, Debug)]
pub struct Rota {
    /// Its zone.
    pub zone: TimeZone,
    /// The first turn's first moment.
    pub start: Timestamp,
    /// How long a turn is.
    pub turn: Turn,
    /// E-mail addresses in the order of their turns.
    pub members: Vec<String>,
    /// When anybody is on call; empty means always.
    pub windows: Vec<Window>,
    /// Who covers when.
    pub covers: Vec<Cover>,
}

/// How long a turn is, in seconds; whole days are days of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(pub i64);

/// Local time in which a rotation is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The day on which it begins; `None` is every day.
    pub day: Option<Weekday>,
    /// When it begins.
    pub start: Time,
    /// Its length on the clocks, in seconds, up to a day.
    pub seconds: i64,
}

/// An override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
    /// Who covers.
    pub who: String,
}

impl Rota {
    /// Who is on call at a moment.
    pub fn who(&self, moment: Timestamp) -> Option<&str> {
        let cover = self.covers.iter().find(|cover| cover.start <= moment && moment < cover.end);
        if let Some(cover) = cover {
            return Some(&cover.who);
        }
        if moment < self.start || !self.is_active(moment) {
            return None;
        }
        let members = i64::try_from(self.members.len()).ok()?;
        let member = self.turns_since_start(moment).checked_rem_euclid(members)?;
        self.members.get(usize::try_from(member).ok()?).map(String::as_str)
    }

    fn local(&self, moment: Timestamp) -> DateTime {
        self.zone.to_datetime(moment)
    }

    fn instant(&self, at: DateTime) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(at).compatible().ok()
    }

    fn turns_since_start(&self, moment: Timestamp) -> i64 {
        let Turn(seconds) = self.turn;
        if seconds % SECS_PER_DAY != 0 {
            return (moment.as_second() - self.start.as_second()) / seconds;
        }
        let days = seconds / SECS_PER_DAY;
        let start = self.local(self.start);
        // One too many at most: the last hand-off may be later in the day.
        let dates = self.local(moment).date().since(start.date()).map_or(0, |span| span.get_days());
        let turns = i64::from(dates) / days;
        let hand_off = start.checked_add(Span::new().days(turns * days)).ok();
        let is_past = hand_off.and_then(|at| self.instant(at)).is_some_and(|at| at <= moment);
        if is_past { turns } else { turns - 1 }
    }

    fn is_active(&self, moment: Timestamp) -> bool {
        let today = self.local(moment).date();
        let dates = [today.yesterday().ok(), Some(today)].into_iter().flatten();
        self.windows.is_empty()
            || dates
                .into_iter()
                .any(|date| self.windows.iter().any(|window| self.contains(window, date, moment)))
    }

    /// Whether the moment is in the window that begins on this date, if one does.
    fn contains(&self, window: &Window, date: Date, moment: Timestamp) -> bool {
        let start = date.to_datetime(window.start);
        let end = start.checked_add(Span::new().seconds(window.seconds)).ok();
        let edges = (self.instant(start), end.and_then(|end| self.instant(end)));
        let (Some(start), Some(end)) = edges else { return false };
        window.day.is_none_or(|day| day == date.weekday()) && start <= moment && moment < end
    }
}
