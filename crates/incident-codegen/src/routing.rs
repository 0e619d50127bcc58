//! Which severity an alert raises, and which policy an incident goes to: decided here once, for every
//! provider and for Alertmanager.

use incident_ir::{AlertRule, AlertSeverity, Service, Settings, Severity, SeverityLevel};

/// Where an incident goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way<'a> {
    /// To a policy.
    Policy(&'a str),
    /// To the first tier of a policy, and no further.
    Waits(&'a str),
}

impl<'a> Way<'a> {
    /// The policy, all of it or its first tier.
    pub(crate) fn policy(self) -> &'a str {
        match self {
            Self::Policy(policy) | Self::Waits(policy) => policy,
        }
    }
}

/// The severity of the incident that an alert raises: the one it names, else what the workspace's mapping
/// makes of how bad it says it is.
pub(crate) fn level_of(settings: &Settings, alert: &AlertRule) -> SeverityLevel {
    alert.escalates.unwrap_or_else(|| settings.alert_severities.level(alert.severity))
}

/// The way of an alert of a severity that raises an incident of a level, in a service whose own policy is
/// `default`.
pub(crate) fn way_of_alert<'a>(
    service: &'a Service,
    settings: &Settings,
    severity: AlertSeverity,
    level: SeverityLevel,
    default: &'a str,
) -> Way<'a> {
    match policy_for(service, level) {
        Some(policy) => Way::Policy(policy),
        None if alert_waits(service, settings, severity, level) => Way::Waits(default),
        None => Way::Policy(default),
    }
}

/// `P1 (Complete payment processing outage)`, or the level alone where the service does not declare it.
pub(crate) fn in_words(service: &Service, level: SeverityLevel) -> String {
    match service.severity(level) {
        Some(severity) => format!("{} ({})", level.name(), severity.description),
        None => level.name().to_owned(),
    }
}

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

/// The alert severities that do not wake anybody where that can wait.
const LOW: [AlertSeverity; 2] = [AlertSeverity::Warning, AlertSeverity::Info];

/// Whether warnings and infos may wait: a P3 or P4 is declared without a policy, and no warning or info
/// raises anything that has one.
///
/// What waits is told to the first tier and not escalated. So nothing waits when any warning or info
/// raises a severity that does have a policy: one page too many does less harm than none.
pub(crate) fn some_may_wait(service: &Service, settings: &Settings) -> bool {
    let may_wait = service.severities.iter().any(|severity| {
        severity.policy.is_none()
            && matches!(severity.level.value, SeverityLevel::P3 | SeverityLevel::P4)
    });
    let must_escalate = raised_by(service, settings, |severity| LOW.contains(&severity))
        .any(|level| policy_for(service, level).is_some());
    may_wait && !must_escalate
}

/// Whether incidents of this level may wait: those that only warnings and infos raise.
pub(crate) fn waits(service: &Service, settings: &Settings, level: SeverityLevel) -> bool {
    some_may_wait(service, settings)
        && raised_by(service, settings, |severity| LOW.contains(&severity)).any(|it| it == level)
        && !raised_by(service, settings, |severity| !LOW.contains(&severity)).any(|it| it == level)
}

/// Whether the incident of an alert of this severity may wait, though another alert's that raises the
/// same may not.
fn alert_waits(
    service: &Service,
    settings: &Settings,
    severity: AlertSeverity,
    level: SeverityLevel,
) -> bool {
    LOW.contains(&severity)
        && policy_for(service, level).is_none()
        && some_may_wait(service, settings)
}

/// What alerts of some severities raise: by the workspace's mapping, or because they say so.
fn raised_by(
    service: &Service,
    settings: &Settings,
    of: impl Fn(AlertSeverity) -> bool + Copy,
) -> impl Iterator<Item = SeverityLevel> {
    let mapped = AlertSeverity::ALL.iter().copied().filter(move |severity| of(*severity));
    let named = service.alert_rules.iter().filter(move |alert| of(alert.severity));
    mapped
        .map(|severity| settings.alert_severities.level(severity))
        .chain(named.filter_map(|alert| alert.escalates))
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
