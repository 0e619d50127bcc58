//! Which severity an alert raises, and which policy an incident goes to: what the model says of it
//! ([`incident_ir::routing`]), and in words.

pub(crate) use incident_ir::routing::{
    Cause, Way, Ways, default_policy, level_of, policy_for, some_may_wait,
};
use incident_ir::{Service, SeverityLevel};

/// `P1 (Complete payment processing outage)`, or the level alone where the service does not declare it.
pub(crate) fn in_words(service: &Service, level: SeverityLevel) -> String {
    match service.severity(level) {
        Some(severity) => format!("{} ({})", level.name(), severity.description),
        None => level.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{payment, policy, service, severity};

    #[test]
    fn a_severity_has_the_policy_that_was_resolved_for_it() {
        assert_eq!(policy_for(&payment(), SeverityLevel::P1), Some("payments-critical"));
    }

    #[test]
    fn a_declared_severity_without_a_policy_gets_none() {
        let service = Service {
            policies: vec![policy("all", Vec::new())],
            severities: vec![severity(SeverityLevel::P4, "Cosmetic", None)],
            ..service("Shop")
        };
        assert_eq!(policy_for(&service, SeverityLevel::P4), None);
    }

    #[test]
    fn an_undeclared_severity_has_no_policy() {
        let service = Service { policies: vec![policy("all", Vec::new())], ..service("Shop") };
        assert_eq!(policy_for(&service, SeverityLevel::P4), None);
    }

    #[test]
    fn the_service_as_such_has_the_policy_of_its_most_severe_severity() {
        let service = Service {
            policies: vec![policy("minor", Vec::new()), policy("major", Vec::new())],
            severities: vec![
                severity(SeverityLevel::P3, "Slow", Some("minor")),
                severity(SeverityLevel::P1, "Down", Some("major")),
            ],
            ..service("Shop")
        };
        assert_eq!(default_policy(&service), Some("major"));
    }

    #[test]
    fn a_service_without_severities_has_its_first_policy() {
        let service = Service { policies: vec![policy("only", Vec::new())], ..service("Shop") };
        assert_eq!(default_policy(&service), Some("only"));
    }
}
