//! INC145: role written in two ways.

use incident_analysis::IssueKind;
use incident_analysis::nearest::is_one_slip;
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
    let mut issues = cx.lowered.issues.listed().iter();
    let is_told = issues.any(|issue| matches!(issue.kind, IssueKind::UndeclaredRole { .. }));
    if is_told || !cx.service.roles.is_empty() {
        return;
    }
    let mut often: FxHashMap<&str, usize> = FxHashMap::default();
    for (role, _) in roles(cx.service) {
        *often.entry(role).or_default() += 1;
    }
    // Of the spellings of one, the title that everybody knows, else what stands most often, else first.
    let mut best: FxHashMap<String, (&str, Origin)> = FxHashMap::default();
    let weight = |role: &str| (TITLES.contains(&role), often.get(role).copied().unwrap_or(0));
    for (role, origin) in roles(cx.service) {
        let (known, place) = best.entry(letters(role)).or_insert((role, origin));
        if weight(role) > weight(known) {
            (*known, *place) = (role, origin);
        }
    }
    for (role, origin) in roles(cx.service) {
        let Some((known, place)) = best.get(&letters(role)).copied() else { continue };
        let (known, related) = match known.eq_ignore_ascii_case(role) || letters(role) == ONCALL {
            false => (known, vec![(place, format!("`{known}`"))]),
            true => match TITLES.into_iter().find(|title| is_one_letter_off(role, title)) {
                Some(title) => (title, Vec::new()),
                None => continue,
            },
        };
        let wording = Wording::new(format!("`{role}` is another role than `{known}`."))
            .help(format!("Did you mean `{known}`?"))
            .possibly(Change::ReplacePart { part: role.to_owned(), with: known.to_owned() });
        report.add(origin, wording, related);
    }
}

/// Whether one word of a role has a letter too many, too few or wrong, or two of them swapped, but for its first and its
/// plural: `lead` and `head`, `lead` and `leads` are two.
fn is_one_letter_off(role: &str, title: &str) -> bool {
    let words: Vec<String> = role.to_lowercase().split(['-', '_']).map(str::to_owned).collect();
    let others: Vec<&str> = title.split('-').collect();
    let mut unlike = words.iter().zip(&others).filter(|(word, other)| word != *other);
    let (Some((word, other)), None) = (unlike.next(), unlike.next()) else { return false };
    let first = |word: &str| word.bytes().next();
    words.len() == others.len()
        && first(word) == first(other)
        && word.strip_suffix('s') != Some(other)
        && is_one_slip(word, other)
}

/// Roles whose spelling nobody has to look up: those of the examples of the language.
const TITLES: [&str; 3] = ["team-lead", "eng-manager", "vp-engineering"];

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

/// A role's letters and digits, which two that are meant to be one have in common. What parts digits, or a letter by
/// itself, tells one from another: `shard-1-1` is not `shard-11`, nor `team-a-b` `team-ab`.
fn letters(role: &str) -> String {
    let parts: Vec<&str> = role.split(['-', '_']).collect();
    let is_short = |part: &&str| part.chars().count() < 2;
    let has_digit = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
    let joint = if parts.iter().any(|part| is_short(part) || has_digit(part)) { "-" } else { "" };
    parts.join(joint).to_lowercase()
}
