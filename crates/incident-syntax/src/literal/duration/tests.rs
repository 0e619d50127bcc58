use super::*;

fn duration(weeks: u32, days: u32, hours: u32, minutes: u32, seconds: u32) -> Duration {
    Duration { weeks, days, hours, minutes, seconds }
}

#[test]
fn durations_keep_the_units_they_were_written_in() {
    for (text, expected) in [
        ("30s", duration(0, 0, 0, 0, 30)),
        ("10m", duration(0, 0, 0, 10, 0)),
        ("1h30m", duration(0, 0, 1, 30, 0)),
        ("24h", duration(0, 0, 24, 0, 0)),
        ("7d", duration(0, 7, 0, 0, 0)),
        ("2w", duration(2, 0, 0, 0, 0)),
        ("1w2d3h4m5s", duration(1, 2, 3, 4, 5)),
        ("90m", duration(0, 0, 0, 90, 0)),
        ("36525d", duration(0, 36_525, 0, 0, 0)),
    ] {
        assert_eq!(parse(text), Ok(expected), "{text}");
        assert_eq!(expected.to_string(), text);
    }
}

#[test]
fn what_is_no_duration_says_why_and_what_to_write() {
    const UNIT: &str = "add `s`, `m`, `h`, `d` or `w`";
    let none = |text: &str, reason: &str, instead: Option<&str>| {
        let error = parse(text).unwrap_err();
        assert_eq!((error.reason.as_str(), error.instead.as_deref()), (reason, instead), "{text}");
        if let Some(instead) = instead {
            assert!(parse(instead).is_ok(), "{text}: {instead}");
        }
    };
    none("5M", "`M` is not a unit: minutes are `m`, and months are not allowed", Some("5m"));
    none("1h5M", "`M` is not a unit: minutes are `m`, and months are not allowed", None);
    none(
        "1mo",
        "months are not allowed, since they differ in length: write days or weeks",
        Some("30d"),
    );
    none(
        "1y",
        "years are not allowed, since they differ in length: write days or weeks",
        Some("365d"),
    );
    none("500ms", "the shortest unit is the second, `s`", Some("1s"));
    none("1500ms", "the shortest unit is the second, `s`", Some("2s"));
    none("5 m", "a duration is written without blanks", Some("5m"));
    none("1h 30m", "a duration is written without blanks", Some("1h30m"));
    none("5\u{a0}m", "a duration is written without blanks", Some("5m"));
    none("1h30", &format!("`30` has no unit: {UNIT}"), Some("1h30m"));
    none("30", &format!("`30` has no unit: {UNIT}"), None);
    none("0", &format!("`0` has no unit: {UNIT}"), None);
    none("1m30s5", &format!("`5` has no unit: {UNIT}"), None);
    none("1.5h", "a duration has no fractions", Some("1h30m"));
    none("0.5m", "a duration has no fractions", Some("30s"));
    none("1.5d", "a duration has no fractions", Some("1d12h"));
    none("0.3s", "a duration has no fractions", None);
    none("1.5", "a duration has no fractions", None);
    none("30m1h", "units go from large to small", Some("1h30m"));
    none("5m5m", "`m` stands twice", Some("10m"));
    none("1h5m5m", "`m` stands twice", None);
    none("0m", "a duration is more than zero", None);
    none("0h0m", "a duration is more than zero", None);
    none("-5m", "a duration is more than zero", Some("5m"));
    none("5min", "`min` is not a unit: minutes are `m`", Some("5m"));
    none("5mn", "`mn` is not a unit: minutes are `m`", Some("5m"));
    none("5H", "`H` is not a unit: hours are `h`", Some("5h"));
    none("2 weeks", "a duration is written without blanks", None);
    none("2weeks", "`weeks` is not a unit: weeks are `w`", Some("2w"));
    none("3bd", "business days are not allowed here, only `s`, `m`, `h`, `d` and `w`", Some("3d"));
    none("5x", "`x` is not a unit: the units are `s`, `m`, `h`, `d` and `w`", None);
    // A Cyrillic letter that looks like `m`.
    none("5м", "`м` is not a unit: the units are `s`, `m`, `h`, `d` and `w`", None);
    none("36526d", "it is longer than a century", None);
    none("4294967296w", "it is longer than a century", None);
    none("99999999999999999999999w", "it is longer than a century", None);
    none("", "there is nothing", None);
    let shape = "a duration is numbers with their units, such as `30s`, `5m` or `1h30m`";
    none("09:00", shape, None);
    none("m5", shape, None);
    none("1h_30m", shape, None);
}
