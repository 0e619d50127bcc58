//! Which severity an alert raises, and which policy an incident goes to: decided here once, for every
//! provider, for Alertmanager and for those who say what becomes of it.

use crate::{AlertRule, AlertSeverity, Service, Settings, Severity, SeverityLevel};

/// Where an incident goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// To a policy.
    Policy(&'a str),
    /// To the first tier of a policy, and no further.
    Waits(&'a str),
}

impl<'a> Way<'a> {
    /// The policy, all of it or its first tier.
    pub fn policy(self) -> &'a str {
        match self {
            Self::Policy(policy) | Self::Waits(policy) => policy,
        }
    }
}

/// The severity of the incident that an alert raises: the one it names, else what the workspace's mapping
/// makes of how bad it says it is.
pub fn level_of(settings: &Settings, alert: &AlertRule) -> SeverityLevel {
    alert.escalates.unwrap_or_else(|| settings.alert_severities.level(alert.severity))
}

/// What a way begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause<'a> {
    /// An alert that says what it escalates to.
    Alert(&'a AlertRule),
    /// Any other alert of a severity.
    Severity(AlertSeverity),
    /// An incident of which only the level is known.
    Level(SeverityLevel),
}

/// The ways of a service that has a policy.
#[derive(Clone, Copy, Debug)]
pub struct Ways<'a> {
    service: &'a Service,
    settings: &'a Settings,
    /// The service's own policy, for what nothing else is said about.
    pub default: &'a str,
    /// [`some_may_wait`], which looks at all alerts.
    some_may_wait: bool,
}

impl<'a> Ways<'a> {
    /// Those of a service; `None` where it has no policy.
    pub fn of(service: &'a Service, settings: &'a Settings) -> Option<Self> {
        let default = default_policy(service)?;
        let some_may_wait = some_may_wait(service, settings);
        Some(Self { service, settings, default, some_may_wait })
    }

    /// The way of an alert of a severity that raises an incident of a level. It may wait though another's
    /// that raises the same may not.
    pub fn of_alert(&self, severity: AlertSeverity, level: SeverityLevel) -> Way<'a> {
        match policy_for(self.service, level) {
            Some(policy) => Way::Policy(policy),
            None if self.some_may_wait && LOW.contains(&severity) => Way::Waits(self.default),
            None => Way::Policy(self.default),
        }
    }

    /// What goes which way: the first cause that fits decides, and what none fits goes to the service's own
    /// policy. Alerts are causes only in a service that has any.
    pub fn in_order(&self) -> Vec<(Cause<'a>, Way<'a>)> {
        let by_name = self.service.alert_rules.iter().filter_map(|alert| {
            Some((Cause::Alert(alert), self.of_alert(alert.severity, alert.escalates?)))
        });
        let severities = match self.service.alert_rules.as_slice() {
            [] => &[],
            _ => AlertSeverity::ALL,
        };
        let by_severity = severities.iter().map(|severity| {
            let level = self.settings.alert_severities.level(*severity);
            (Cause::Severity(*severity), self.of_alert(*severity, level))
        });
        let by_level = SeverityLevel::ALL.iter().filter_map(|level| {
            let way = match policy_for(self.service, *level) {
                Some(policy) => Way::Policy(policy),
                None if self.waits(*level) => Way::Waits(self.default),
                None => return None,
            };
            Some((Cause::Level(*level), way))
        });
        by_name.chain(by_severity).chain(by_level).collect()
    }

    /// The policy of which the first tier alone is told of something; `None` where nothing waits.
    pub fn waiting(&self) -> Option<&'a str> {
        let waits = |(_, way): &(Cause<'_>, Way<'_>)| matches!(way, Way::Waits(_));
        self.in_order().iter().any(waits).then_some(self.default)
    }

    /// Whether incidents of this level may wait: those that only warnings and infos raise.
    fn waits(&self, level: SeverityLevel) -> bool {
        let raised_by_low = |is_low: bool| {
            raised_by(self.service, self.settings, move |it| LOW.contains(&it) == is_low)
                .any(|it| it == level)
        };
        self.some_may_wait && raised_by_low(true) && !raised_by_low(false)
    }
}

/// The policy in force for incidents of this level; `None` when none matches, or when the service does
/// not declare the severity: a policy serves the severities of its service and no others.
pub fn policy_for(service: &Service, level: SeverityLevel) -> Option<&str> {
    service.severity(level)?.policy.as_deref()
}

/// The policy of the service as such, for incidents of which nobody said how bad they are: that of its
/// most severe severity that has one, else its first.
pub fn default_policy(service: &Service) -> Option<&str> {
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
pub fn some_may_wait(service: &Service, settings: &Settings) -> bool {
    let may_wait = service.severities.iter().any(|severity| {
        severity.policy.is_none()
            && matches!(severity.level.value, SeverityLevel::P3 | SeverityLevel::P4)
    });
    let must_escalate = raised_by(service, settings, |severity| LOW.contains(&severity))
        .any(|level| policy_for(service, level).is_some());
    may_wait && !must_escalate
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
