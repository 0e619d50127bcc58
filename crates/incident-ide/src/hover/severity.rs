//! A severity, where it is declared and where something refers to its level.

use incident_codegen::brief;
use incident_ir::{Service, Severity, SeverityLevel};
use incident_schema::vocabulary::SEVERITY_LEVELS;

use super::{Cx, docs};

/// What is known about a severity, and where it is used.
pub(crate) fn in_words(cx: &Cx<'_>, service: &Service, severity: &Severity) -> String {
    let level = severity.level.value;
    let meaning = SEVERITY_LEVELS.choice(level.name());
    let title = format!("**{}: {}**", level.name(), brief::words(&severity.description));
    let meaning = meaning.map(|it| format!("\n\n*{}*", it.doc)).unwrap_or_default();
    let brief = brief::severity(service, cx.settings, severity);
    let listing = listing(service, level);
    format!("{title}{meaning}\n\n{brief}{listing}")
}

/// The severity of a level that something refers to; `None` where the service declares none.
pub(crate) fn referred(cx: &Cx<'_>, level: &str) -> Option<String> {
    let service = cx.service?;
    let severity = service.severity(SeverityLevel::from_name(level)?)?;
    Some(docs::before(docs::of(cx, severity.origin), in_words(cx, service, severity)))
}

/// The policies that name the level among those they serve.
fn listing(service: &Service, level: SeverityLevel) -> String {
    let names = service.policies.iter().filter(|policy| {
        policy.severities.as_ref().is_some_and(|all| all.iter().any(|one| one.value == level))
    });
    let names: Vec<String> =
        names.map(|policy| format!("**{}**", brief::words(&policy.name))).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("\n\nListed by the policy {}.", names.join(", ")),
    }
}
