use incident_ir::{
    CircuitBreaker, Effect, FeatureFlag, OnIncident, RollbackPlan, RollbackTarget, Service, Text,
};

use crate::{markdown::one_line, words};

/// What can be done without finding the cause first.
pub(crate) struct WayOut<'a> {
    /// `Rollback`.
    pub(crate) kind: &'static str,
    /// What to do.
    pub(crate) what: String,
    /// What is known about it, in brackets.
    pub(crate) facts: String,
    /// Its documentation; never blank.
    pub(crate) docs: Option<&'a str>,
    /// What to run, one line or several; never blank, without line breaks at the ends.
    pub(crate) command: Option<&'a str>,
}

/// What can be done without finding the cause first: rollbacks, circuit breakers, feature flags.
pub(crate) fn ways_out(service: &Service) -> Vec<WayOut<'_>> {
    let rollbacks = service.rollback_plans.iter().map(rollback);
    let breakers = service.circuit_breakers.iter().map(circuit_breaker);
    let flags = service.feature_flags.iter().map(feature_flag);
    rollbacks.chain(breakers).chain(flags).collect()
}

fn rollback(plan: &RollbackPlan) -> WayOut<'_> {
    let command = plan.command.as_deref().map(|command| command.trim_matches(['\r', '\n']));
    WayOut {
        kind: "Rollback",
        what: format!("Execute rollback plan \"{}\"", plan.name.value),
        facts: rollback_facts(plan),
        docs: docs(&plan.docs),
        command: command.filter(|command| !one_line(command).is_empty()),
    }
}

/// `(rollback to previous version, estimated time: 3 minutes)`.
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

fn docs(docs: &Option<Text>) -> Option<&str> {
    docs.as_deref().filter(|docs| !one_line(docs).is_empty())
}

fn circuit_breaker(breaker: &CircuitBreaker) -> WayOut<'_> {
    let name = words::in_words(&breaker.name);
    let failures = words::counted(breaker.failures.into(), "failure");
    WayOut {
        kind: "Circuit breaker",
        what: format!("Activate circuit breaker on {name}"),
        facts: format!("(from Resilience DSL, trips after {failures} in {})", breaker.within),
        docs: docs(&breaker.docs),
        command: None,
    }
}

fn feature_flag(flag: &FeatureFlag) -> WayOut<'_> {
    let action = match flag.on_incident {
        OnIncident::Disable => "Disable",
        OnIncident::Enable => "Enable",
    };
    let effect = match flag.effect {
        Some(Effect::Immediate) => ", immediate effect".to_owned(),
        Some(Effect::After(delay)) => format!(", effect after {}", words::in_full(delay)),
        None => String::new(),
    };
    WayOut {
        kind: "Feature flag",
        what: format!("{action} {} feature flag", flag.name.value),
        facts: format!("(from EnvironmentParity DSL{effect})"),
        docs: docs(&flag.docs),
        command: None,
    }
}
