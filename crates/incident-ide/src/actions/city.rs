//! `EST` for a time zone: the cities that may be meant.

use incident_base::{Code, TextEdit};

use super::{Action, ActionKind};
use crate::Finding;

/// Of which an abbreviation is a mistake: it is no time zone, or one clock all year.
const CODES: [Code; 3] = [Code::new(135), Code::new(307), Code::new(531)];

/// So many are offered, as the help names them.
const OFFERED: usize = 5;

/// Names a city in the place of an abbreviation; which is meant, only whoever lives there knows.
pub(super) fn name_one(text: &str, finding: &Finding) -> Vec<Action> {
    let diagnostic = &finding.diagnostic;
    let place = diagnostic.place.range;
    let written = text.get(usize::from(place.start())..usize::from(place.end()));
    let name = written.and_then(|it| it.strip_prefix('"')?.strip_suffix('"'));
    let name = name.filter(|name| {
        finding.mend.is_none() && CODES.contains(&diagnostic.code) && !name.contains('/')
    });
    let Some(name) = name else { return Vec::new() };
    let cities = incident_rules::well_known_cities_called(name).into_iter().take(OFFERED);
    let action = |city: &str| Action {
        title: format!("Change `{name}` to `{city}`"),
        kind: ActionKind::Fix,
        mends: vec![(diagnostic.code, place)],
        is_preferred: false,
        edits: vec![TextEdit {
            start: place.start(),
            end: place.end(),
            text: format!("\"{city}\""),
        }],
        elsewhere: Vec::new(),
    };
    cities.map(action).collect()
}
