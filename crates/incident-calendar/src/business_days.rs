//! Business days: Monday to Friday, less the holidays.

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};

/// Whether a day is one of Monday to Friday and no holiday.
pub fn is_business_day(date: Date, holidays: &[Date]) -> bool {
    is_weekday(date) && !holidays.contains(&date)
}

/// The day that is so many business days after another: for 1, the next business day; for 0, the
/// day itself, whatever it is. Holidays may come in any order. Past the end of the calendar it is
/// the last day there is.
///
/// The day that is counted from does not count, so three business days from a Monday end on
/// Thursday.
pub fn add_business_days(date: Date, count: u32, holidays: &[Date]) -> Date {
    let mut end = add_weekdays(date, count);
    // In order, for each holiday on the way moves the end on, perhaps to the next holiday.
    let on_the_way: BTreeSet<Date> =
        holidays.iter().copied().filter(|day| *day > date && is_weekday(*day)).collect();
    for holiday in on_the_way {
        if count == 0 || holiday > end {
            break;
        }
        end = add_weekdays(end, 1);
    }
    end
}

fn is_weekday(date: Date) -> bool {
    date.weekday().to_monday_one_offset() <= 5
}

fn add_weekdays(date: Date, count: u32) -> Date {
    if count == 0 {
        return date;
    }
    // Counted from a Saturday or Sunday is counted from the Friday before.
    let weekday = i64::from(date.weekday().to_monday_zero_offset());
    let beyond_friday = (weekday - 4).max(0);
    let weekdays = weekday - beyond_friday + i64::from(count);
    let days = weekdays / 5 * 7 + weekdays % 5 - weekday;
    Span::new().try_days(days).map_or(Date::MAX, |days| date.saturating_add(days))
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::date};

    use super::*;

    #[test]
    fn three_business_days_from_a_monday_end_on_thursday() {
        assert_eq!(add_business_days(date(2026, 11, 23), 3, &[]), date(2026, 11, 26));
    }

    #[test]
    fn weekends_do_not_count() {
        assert_eq!(add_business_days(date(2026, 11, 26), 3, &[]), date(2026, 12, 1), "Thursday");
        for day in [27, 28, 29] {
            let monday = date(2026, 11, 30);
            assert_eq!(add_business_days(date(2026, 11, day), 1, &[]), monday, "{day}");
        }
        assert_eq!(add_business_days(date(2026, 11, 28), 5, &[]), date(2026, 12, 4), "Saturday");
    }

    #[test]
    fn holidays_do_not_count_in_any_order_and_once() {
        let christmas =
            [date(2027, 1, 1), date(2026, 12, 25), date(2026, 12, 24), date(2026, 12, 25)];
        assert_eq!(add_business_days(date(2026, 12, 23), 1, &christmas), date(2026, 12, 28));
        assert_eq!(add_business_days(date(2026, 12, 23), 5, &christmas), date(2027, 1, 4));
        assert!(!is_business_day(date(2026, 12, 24), &christmas));
        assert!(is_business_day(date(2026, 12, 23), &christmas));
    }

    #[test]
    fn holidays_on_a_weekend_or_on_the_first_day_change_nothing() {
        let holidays = [date(2026, 11, 28), date(2026, 11, 27)];
        assert_eq!(add_business_days(date(2026, 11, 27), 1, &holidays), date(2026, 11, 30));
    }

    #[test]
    fn none_is_the_day_itself() {
        let sunday = date(2026, 11, 29);
        assert_eq!(add_business_days(sunday, 0, &[date(2026, 11, 30)]), sunday);
    }

    #[test]
    fn the_end_of_the_calendar_is_the_last_day() {
        assert_eq!(add_business_days(date(2026, 11, 23), u32::MAX, &[]), Date::MAX);
        assert_eq!(add_business_days(Date::MAX, 1, &[Date::MAX]), Date::MAX);
    }

    #[test]
    fn it_agrees_with_counting_day_by_day() {
        let holidays: Vec<Date> = (1..=12).map(|month| date(2026, month, 13)).collect();
        let one_by_one = |mut day: Date, count: u32| {
            for _ in 0..count {
                day = day.saturating_add(1.day());
                while !is_business_day(day, &holidays) {
                    day = day.saturating_add(1.day());
                }
            }
            day
        };
        for start in (0..14).map(|days| date(2026, 1, 1).saturating_add(days.days())) {
            for count in 0..270 {
                let expected = one_by_one(start, count);
                assert_eq!(add_business_days(start, count, &holidays), expected, "{start} {count}");
            }
        }
    }
}
