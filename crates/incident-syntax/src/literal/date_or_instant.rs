//! `2026-12-20`, meaning nine in the morning, or `2026-12-20T09:00`

use jiff::civil::{DateTime, Time};

use super::{LiteralError, date, instant};

/// When a day starts for those who take over a shift.
const MORNING: Time = Time::constant(9, 0, 0, 0);

/// Reads an instant of local time; a date is 09:00 of that day.
///
/// # Errors
/// When it is neither.
pub fn parse(text: &str) -> Result<DateTime, LiteralError> {
    if text.contains('T') || text.contains('t') {
        instant::parse(text)
    } else {
        date::parse(text).map(|date| date.to_datetime(MORNING))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_its_morning() {
        assert_eq!(parse("2026-12-20"), Ok(date(2026, 12, 20).at(9, 0, 0, 0)));
        assert_eq!(parse("2026-12-20T18:30"), Ok(date(2026, 12, 20).at(18, 30, 0, 0)));
    }

    #[test]
    fn the_error_is_that_of_what_was_meant() {
        assert_eq!(parse("2026-02-30").unwrap_err().reason, "February 2026 has 28 days");
        assert_eq!(parse("2026-12-20T9:00").unwrap_err().reason, "hours have two digits");
    }
}
