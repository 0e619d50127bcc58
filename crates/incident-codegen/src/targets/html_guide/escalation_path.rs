//! Who is told when: a drawing to scale in time, and a table that says the same.

mod events;
mod scale;
mod timeline;

use incident_ir::{Service, Severity};

use super::{
    markup::Html,
    phrase::{list, prose},
    table::{cell, heading, row, table},
};
use crate::{
    guide::{self, Path, PathTier},
    words,
};

/// The class of the table of tiers, and its columns.
pub(super) const COLUMNS: (&str, &[&str]) =
    ("tiers", &["Tier", "Role", "Told after", "Timeout", "Channel"]);

/// The escalation path of a severity; nothing where no policy serves it.
pub(super) fn section(html: &mut Html, service: &Service, severity: &Severity) {
    let Some(path) = guide::path(service, severity) else { return };
    html.worded("h3", "Escalation Path");
    prose(html, path.policy.docs.as_deref());
    html.element("div", &[("class", "beside")], |html| {
        timeline::timeline(html, service, severity, &path);
        html.element("div", &[], |html| {
            tiers(html, &path);
            html.worded("p", &afterwards(service, &path));
        });
    });
    tier_docs(html, &path.tiers);
}

/// What is documented of tiers.
fn tier_docs(html: &mut Html, tiers: &[PathTier<'_>]) {
    if tiers.iter().all(|tier| tier.docs.is_none()) {
        return;
    }
    html.element("ul", &[], |html| {
        for (number, docs) in tiers.iter().filter_map(|tier| Some((tier.number, tier.docs?))) {
            html.worded("li", &format!("Tier {number}: {docs}"));
        }
    });
}

fn tiers(html: &mut Html, path: &Path<'_>) {
    let name = format!("Policy {}, the first time through", path.policy.name.value);
    let (class, columns) = COLUMNS;
    table(html, class, &name, columns, |html| {
        path.tiers.iter().for_each(|tier| row(html, |html| cells(html, tier)));
    });
}

fn cells(html: &mut Html, tier: &PathTier<'_>) {
    let told = match tier.told_after {
        0 => "at once".to_owned(),
        minutes => words::minutes_in_full(minutes),
    };
    heading(html, &tier.number.to_string());
    cell(html, |html| html.text(&tier.role));
    cell(html, |html| html.text(&told));
    cell(html, |html| html.text(&words::in_short(tier.timeout)));
    cell(html, |html| list(html, &tier.channels));
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
