use incident_calendar::{cities_called, is_called, zone};
use jiff::{Timestamp, ToSpan, civil::date, tz::TimeZone};

/// The zones of which it is known that PagerDuty's schedules take them, sorted: the list that its Terraform provider
/// checks against (`util/util.go`), after <https://developer.pagerduty.com/docs/1afe25e9c94cb-types#time-zone>. Plain
/// `UTC` is written as `Etc/UTC`.
#[rustfmt::skip]
pub(crate) const PAGERDUTY_ZONES: [&str; 135] = [
    "Africa/Algiers", "Africa/Cairo", "Africa/Casablanca", "Africa/Harare", "Africa/Johannesburg",
    "Africa/Monrovia", "Africa/Nairobi", "America/Argentina/Buenos_Aires", "America/Bogota",
    "America/Caracas", "America/Chicago", "America/Chihuahua", "America/Denver", "America/Godthab",
    "America/Guatemala", "America/Guyana", "America/Halifax", "America/Indiana/Indianapolis",
    "America/Juneau", "America/La_Paz", "America/Lima", "America/Los_Angeles", "America/Mazatlan",
    "America/Mexico_City", "America/Monterrey", "America/Montevideo", "America/New_York", "America/Phoenix",
    "America/Puerto_Rico", "America/Regina", "America/Santiago", "America/Sao_Paulo", "America/St_Johns",
    "America/Tijuana", "Asia/Almaty", "Asia/Baghdad", "Asia/Baku", "Asia/Bangkok", "Asia/Chongqing",
    "Asia/Colombo", "Asia/Dhaka", "Asia/Hong_Kong", "Asia/Irkutsk", "Asia/Jakarta", "Asia/Jerusalem",
    "Asia/Kabul", "Asia/Kamchatka", "Asia/Karachi", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Krasnoyarsk",
    "Asia/Kuala_Lumpur", "Asia/Kuwait", "Asia/Magadan", "Asia/Muscat", "Asia/Novosibirsk", "Asia/Rangoon",
    "Asia/Riyadh", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Srednekolymsk", "Asia/Taipei",
    "Asia/Tashkent", "Asia/Tbilisi", "Asia/Tehran", "Asia/Tokyo", "Asia/Ulaanbaatar", "Asia/Urumqi",
    "Asia/Vladivostok", "Asia/Yakutsk", "Asia/Yekaterinburg", "Asia/Yerevan", "Atlantic/Azores",
    "Atlantic/Cape_Verde", "Atlantic/South_Georgia", "Australia/Adelaide", "Australia/Brisbane",
    "Australia/Darwin", "Australia/Hobart", "Australia/Melbourne", "Australia/Perth", "Australia/Sydney",
    "Etc/GMT+12", "Etc/UTC", "Europe/Amsterdam", "Europe/Athens", "Europe/Belgrade", "Europe/Berlin",
    "Europe/Bratislava", "Europe/Brussels", "Europe/Bucharest", "Europe/Budapest", "Europe/Copenhagen",
    "Europe/Dublin", "Europe/Helsinki", "Europe/Istanbul", "Europe/Kaliningrad", "Europe/Kiev",
    "Europe/Lisbon", "Europe/Ljubljana", "Europe/London", "Europe/Madrid", "Europe/Minsk", "Europe/Moscow",
    "Europe/Paris", "Europe/Prague", "Europe/Riga", "Europe/Rome", "Europe/Samara", "Europe/Sarajevo",
    "Europe/Skopje", "Europe/Sofia", "Europe/Stockholm", "Europe/Tallinn", "Europe/Vienna",
    "Europe/Vilnius", "Europe/Volgograd", "Europe/Warsaw", "Europe/Zagreb", "Europe/Zurich", "Pacific/Apia",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Fakaofo", "Pacific/Fiji", "Pacific/Guadalcanal",
    "Pacific/Guam", "Pacific/Honolulu", "Pacific/Majuro", "Pacific/Midway", "Pacific/Noumea",
    "Pacific/Pago_Pago", "Pacific/Port_Moresby", "Pacific/Tongatapu",
];

/// One of them whose clocks show the same all the time as those of another zone: in the same part of the world if
/// there is one, and with a short name, which is a large city's more often than not.
pub(crate) fn zone_of_the_same_clock(name: &str) -> Option<&'static str> {
    let asked = zone(name)?;
    let part_of_the_world = name.split('/').next();
    let mut others = PAGERDUTY_ZONES;
    others.sort_by_key(|other| (other.split('/').next() != part_of_the_world, other.len()));
    others.into_iter().find(|other| zone(other).is_some_and(|one| agree(&asked, &one)))
}

/// The cities whose clocks are called so, those that PagerDuty lists where there are any: they are the large ones.
pub fn well_known_cities_called(abbreviation: &str) -> Vec<&'static str> {
    let listed = PAGERDUTY_ZONES.into_iter().filter(|name| !name.starts_with("Etc/"));
    let listed: Vec<&str> = listed.filter(|name| is_called(name, abbreviation)).collect();
    match listed.is_empty() {
        true => cities_called(abbreviation).collect(),
        false => listed,
    }
}

/// Whether they agree in each week of the ten years in which this was written.
fn agree(one: &TimeZone, other: &TimeZone) -> bool {
    let Ok(start) = date(2024, 1, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC) else { return false };
    let mut weeks = (0..10 * 52)
        .map_while(|week| start.timestamp().checked_add((week * 7 * 24_i64).hours()).ok());
    weeks.all(|moment: Timestamp| one.to_offset(moment) == other.to_offset(moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_one_and_they_are_in_order() {
        assert!(PAGERDUTY_ZONES.is_sorted_by(|one, next| one < next));
        for name in PAGERDUTY_ZONES {
            assert!(zone(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_pagerduty_does_not_know_it_may_know_by_another_name() {
        for (asked, same) in [
            ("Europe/Kyiv", Some("Europe/Kiev")),
            ("America/Toronto", Some("America/New_York")),
            ("Asia/Dubai", Some("Asia/Baku")),
            ("Australia/Lord_Howe", None),
        ] {
            assert_eq!(zone_of_the_same_clock(asked), same, "{asked}");
        }
    }
}
