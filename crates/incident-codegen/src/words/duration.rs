//! Lengths of time in words.

use incident_ir::{Due, Duration};

use super::counted;

/// A length of time in the units it was written in: `24 hours`, `1 hour 30 minutes`.
pub(crate) fn in_full(duration: Duration) -> String {
    let parts = duration.parts().map(|(count, unit)| counted(count.into(), unit_in_full(unit)));
    parts.collect::<Vec<_>>().join(" ")
}

/// What comes again and again: `every 30 minutes`, `every hour`.
pub(crate) fn every(interval: Duration) -> String {
    let mut parts = interval.parts();
    match (parts.next(), parts.next()) {
        (Some((1, unit)), None) => format!("every {}", unit_in_full(unit)),
        _ => format!("every {}", in_full(interval)),
    }
}

/// The same for a narrow column: `24 h`, `1 h 30 min`.
pub(crate) fn in_short(duration: Duration) -> String {
    let parts = duration.parts().map(|(count, unit)| match unit {
        'm' => format!("{count} min"),
        's' => format!("{count} s"),
        'h' => format!("{count} h"),
        _ => counted(count.into(), unit_in_full(unit)),
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// A length of time that nobody wrote, in the largest units that give it exactly; days from two on, since
/// `30 hours` is easier to count than `1 day 6 hours`.
pub(crate) fn minutes_in_full(minutes: u64) -> String {
    let days = if minutes >= 2 * 1_440 { minutes / 1_440 } else { 0 };
    let rest = minutes - days * 1_440;
    let parts = [(days, "day"), (rest / 60, "hour"), (rest % 60, "minute")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, unit)| counted(*count, unit)).collect::<Vec<_>>().join(" ")
}

/// A deadline: `3 business days`, `72 hours`.
pub(crate) fn due(due: Due) -> String {
    match due {
        Due::BusinessDays(days) => counted(days.into(), "business day"),
        Due::Within(duration) => in_full(duration),
    }
}

fn unit_in_full(unit: char) -> &'static str {
    match unit {
        'w' => "week",
        'd' => "day",
        'h' => "hour",
        'm' => "minute",
        _ => "second",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::duration;

    #[test]
    fn one_of_a_unit_needs_no_number() {
        for (interval, words) in [
            ("1h", "every hour"),
            ("1d", "every day"),
            ("60m", "every 60 minutes"),
            ("1h30m", "every 1 hour 30 minutes"),
        ] {
            assert_eq!(every(duration(interval)), words);
        }
    }

    #[test]
    fn durations_keep_the_units_they_were_written_in() {
        for (written, full, short) in [
            ("5m", "5 minutes", "5 min"),
            ("60m", "60 minutes", "60 min"),
            ("1h", "1 hour", "1 h"),
            ("24h", "24 hours", "24 h"),
            ("1h30m", "1 hour 30 minutes", "1 h 30 min"),
            ("30s", "30 seconds", "30 s"),
            ("1d", "1 day", "1 day"),
            ("2w", "2 weeks", "2 weeks"),
            (
                "1w2d3h4m5s",
                "1 week 2 days 3 hours 4 minutes 5 seconds",
                "1 week 2 days 3 h 4 min 5 s",
            ),
        ] {
            assert_eq!(in_full(duration(written)), full);
            assert_eq!(in_short(duration(written)), short);
        }
    }

    #[test]
    fn sums_are_said_in_the_largest_exact_units() {
        for (minutes, full) in [
            (6 * 60, "6 hours"),
            (90, "1 hour 30 minutes"),
            (45, "45 minutes"),
            (30 * 60, "30 hours"),
            (2 * 1_440 + 1, "2 days 1 minute"),
        ] {
            assert_eq!(minutes_in_full(minutes), full);
        }
    }

    #[test]
    fn deadlines_are_business_days_or_durations() {
        assert_eq!(due(Due::BusinessDays(3)), "3 business days");
        assert_eq!(due(Due::BusinessDays(1)), "1 business day");
        assert_eq!(due(Due::Within(duration("72h"))), "72 hours");
    }
}
