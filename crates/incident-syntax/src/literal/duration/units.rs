//! The units of durations, and what people write that is none.

use crate::literal::LiteralError;

/// A unit; the larger, the smaller in order, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

pub(super) const LARGE_TO_SMALL: [Unit; 5] =
    [Unit::Week, Unit::Day, Unit::Hour, Unit::Minute, Unit::Second];

impl Unit {
    pub(super) fn from_letter(letter: &str) -> Option<Self> {
        LARGE_TO_SMALL.into_iter().find(|unit| letter == unit.letter())
    }

    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Week => "w",
            Self::Day => "d",
            Self::Hour => "h",
            Self::Minute => "m",
            Self::Second => "s",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Week => "weeks",
            Self::Day => "days",
            Self::Hour => "hours",
            Self::Minute => "minutes",
            Self::Second => "seconds",
        }
    }

    pub(super) fn seconds(self) -> u64 {
        match self {
            Self::Week => 7 * 24 * 60 * 60,
            Self::Day => 24 * 60 * 60,
            Self::Hour => 60 * 60,
            Self::Minute => 60,
            Self::Second => 1,
        }
    }

    pub(super) fn next_smaller(self) -> Option<Self> {
        LARGE_TO_SMALL.into_iter().find(|unit| *unit > self)
    }

    /// The unit that a word in whatever case stands for.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Some(match word.as_str() {
            "w" | "wk" | "wks" | "week" | "weeks" => Self::Week,
            "d" | "day" | "days" => Self::Day,
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Hour,
            "m" | "mn" | "min" | "mins" | "minute" | "minutes" => Self::Minute,
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Second,
            _ => return None,
        })
    }
}

/// What to say about letters that are no unit, behind these digits.
pub(super) fn unknown(digits: &str, letters: &str) -> LiteralError {
    if letters == "M" {
        // Elsewhere `M` is a month: whoever wrote it may have meant either.
        let reason = "`M` is not a unit: minutes are `m`, and months are not allowed";
        return LiteralError::with(reason, format!("{digits}m"));
    }
    if let Some(unit) = Unit::from_word(letters) {
        let (plural, letter) = (unit.plural(), unit.letter());
        let reason = format!("`{letters}` is not a unit: {plural} are `{letter}`");
        return LiteralError::with(reason, format!("{digits}{letter}"));
    }
    let times =
        |factor: u64| digits.parse::<u64>().ok().and_then(|count| count.checked_mul(factor));
    match letters.to_lowercase().as_str() {
        "mo" | "mon" | "month" | "months" => LiteralError {
            reason: "months are not allowed, since they differ in length: write days or weeks"
                .into(),
            instead: times(30).map(|days| format!("{days}d")),
        },
        "y" | "yr" | "yrs" | "year" | "years" => LiteralError {
            reason: "years are not allowed, since they differ in length: write days or weeks"
                .into(),
            instead: times(365).map(|days| format!("{days}d")),
        },
        "ms" | "us" | "µs" | "μs" | "ns" | "millis" => {
            let per_second = match letters {
                "ms" => 1_000,
                "us" | "µs" | "μs" => 1_000_000,
                _ => 1_000_000_000,
            };
            let seconds = times(1).map(|count| count.div_ceil(per_second).max(1));
            LiteralError {
                reason: "the shortest unit is the second, `s`".into(),
                instead: seconds.map(|seconds| format!("{seconds}s")),
            }
        }
        "bd" => LiteralError::with(
            "business days are not allowed here, only `s`, `m`, `h`, `d` and `w`",
            format!("{digits}d"),
        ),
        _ => LiteralError::new(format!(
            "`{letters}` is not a unit: the units are `s`, `m`, `h`, `d` and `w`"
        )),
    }
}

/// So many seconds in the largest units that say it exactly.
pub(super) fn spelled(mut seconds: u64) -> String {
    let mut text = String::new();
    for unit in LARGE_TO_SMALL {
        // "1.5d" is "1d12h"; nobody writes a week who wrote days.
        if unit == Unit::Week && !seconds.is_multiple_of(unit.seconds()) {
            continue;
        }
        let count = seconds / unit.seconds();
        seconds %= unit.seconds();
        if count > 0 {
            text.push_str(&format!("{count}{}", unit.letter()));
        }
    }
    text
}
