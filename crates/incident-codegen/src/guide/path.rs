use incident_ir::{Duration, EscalationPolicy, Responder, Service, Severity, Tier};

use crate::{markdown::one_line, phrase::Phrase, words};

/// Who is told, one after the other, while nobody acknowledges.
pub(crate) struct Path<'a> {
    /// The policy that says so.
    pub(crate) policy: &'a EscalationPolicy,
    /// Its tiers; at least one.
    pub(crate) tiers: Vec<PathTier<'a>>,
}

/// A tier, as it comes in the first cycle.
pub(crate) struct PathTier<'a> {
    /// From 1.
    pub(crate) number: usize,
    /// The role's title, and the rotations that it stands for.
    pub(crate) role: String,
    /// How long it has, as it was written.
    pub(crate) timeout: Duration,
    /// How long it has, in minutes as providers count them; 1 or more.
    pub(crate) minutes: u64,
    /// Minutes from the page until it is told.
    pub(crate) told_after: u64,
    /// How it is told.
    pub(crate) channels: Vec<Phrase>,
    /// Its documentation; never blank.
    pub(crate) docs: Option<&'a str>,
}

/// The path of a severity, where a policy serves it.
pub(crate) fn path<'a>(service: &'a Service, severity: &Severity) -> Option<Path<'a>> {
    let policy = severity.policy.as_deref().and_then(|name| service.policy(name))?;
    path_of(service, policy)
}

/// The path that a policy is; `None` when it has no tiers.
pub(crate) fn path_of<'a>(service: &'a Service, policy: &'a EscalationPolicy) -> Option<Path<'a>> {
    let mut told_after = 0_u64;
    let mut tiers = Vec::new();
    for (number, tier) in (1..).zip(&policy.tiers) {
        let minutes = tier.whole_minutes();
        tiers.push(PathTier {
            number,
            role: role(service, tier),
            timeout: tier.timeout_in_force,
            minutes,
            told_after,
            channels: tier.channels.iter().map(|one| words::channel(service, one)).collect(),
            docs: tier.docs.as_deref().filter(|docs| !one_line(docs).is_empty()),
        });
        told_after = told_after.saturating_add(minutes);
    }
    (!tiers.is_empty()).then_some(Path { policy, tiers })
}

/// The title; behind it the rotations that the tier reaches, unless that is the one on-call rotation of
/// the service, which goes without saying.
fn role(service: &Service, tier: &Tier) -> String {
    let rotations: Vec<&str> = tier
        .responders
        .iter()
        .filter_map(|responder| match responder {
            Responder::Rotation(name) => Some(name.as_str()),
            Responder::Role { .. } => None,
        })
        .collect();
    let title = &tier.title;
    match rotations.as_slice() {
        [] => title.to_string(),
        [own] if tier.role.as_str() == "oncall" && service.oncall.as_deref() == Some(own) => {
            title.to_string()
        }
        [one] => format!("{title} (on call in {one})"),
        [rest @ .., last] => {
            format!("{title} (on call in {} or {last}, whichever is active)", rest.join(", "))
        }
    }
}
