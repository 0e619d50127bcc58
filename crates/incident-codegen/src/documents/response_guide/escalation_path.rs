use incident_ir::{EscalationPolicy, Responder, Service, Severity, Tier};

use crate::{
    markdown::{paragraphs, row, text},
    words,
};

const HEADER: &str = "| Tier | Role | Timeout | Channel |\n|------|------|---------|---------|";

/// Who is told and how long each has, where a policy serves the severity.
pub(super) fn blocks(service: &Service, severity: &Severity) -> Vec<String> {
    let policy = severity.policy.as_deref().and_then(|name| service.policy(name));
    let Some(policy) = policy.filter(|policy| !policy.tiers.is_empty()) else {
        return Vec::new();
    };
    let title = "### Escalation Path";
    let docs: Vec<String> = policy.docs.iter().flat_map(|docs| paragraphs(docs)).collect();
    let mut blocks = match docs.is_empty() {
        true => vec![format!("{title}\n{}", table(service, policy))],
        false => {
            let title = std::iter::once(title.to_owned());
            title.chain(docs).chain([table(service, policy)]).collect()
        }
    };
    blocks.extend(tier_docs(policy));
    blocks
}

/// What is documented of tiers, below their table.
fn tier_docs(policy: &EscalationPolicy) -> Option<String> {
    let documented = (1_usize..).zip(&policy.tiers).filter_map(|(number, tier)| {
        let docs = tier.docs.as_deref().map(text).filter(|docs| !docs.is_empty())?;
        Some(format!("- Tier {number}: {docs}"))
    });
    let lines: Vec<String> = documented.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn table(service: &Service, policy: &EscalationPolicy) -> String {
    let tiers = (1_usize..).zip(&policy.tiers);
    tiers.fold(HEADER.to_owned(), |table, (number, tier)| {
        let cells = [
            number.to_string(),
            role(service, tier),
            words::in_short(tier.timeout_in_force),
            channels(service, tier),
        ];
        format!("{table}\n{}", row(cells.iter().map(String::as_str)))
    })
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

fn channels(service: &Service, tier: &Tier) -> String {
    let channels: Vec<String> =
        tier.channels.iter().map(|channel| words::channel(service, channel)).collect();
    if channels.is_empty() { "None".to_owned() } else { channels.join(" + ") }
}
