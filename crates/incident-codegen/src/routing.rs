//! Which policy an incident goes to.

use incident_ir::{Service, Severity, SeverityLevel};

/// The policy in force for incidents of this level; `None` when none matches, or when the service does
/// not declare the severity: a policy serves the severities of its service and no others.
pub(crate) fn policy_for(service: &Service, level: SeverityLevel) -> Option<&str> {
    service.severity(level)?.policy.as_deref()
}

/// The policy of the service as such, for incidents of which nobody said how bad they are: that of its
/// most severe severity that has one, else its first.
pub(crate) fn default_policy(service: &Service) -> Option<&str> {
    let mut severities: Vec<&Severity> = service.severities.iter().collect();
    severities.sort_by_key(|severity| severity.level.value);
    severities
        .into_iter()
        .find_map(|severity| severity.policy.as_deref())
        .or_else(|| service.policies.first().map(|policy| policy.name.as_str()))
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
