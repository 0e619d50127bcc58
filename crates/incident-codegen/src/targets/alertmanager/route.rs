//! From an alert of the service to its receiver, by the same steps as at the providers.
//!
//! The first route that matches decides: alerts that say what they escalate to, by name, then one for each
//! severity of alerts. An alert of another severity goes the way of a critical one: nobody has said that it
//! is less.

use incident_ir::{AlertSeverity, Service, Settings, SeverityLevel};

use super::model::{Route, ServiceRoute};
use crate::{
    alert_labels::{ALERT_NAME, SERVICE, SEVERITY},
    routing::{Way, Ways},
};

/// What a receiver is for: incidents of a level that go a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End<'a> {
    pub(super) level: SeverityLevel,
    pub(super) way: Way<'a>,
}

impl End<'_> {
    /// `CheckoutOps/checkout-critical/P1`; behind it `/first-tier` where it waits. No name of the language
    /// holds a `/`, so no two are alike.
    pub(super) fn receiver(&self, service: &Service) -> String {
        let (service, policy) = (&service.name.value, self.way.policy());
        let first_tier = match self.way {
            Way::Policy(_) => "",
            Way::Waits(_) => "/first-tier",
        };
        format!("{service}/{policy}/{}{first_tier}", self.level.name())
    }
}

/// The route of a service, and each end of it once; `None` where it has no policy.
pub(super) fn of_service<'a>(
    service: &'a Service,
    settings: &'a Settings,
) -> Option<(ServiceRoute, Vec<End<'a>>)> {
    let ways = Ways::of(service, settings)?;
    let end = |severity, level| End { level, way: ways.of_alert(severity, level) };
    let of_severity = |severity| end(severity, settings.alert_severities.level(severity));
    let by_name = service.alert_rules.iter().filter_map(|alert| {
        Some((equals(ALERT_NAME, &alert.name), end(alert.severity, alert.escalates?)))
    });
    let by_severity = AlertSeverity::ALL
        .iter()
        .map(|severity| (equals(SEVERITY, severity.name()), of_severity(*severity)));

    let worst = of_severity(AlertSeverity::Critical);
    let mut ends = vec![worst];
    let mut routes = Vec::new();
    for (matcher, end) in by_name.chain(by_severity) {
        if !ends.contains(&end) {
            ends.push(end);
        }
        routes.push(Route { matchers: vec![matcher], receiver: end.receiver(service) });
    }
    ends.sort_by_key(|end| end.level);
    let route = ServiceRoute {
        matchers: vec![equals(SERVICE, &service.name)],
        receiver: worst.receiver(service),
        // By these providers decide, so all alerts of a group must have them in common.
        group_by: [SERVICE, ALERT_NAME, SEVERITY],
        // Alertmanager's own, written so that a greater file's do not come into force here.
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
        routes,
    };
    Some((route, ends))
}

/// A matcher: its value between double quotes, as both of Alertmanager's parsers take it.
fn equals(label: &str, value: &str) -> String {
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{label}=\"{quoted}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, checkout, policy, service, severity};

    /// `severity="critical" -> Shop/major/P1`, a line a route, the service's own last.
    fn lines(service: &Service, settings: &Settings) -> Vec<String> {
        let (route, ends) = of_service(service, settings).unwrap();
        let mut lines: Vec<String> = route
            .routes
            .iter()
            .map(|route| format!("{} -> {}", route.matchers.join(", "), route.receiver))
            .collect();
        lines.push(format!("{} -> {}", route.matchers.join(", "), route.receiver));
        let receivers: Vec<String> = ends.iter().map(|end| end.receiver(service)).collect();
        for line in &lines {
            let (_, receiver) = line.split_once(" -> ").unwrap();
            assert_eq!(receivers.iter().filter(|one| *one == receiver).count(), 1, "{receivers:?}");
        }
        lines
    }

    fn shop(policies: [Option<&str>; 4]) -> Service {
        let levels = SeverityLevel::ALL.iter().zip(policies);
        Service {
            policies: vec![policy("major", Vec::new()), policy("minor", Vec::new())],
            severities: levels.map(|(level, policy)| severity(*level, "Bad", policy)).collect(),
            alert_rules: checkout().alert_rules,
            ..service("Shop")
        }
    }

    #[test]
    fn each_severity_goes_to_the_policy_of_what_it_raises() {
        assert_eq!(
            lines(&shop([Some("major"), Some("minor"), Some("minor"), None]), &Settings::default()),
            [
                "severity=\"critical\" -> Shop/major/P1",
                "severity=\"error\" -> Shop/minor/P2",
                "severity=\"warning\" -> Shop/minor/P3",
                "severity=\"info\" -> Shop/major/P4",
                "service=\"Shop\" -> Shop/major/P1",
            ]
        );
    }

    #[test]
    fn what_has_no_policy_may_wait_at_the_first_tier() {
        let lines = lines(&shop([Some("major"), Some("major"), None, None]), &Settings::default());
        assert_eq!(
            lines[2..4],
            [
                "severity=\"warning\" -> Shop/major/P3/first-tier",
                "severity=\"info\" -> Shop/major/P4/first-tier",
            ]
        );
    }

    #[test]
    fn an_alert_that_says_what_it_escalates_to_comes_first() {
        let mut service = shop([Some("major"), Some("minor"), None, None]);
        service.alert_rules[0].escalates = Some(SeverityLevel::P2);
        let lines = lines(&service, &Settings::default());
        assert_eq!(lines[0], "alertname=\"payment-error-rate\" -> Shop/minor/P2");
        assert_eq!(lines[1], "severity=\"critical\" -> Shop/major/P1");
    }

    #[test]
    fn of_one_level_a_critical_alert_escalates_and_a_warning_waits() {
        let mut service = shop([Some("major"), Some("major"), None, None]);
        service.alert_rules[0].escalates = Some(SeverityLevel::P3);
        let lines = lines(&service, &Settings::default());
        assert_eq!(lines[0], "alertname=\"payment-error-rate\" -> Shop/major/P3");
        assert_eq!(lines[3], "severity=\"warning\" -> Shop/major/P3/first-tier");
    }

    #[test]
    fn the_workspace_decides_what_severities_raise() {
        let mut settings = Settings::default();
        settings.alert_severities.critical = SeverityLevel::P2;
        let lines = lines(&shop([Some("major"), Some("minor"), None, None]), &settings);
        assert_eq!(lines[0], "severity=\"critical\" -> Shop/minor/P2");
        assert_eq!(lines[4], "service=\"Shop\" -> Shop/minor/P2");
    }

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        let mut service = shop([Some("major"), None, None, None]);
        service.alert_rules[0].name = at("a\"}, b=\"\\".into());
        service.alert_rules[0].escalates = Some(SeverityLevel::P1);
        let lines = lines(&service, &Settings::default());
        assert_eq!(lines[0], r#"alertname="a\"}, b=\"\\" -> Shop/major/P1"#);
    }
}
