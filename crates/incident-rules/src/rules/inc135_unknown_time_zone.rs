//! INC135: unknown time zone.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};
use incident_calendar::zone_of_offset;

use crate::limits::well_known_cities_called;
use crate::rule::{Find, Rule, Wording};
use crate::text::some_of;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(135),
    level: Level::Error,
    title: "Unknown time zone",
    page: include_str!("../../../../docs/diagnostics/INC135.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UnknownTimeZone { zone, nearest } = kind else { return None };
    let wording = Wording::new(format!("The IANA database has no time zone `{zone}`."));
    if let Some(fixed) = zone_of_offset(zone) {
        let turned = if fixed == "UTC" { "" } else { " (its sign is turned round)" };
        let change = Change::ReplacePart { part: zone.clone(), with: fixed.to_owned() };
        return Some(
            wording
                .help(format!(
                    "That offset is `{fixed}`{turned}, in summer and in winter. A city, such as `Europe/Berlin`, follows \
                     its summer time."
                ))
                .likely(change),
        );
    }
    if zone.contains("${") {
        return Some(wording.help("There are no variables: write the zone's name."));
    }
    let named = |name: &str, called: &str| {
        cities(name).map(|cities| format!("Clocks are called {called} in {cities}: name the city."))
    };
    let city = named(zone, "so").or_else(|| {
        let name = without_offset(zone)?;
        named(name, &format!("`{name}`"))
    });
    Some(match city {
        Some(help) => wording.help(help),
        None => wording.nearest_or(
            zone,
            nearest.as_ref(),
            "Zones are named by area and city, such as `America/New_York` or `Europe/Berlin`; \
             `UTC` is one too.",
        ),
    })
}

/// `EST5`, `EST5EDT4`: the abbreviation before an offset, as POSIX has it.
fn without_offset(zone: &str) -> Option<&str> {
    let name = zone.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_offset = name.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    let name = zone.strip_suffix(name)?;
    (is_offset && name.len() > 2 && !matches!(name, "UTC" | "GMT")).then_some(name)
}

/// The cities that an abbreviation may mean, the first few by name.
pub(super) fn cities(abbreviation: &str) -> Option<String> {
    const SHOWN: usize = 5;
    let cities = well_known_cities_called(abbreviation);
    let shown = cities.get(..SHOWN).unwrap_or(&cities);
    match cities.len() - shown.len() {
        _ if cities.is_empty() => None,
        0 => Some(some_of(shown, shown.len())),
        _ => {
            let names: Vec<String> = shown.iter().map(|city| format!("`{city}`")).collect();
            Some(format!("{} and others", names.join(", ")))
        }
    }
}
