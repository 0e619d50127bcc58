//! INC145: role written in two ways.

use incident_base::{Change, Code, Level, Origin};
use incident_ir::{At, Channel, ONCALL, Service};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(145),
    level: Level::Note,
    title: "Role written in two ways",
    page: include_str!("../../../../docs/diagnostics/INC145.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    // Where roles are declared, one that is not is told as that.
    if !cx.service.roles.is_empty() {
        return;
    }
    let mut first: FxHashMap<String, (&str, Origin)> = FxHashMap::default();
    for (role, origin) in roles(cx.service) {
        let (known, place) = *first.entry(letters(role)).or_insert((role, origin));
        if known.eq_ignore_ascii_case(role) || letters(role) == ONCALL {
            continue;
        }
        let wording = Wording::new(format!("`{role}` is another role than `{known}`."))
            .help(format!("Did you mean `{known}`?"))
            .likely(Change::ReplacePart { part: role.to_owned(), with: known.to_owned() });
        report.add(origin, wording, vec![(place, format!("`{known}`"))]);
    }
}

/// The roles that a service tells or asks, with their places: those of tiers first.
fn roles(service: &Service) -> impl Iterator<Item = (&str, Origin)> {
    let tiers = || service.policies.iter().flat_map(|policy| &policy.tiers);
    let of_tiers = tiers().map(|tier| (tier.role.value.as_str(), tier.role.origin));
    let channels = tiers()
        .flat_map(|tier| &tier.channels.value)
        .chain(service.severities.iter().flat_map(|severity| &severity.notify_channels));
    let reviewers = service.post_mortem.iter().flat_map(|template| &template.reviewers);
    of_tiers
        .chain(channels.filter_map(of_channel))
        .chain(reviewers.map(|role| (role.value.as_str(), role.origin)))
}

fn of_channel(channel: &At<Channel>) -> Option<(&str, Origin)> {
    Some((channel.role()?.as_str(), channel.origin))
}

/// A role's letters and digits, which two that are meant to be one have in common.
fn letters(role: &str) -> String {
    role.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
