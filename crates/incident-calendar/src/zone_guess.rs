//! What people write for a time zone that is none.

use jiff::{Timestamp, tz::TimeZone};

use crate::zone::{canonical_zone_name, zone, zone_names};

/// The zone of a fixed offset in whole hours, written like `UTC+2`, `GMT-05:00` or `+02:00`: `Etc/GMT-2`, since
/// the sign is turned round in these names.
pub fn zone_of_offset(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let name =
        text.get(..3).filter(|name| matches!(name.to_ascii_uppercase().as_str(), "UTC" | "GMT"));
    let offset = text.get(name.map_or(0, str::len)..)?.trim_start();
    let turned = match offset.chars().next()? {
        '+' => '-',
        '-' | '\u{2212}' => '+',
        _ => return None,
    };
    let number = offset.trim_start_matches(['+', '-', '\u{2212}']);
    let hours = match number.split_once(':') {
        Some((hours, "00")) => hours,
        Some(_) => return None,
        None => number.strip_suffix("00").filter(|hours| hours.len() == 2).unwrap_or(number),
    };
    let hours: u8 = hours.parse().ok().filter(|_| hours.len() <= 2)?;
    canonical_zone_name(&match hours {
        0 => "UTC".to_owned(),
        hours => format!("Etc/GMT{turned}{hours}"),
    })
}

/// 15 January and 15 July 2025, in seconds since 1970.
const WINTER_AND_SUMMER: [i64; 2] = [1_736_899_200, 1_752_537_600];

/// Whether a zone is an abbreviation that cities with summer time have for their clocks in winter, while its own clocks stay
/// as they are: `EST` and `MST`. Not `GMT`, which is what many call `UTC`.
pub fn lacks_summer_time(name: &str) -> bool {
    if name.contains('/') {
        return false;
    }
    let offsets = |name: &str| {
        let zone = zone(name)?;
        let at = |second| Some(zone.to_offset(Timestamp::from_second(second).ok()?).seconds());
        let [winter, summer] = WINTER_AND_SUMMER;
        Some((at(winter)?, at(summer)?))
    };
    let stays = offsets(name).is_some_and(|(winter, summer)| winter == summer && winter != 0);
    stays && cities_called(name).any(|city| offsets(city).is_some_and(|(one, other)| one != other))
}

/// Whether a zone's clocks are called so, in winter or in summer: `CET`, `PDT`.
pub fn is_called(name: &str, abbreviation: &str) -> bool {
    let Some(zone) = zone(name) else { return false };
    let called = |zone: &TimeZone, second: i64| {
        let moment = Timestamp::from_second(second).ok()?;
        Some(zone.to_offset_info(moment).abbreviation().eq_ignore_ascii_case(abbreviation))
    };
    WINTER_AND_SUMMER.iter().any(|second| called(&zone, *second) == Some(true))
}

/// The cities whose clocks are called so, in the order of their names.
pub fn cities_called(abbreviation: &str) -> impl Iterator<Item = &'static str> {
    zone_names().filter(move |name| {
        name.contains('/') && !name.starts_with("Etc/") && is_called(name, abbreviation)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_a_zone_with_the_sign_turned_round() {
        for (written, meant) in [
            ("UTC+2", "Etc/GMT-2"),
            ("gmt-5", "Etc/GMT+5"),
            ("UTC +02:00", "Etc/GMT-2"),
            ("+0200", "Etc/GMT-2"),
            ("-11", "Etc/GMT+11"),
            ("UTC\u{2212}3", "Etc/GMT+3"),
            ("UTC+0", "UTC"),
        ] {
            assert_eq!(zone_of_offset(written), Some(meant), "{written}");
        }
        let two_ahead = zone("Etc/GMT-2").unwrap().to_offset(Timestamp::UNIX_EPOCH);
        assert_eq!(two_ahead.seconds(), 2 * 60 * 60);
    }

    #[test]
    fn abbreviations_that_stay_in_winter_are_told_from_zones() {
        let all = ["EST", "MST", "HST", "GMT", "UTC", "CET", "EST5EDT", "Japan", "America/Panama"];
        let found: Vec<&str> = all.into_iter().filter(|name| lacks_summer_time(name)).collect();
        assert_eq!(found, ["EST", "MST", "HST"]);
    }

    #[test]
    fn what_is_no_offset_in_whole_hours_is_no_zone() {
        for text in ["", "UTC", "UTC+", "UTC+5:30", "+15", "UTC+2h", "UTC2", "EST", "+999", "ÜTC+1"]
        {
            assert_eq!(zone_of_offset(text), None, "{text}");
        }
    }

    #[test]
    fn cities_have_their_abbreviations_in_winter_and_summer() {
        for abbreviation in ["PST", "PDT", "pst"] {
            assert!(cities_called(abbreviation).any(|name| name == "America/Los_Angeles"));
        }
        assert!(cities_called("CEST").any(|name| name == "Europe/Berlin"));
        assert!(!cities_called("CEST").any(|name| name == "Europe/London"));
        assert_eq!(cities_called("XYZ").count(), 0);
    }
}
