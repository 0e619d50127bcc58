//! Who is told when: a drawing to scale in time, and a table that says the same.

mod events;
mod scale;
mod timeline;

use incident_ir::{Service, Severity};

use super::{
    markup::{Html, element, worded},
    phrase::{list, prose},
    table::table,
};
use crate::{
    guide::{self, Path, PathTier},
    words,
};

/// The class of the table of tiers, and its columns.
pub(super) const COLUMNS: (&str, &[&str]) =
    ("tiers", &["Tier", "Role", "Told after", "Timeout", "Channel"]);

/// The escalation path of a severity; nothing where no policy serves it.
pub(super) fn section(service: &Service, severity: &Severity) -> Html {
    let Some(path) = guide::path(service, severity) else { return Html::default() };
    let drawing = timeline::timeline(service, severity, &path);
    let parts =
        element("div", &[("class", "beside")], Html::all([drawing, tables(service, &path)]));
    Html::all([
        worded("h3", "Escalation Path"),
        prose(path.policy.docs.as_deref()),
        parts,
        tier_docs(&path.tiers),
    ])
}

/// What is documented of tiers.
fn tier_docs(tiers: &[PathTier<'_>]) -> Html {
    let items = tiers.iter().filter_map(|tier| {
        let docs = format!("Tier {}: {}", tier.number, tier.docs?);
        Some(worded("li", &docs))
    });
    let items = Html::all(items);
    if items.is_empty() { items } else { element("ul", &[], items) }
}

fn tables(service: &Service, path: &Path<'_>) -> Html {
    let rows = path.tiers.iter().map(row);
    let name = format!("Policy {}, the first time through", path.policy.name.value);
    let (class, columns) = COLUMNS;
    let table = table(class, &name, columns, rows.collect());
    let after = worded("p", &afterwards(service, path));
    element("div", &[], Html::all([table, after]))
}

fn row(tier: &PathTier<'_>) -> Vec<Html> {
    let told = match tier.told_after {
        0 => "at once".to_owned(),
        minutes => words::minutes_in_full(minutes),
    };
    vec![
        Html::text(&tier.number.to_string()),
        Html::text(&tier.role),
        Html::text(&told),
        Html::text(&words::in_short(tier.timeout)),
        list(&tier.channels),
    ]
}

/// What comes after the table: the cycles, and the fallback.
fn afterwards(service: &Service, path: &Path<'_>) -> String {
    let provider = words::provider(service.paging_provider.value);
    let cycle: u64 = path.tiers.iter().map(|tier| tier.minutes).sum();
    let again = match path.policy.repeat_cycles.value {
        0 => String::new(),
        repeats => format!(
            "After {} {provider} begins again with tier 1, {}. ",
            words::minutes_in_full(cycle),
            words::times(repeats.into())
        ),
    };
    let end = words::minutes_in_full(path.policy.minutes_until_fallback());
    format!("{again}After {end} nobody else is told unless somebody starts the fallback by hand.")
}
