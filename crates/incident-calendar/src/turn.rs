use incident_ir::{At, Rotation, Text};
use jiff::{Span, Timestamp, civil::DateTime, tz::TimeZone};

use crate::{Cause, Interval, Shift, instant, zone};

const SECS_PER_DAY: u64 = 86_400;
const NANOS_PER_SEC: i128 = 1_000_000_000;

/// Whose turn it is, in order and without gaps, cut to the interval. Before the rotation starts it is
/// nobody's turn.
///
/// A turn whose length is a whole number of 24-hour days is counted in days of the calendar, so that
/// the hand-off stays at the same time of the wall clock: a weekly hand-off at 09:00 is at 09:00 all
/// year, and the two weeks in which clocks change are an hour longer or shorter. That is what people mean by a
/// week. Any other length is counted in absolute hours from the first hand-off, for 12 hours cannot keep both its
/// length and its place on the clock when the day has 23.
///
/// Whether a turn is active at all is the affair of [`crate::windows`].
pub fn turns(rotation: &Rotation, interval: Interval) -> impl Iterator<Item = Shift> {
    let turns = Turns::new(rotation);
    let mut now = interval.start;
    std::iter::from_fn(move || {
        let turns = turns.as_ref()?;
        let (turn, person) = turns.next_from(now)?;
        let start = turn.start.max(now);
        let end = turn.end.min(interval.end);
        now = turn.end;
        (start < end).then(|| Shift {
            start,
            end,
            person: person.clone(),
            cause: Cause::Turn { number: turn.number },
        })
    })
}

/// How a turn's length is counted.
#[derive(Clone, Copy, Debug)]
enum Length {
    /// In days of the calendar.
    Days(i64),
    /// In absolute time.
    Nanos(i128),
}

/// A rotation's turns, each found by arithmetic: it costs as much for one decades after the first as for
/// the first.
pub(crate) struct Turns<'a> {
    members: &'a [At<Text>],
    pub(crate) zone: TimeZone,
    starts: DateTime,
    first: Timestamp,
    length: Length,
}

/// One turn; never empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    pub(crate) number: u64,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}

impl<'a> Turns<'a> {
    /// `None` for what has been reported elsewhere: no members, an unknown zone, turns of no length.
    pub(crate) fn new(rotation: &'a Rotation) -> Option<Self> {
        if rotation.members.is_empty() {
            return None;
        }
        let zone = zone(&rotation.time_zone.value)?;
        let secs = rotation.rotation_period.value.as_secs();
        let length = match secs {
            0 => return None,
            _ if secs.is_multiple_of(SECS_PER_DAY) => {
                Length::Days(i64::try_from(secs / SECS_PER_DAY).ok()?)
            }
            _ => Length::Nanos(i128::from(secs) * NANOS_PER_SEC),
        };
        let starts = rotation.starts.value;
        let first = instant(&zone, starts);
        Some(Self { members: &rotation.members, zone, starts, first, length })
    }

    /// Whose turn this is.
    pub(crate) fn person(&self, number: u64) -> Option<&'a Text> {
        let count = u64::try_from(self.members.len()).ok()?;
        let place = usize::try_from(number.checked_rem(count)?).ok()?;
        self.members.get(place).map(|member| &member.value)
    }

    /// The turn at this moment, or the first when that is still to come, and whose it is.
    pub(crate) fn next_from(&self, moment: Timestamp) -> Option<(Turn, &'a Text)> {
        let number = self.number_at(moment.max(self.first))?;
        let start = self.start_of(number)?;
        let end = number.checked_add(1).and_then(|next| self.start_of(next));
        let end = end.unwrap_or(Timestamp::MAX);
        Some((Turn { number, start, end }, self.person(number)?)).filter(|_| start < end)
    }

    /// When the person's next turn after this one starts; `None` for somebody who has none.
    pub(crate) fn start_of_next(&self, person: &str, after: u64) -> Option<Timestamp> {
        let place = self.members.iter().position(|member| member.value == person)?;
        let (place, count) = (u64::try_from(place).ok()?, u64::try_from(self.members.len()).ok()?);
        let next = after.checked_add(1)?;
        let wait = (place + count - next % count) % count;
        self.start_of(next.checked_add(wait)?)
    }

    /// When a turn starts; `None` past the end of the calendar.
    fn start_of(&self, number: u64) -> Option<Timestamp> {
        match self.length {
            Length::Days(days) => {
                let days = i64::try_from(number).ok()?.checked_mul(days)?;
                let after = Span::new().try_days(days).ok()?;
                Some(instant(&self.zone, self.starts.checked_add(after).ok()?))
            }
            Length::Nanos(nanos) => {
                let after = i128::from(number).checked_mul(nanos)?;
                Timestamp::from_nanosecond(self.first.as_nanosecond().checked_add(after)?).ok()
            }
        }
    }

    /// The number of the last turn that starts at or before a moment, itself not before the first.
    fn number_at(&self, moment: Timestamp) -> Option<u64> {
        match self.length {
            Length::Days(length) => {
                let today = self.zone.to_datetime(moment).date();
                let days = self.starts.date().until(today).ok()?.get_days();
                // At most two too many: for the time of day, and for clocks that skip a whole day, as
                // those of Samoa did in 2011.
                let mut number = u64::try_from(i64::from(days).div_euclid(length) + 1).ok()?;
                while number > 0 && self.start_of(number).is_none_or(|start| start > moment) {
                    number -= 1;
                }
                Some(number)
            }
            Length::Nanos(length) => {
                let passed = moment.as_nanosecond() - self.first.as_nanosecond();
                u64::try_from(passed.checked_div(length)?).ok()
            }
        }
    }
}
