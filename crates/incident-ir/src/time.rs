//! Lengths of time, hours, spans and days, as they were written.

use std::fmt;

use jiff::civil::{DateTime, Time};

use crate::named::named;

/// A length of time in the units it was written in: `24h` and `1d` are equally long and not the same.
///
/// Never zero. A week has 7 days, a day 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Weeks written.
    pub weeks: u32,
    /// Days written.
    pub days: u32,
    /// Hours written.
    pub hours: u32,
    /// Minutes written.
    pub minutes: u32,
    /// Seconds written.
    pub seconds: u32,
}

impl Duration {
    /// So many minutes.
    pub const fn minutes(minutes: u32) -> Self {
        Self { weeks: 0, days: 0, hours: 0, minutes, seconds: 0 }
    }

    /// The whole length in seconds.
    pub fn as_secs(&self) -> u64 {
        let days = u64::from(self.weeks) * 7 + u64::from(self.days);
        let hours = days * 24 + u64::from(self.hours);
        (hours * 60 + u64::from(self.minutes)) * 60 + u64::from(self.seconds)
    }

    /// Counts with the language's units, longest first, without those that are zero.
    pub fn parts(&self) -> impl Iterator<Item = (u32, char)> {
        [
            (self.weeks, 'w'),
            (self.days, 'd'),
            (self.hours, 'h'),
            (self.minutes, 'm'),
            (self.seconds, 's'),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
    }
}

/// As written in the language: `1h30m`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|(count, unit)| write!(f, "{count}{unit}"))
    }
}

/// A daily window of local time, from `start` up to but not including `end`; `end` before `start`
/// means the next day. The two are never equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
}

impl Hours {
    /// Length in seconds of the wall clock, more than 0 and less than 86,400.
    pub fn wall_secs(&self) -> u32 {
        let of_day = |time: Time| {
            i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second())
        };
        (of_day(self.end) - of_day(self.start)).rem_euclid(86_400).unsigned_abs()
    }
}

/// A half-open stretch of local time, from `start` up to but not including `end`; never empty.
///
/// A span of dates in the language includes both days, so its `end` here is the midnight after the
/// second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first moment inside.
    pub start: DateTime,
    /// The first moment after.
    pub end: DateTime,
}

named! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

impl Weekday {
    /// Monday 1 to Sunday 7, as in ISO 8601.
    pub fn iso_number(self) -> u8 {
        self as u8 + 1
    }

    /// `Monday`: as it is written in a sentence.
    pub fn full_name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }

    /// The same day for jiff.
    pub fn to_jiff(self) -> jiff::civil::Weekday {
        match self {
            Self::Monday => jiff::civil::Weekday::Monday,
            Self::Tuesday => jiff::civil::Weekday::Tuesday,
            Self::Wednesday => jiff::civil::Weekday::Wednesday,
            Self::Thursday => jiff::civil::Weekday::Thursday,
            Self::Friday => jiff::civil::Weekday::Friday,
            Self::Saturday => jiff::civil::Weekday::Saturday,
            Self::Sunday => jiff::civil::Weekday::Sunday,
        }
    }
}
