//! INC145: role written in two ways.

use std::cmp::Reverse;

use incident_analysis::nearest::is_one_slip;
use incident_base::{Change, Code, Level, Origin};
use incident_ir::{At, Channel, ONCALL, Service};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(145),
    level: Level::Warning,
    title: "Role written in two ways",
    page: include_str!("../../../../docs/diagnostics/INC145.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    // Where roles are declared, one that is not is told as that.
    if !cx.service.roles.is_empty() {
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
    let spelt: Vec<(&str, Origin)> = match best.len() <= MOST_ROLES {
        true => best.values().copied().collect(),
        false => Vec::new(),
    };
    for (role, origin) in roles(cx.service) {
        let Some((known, place)) = best.get(&letters(role)).copied() else { continue };
        let is_same = known.eq_ignore_ascii_case(role) || letters(role) == ONCALL;
        let slipped = || {
            let is_meant = |(other, place): &&(&str, Origin)| {
                let is_first = (weight(other), Reverse(place)) > (weight(role), Reverse(&origin));
                is_first && weight(role) == (false, 1) && is_one_letter_off(role, other)
            };
            spelt.iter().filter(is_meant).min_by_key(|(_, place)| *place).copied()
        };
        let meant = if is_same { slipped() } else { Some((known, place)) };
        let Some((known, place)) = meant else { continue };
        let wording = Wording::new(format!("`{role}` is another role than `{known}`."))
            .help(format!("Did you mean `{known}`?"))
            .likely(Change::ReplacePart { part: role.to_owned(), with: known.to_owned() });
        report.add(origin, wording, vec![(place, format!("`{known}`"))]);
    }
}

/// In a service that names more, letters are not compared: each would be with each.
const MOST_ROLES: usize = 100;

/// Whether one word of a role has a letter too many, too few or wrong, or two of them swapped. Short words, such as
/// `us` and `uk`, those with digits, and the first letter (`lead`, `head`) tell one role from another.
fn is_one_letter_off(role: &str, other: &str) -> bool {
    const SHORTEST: usize = 4;
    let words = |role: &str| role.to_lowercase().split(['-', '_']).map(str::to_owned).collect();
    let (words, others): (Vec<String>, Vec<String>) = (words(role), words(other));
    let mut unlike = words.iter().zip(&others).filter(|(word, other)| word != other);
    let (Some((word, other)), None) = (unlike.next(), unlike.next()) else { return false };
    let is_long =
        |word: &str| word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let first = |word: &str| word.bytes().next();
    words.len() == others.len()
        && is_long(word)
        && is_long(other)
        && first(word) == first(other)
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
