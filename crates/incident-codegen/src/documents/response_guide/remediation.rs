use incident_ir::{
    CircuitBreaker, Effect, FeatureFlag, OnIncident, RollbackPlan, RollbackTarget, Service, Text,
};

use crate::{
    markdown::{code, code_block, one_line, text},
    words,
};

/// What can be done without finding the cause first; `None` where nothing is declared.
pub(super) fn block(service: &Service) -> Option<String> {
    let rollbacks = service.rollback_plans.iter().map(rollback);
    let breakers = service.circuit_breakers.iter().map(circuit_breaker);
    let flags = service.feature_flags.iter().map(feature_flag);
    let options: Vec<String> = rollbacks.chain(breakers).chain(flags).collect();
    (!options.is_empty())
        .then(|| format!("### Automated Remediation Options\n{}", options.join("\n")))
}

fn rollback(plan: &RollbackPlan) -> String {
    let what = text(&format!("Execute rollback plan \"{}\"", plan.name.value));
    let facts = text(&rollback_facts(plan));
    format!("- **Rollback:** {what}\n  {facts}{}{}", docs(&plan.docs), command(plan))
}

/// `(rollback to previous version, estimated time: 3 minutes)`, not yet escaped.
pub(super) fn rollback_facts(plan: &RollbackPlan) -> String {
    let target = match &plan.to {
        RollbackTarget::PreviousVersion => "previous version".to_owned(),
        RollbackTarget::Version(version) => format!("version \"{version}\""),
    };
    let time = plan
        .estimated_time
        .map_or_else(String::new, |time| format!(", estimated time: {}", words::in_full(time)));
    format!("(rollback to {target}{time})")
}

/// The documentation, on a line of its own.
fn docs(docs: &Option<Text>) -> String {
    let docs = docs.as_deref().map(text).filter(|docs| !docs.is_empty());
    docs.map_or_else(String::new, |docs| format!("\n  {docs}"))
}

/// What to run, on lines of its own.
fn command(plan: &RollbackPlan) -> String {
    match plan.command.as_deref().map(|command| command.trim_matches(['\r', '\n'])) {
        Some(command) if one_line(command).is_empty() => String::new(),
        Some(command) if command.contains('\n') => format!("\n{}", code_block(command, "  ")),
        Some(command) => format!("\n  Run: {}", code(command)),
        None => String::new(),
    }
}

fn circuit_breaker(breaker: &CircuitBreaker) -> String {
    let name = words::in_words(&breaker.name);
    let failures = words::counted(breaker.failures.into(), "failure");
    format!(
        "- **Circuit breaker:** {}\n  (from Resilience DSL, trips after {failures} in {}){}",
        text(&format!("Activate circuit breaker on {name}")),
        breaker.within,
        docs(&breaker.docs)
    )
}

fn feature_flag(flag: &FeatureFlag) -> String {
    let action = match flag.on_incident {
        OnIncident::Disable => "Disable",
        OnIncident::Enable => "Enable",
    };
    let effect = match flag.effect {
        Some(Effect::Immediate) => ", immediate effect".to_owned(),
        Some(Effect::After(delay)) => format!(", effect after {}", words::in_full(delay)),
        None => String::new(),
    };
    format!(
        "- **Feature flag:** {}\n  (from EnvironmentParity DSL{effect}){}",
        text(&format!("{action} {} feature flag", flag.name.value)),
        docs(&flag.docs)
    )
}
