//! What the deployment pipeline does when a canary fails: raise an incident, show it on the status
//! page, roll back.
//!
//! No provider prescribes the shape, so it is ours, and stable:
//!
//! | key | what it holds |
//! |---|---|
//! | `hook` | `canary-failed` |
//! | `service` | the service's name |
//! | `apps` | what is deployed |
//! | `canary` | `error_rate_threshold`, from which on the canary has failed, and the `steps` of the traffic; percents as in the language |
//! | `incident` | what to raise: `title`, `severity` (`canary_strategy { severity }`, by default P2: degraded, no outage, for the canary caught it), `description` of that severity where it is declared, `runbook` |
//! | `escalation_policy` | whom to tell: `provider`, `name` and the `id` as a placeholder; left out in a service without a policy |
//! | `status_page` | `components` to set to "Degraded Performance", each with its `provider`, `page` and `name`: all of the service, for a canary does not tell which of them suffers |
//! | `rollback` | what to trigger: `plan`, `to`, `estimated_time`, `command`; the service's first plan, left out where there is none |

mod model;

use incident_ir::{PagingProvider, RollbackPlan, RollbackTarget, Service, Settings};
use model::{CanaryFailed, Component, Incident, Policy, Rollback, StatusPages, Strategy};

use crate::{Artefact, Target, json::to_json, placeholder::placeholder, routing};

/// `hooks/canary-failed.json`.
pub(crate) struct CanaryHook;

impl Target for CanaryHook {
    fn name(&self) -> &'static str {
        "canary_hook"
    }

    fn artefacts(&self, service: &Service, _settings: &Settings) -> Vec<Artefact> {
        canary_failed(service)
            .map(|hook| Artefact {
                path: "hooks/canary-failed.json".to_owned(),
                contents: to_json(&hook),
            })
            .into_iter()
            .collect()
    }
}

/// What the provider calls an escalation policy.
fn kind_of_policy(provider: PagingProvider) -> &'static str {
    match provider {
        PagingProvider::PagerDuty => "escalation_policy",
        PagingProvider::Opsgenie => "escalation",
    }
}

fn canary_failed(service: &Service) -> Option<CanaryFailed<'_>> {
    let canary = service.canary.as_ref()?;
    let policy =
        routing::policy_for(service, canary.severity).or_else(|| routing::default_policy(service));
    let provider = service.paging_provider.value;
    Some(CanaryFailed {
        hook: "canary-failed",
        service: &service.name,
        apps: service.apps.iter().map(|app| app.name.as_str()).collect(),
        canary: Strategy {
            error_rate_threshold: canary.error_rate_threshold.to_string(),
            steps: canary.steps.iter().map(ToString::to_string).collect(),
        },
        incident: Incident {
            title: format!(
                "{}: canary failed, error rate of {} or more",
                service.name.value, canary.error_rate_threshold
            ),
            severity: canary.severity.name(),
            description: service
                .severity(canary.severity)
                .map(|severity| severity.description.as_str()),
            runbook: service.runbook.as_deref(),
        },
        escalation_policy: policy.map(|name| Policy {
            provider: provider.name(),
            name,
            id: placeholder(provider.name(), kind_of_policy(provider), name),
        }),
        status_page: StatusPages {
            components: service
                .status_pages
                .iter()
                .flat_map(|page| {
                    page.components.iter().map(|component| Component {
                        provider: page.provider.value.name(),
                        page: &page.name,
                        name: &component.name,
                        status: "Degraded Performance",
                    })
                })
                .collect(),
        },
        rollback: service.rollback_plans.first().map(rollback),
    })
}

fn rollback(plan: &RollbackPlan) -> Rollback<'_> {
    Rollback {
        plan: &plan.name,
        to: match &plan.to {
            RollbackTarget::PreviousVersion => "previous_version",
            RollbackTarget::Version(version) => version,
        },
        estimated_time: plan.estimated_time.map(|time| time.to_string()),
        command: plan.command.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::{CanaryStrategy, Percent, SeverityLevel};
    use serde_json::Value;

    use super::*;
    use crate::testing::{checkout, origin, payment, policy, service, set, severity};

    fn hook(service: &Service) -> Value {
        let artefacts = CanaryHook.artefacts(service, &Settings::default());
        serde_json::from_str(&artefacts[0].contents).unwrap()
    }

    fn canary(severity: SeverityLevel) -> Option<CanaryStrategy> {
        Some(CanaryStrategy {
            origin: origin(),
            docs: None,
            error_rate_threshold: Percent(50),
            steps: Vec::new(),
            severity,
        })
    }

    #[test]
    fn a_failed_canary_of_the_checkout_service() {
        let artefacts = CanaryHook.artefacts(&checkout(), &Settings::default());
        assert_eq!(artefacts[0].path, "hooks/canary-failed.json");
        expect_test::expect_file!["canary_hook/golden/canary-failed.json"]
            .assert_eq(&artefacts[0].contents);
    }

    #[test]
    fn a_service_without_a_canary_has_no_hook() {
        assert_eq!(CanaryHook.artefacts(&payment(), &Settings::default()), []);
    }

    #[test]
    fn a_service_that_declares_only_a_canary_leaves_the_rest_out() {
        let service = Service { canary: canary(SeverityLevel::P2), ..service("Shop") };
        let hook = hook(&service);
        assert_eq!(hook["incident"]["severity"], "P2");
        assert_eq!(hook["incident"]["title"], "Shop: canary failed, error rate of 0.5% or more");
        assert_eq!(hook["status_page"]["components"], Value::Array(Vec::new()));
        assert!(hook.get("escalation_policy").is_none() && hook.get("rollback").is_none());
    }

    #[test]
    fn the_declared_severity_decides_the_policy() {
        let service = Service {
            canary: canary(SeverityLevel::P3),
            policies: vec![policy("major", Vec::new()), policy("minor", Vec::new())],
            severities: vec![severity(SeverityLevel::P3, "Slow", Some("minor"))],
            ..service("Shop")
        };
        let hook = hook(&service);
        assert_eq!(hook["incident"]["description"], "Slow");
        assert_eq!(hook["escalation_policy"]["name"], "minor");
    }

    #[test]
    fn a_severity_without_a_policy_still_reaches_the_service_s_people() {
        let service = Service {
            canary: canary(SeverityLevel::P4),
            policies: vec![policy("major", Vec::new())],
            severities: vec![
                severity(SeverityLevel::P1, "Down", Some("major")),
                severity(SeverityLevel::P4, "Cosmetic", None),
            ],
            ..service("Shop")
        };
        assert_eq!(hook(&service)["escalation_policy"]["name"], "major");
    }

    #[test]
    fn a_policy_has_the_name_and_kind_that_its_provider_knows() {
        let at_opsgenie = Service { paging_provider: set(PagingProvider::Opsgenie), ..checkout() };
        let policy = hook(&at_opsgenie)["escalation_policy"].clone();
        assert_eq!(policy["provider"], "opsgenie");
        assert_eq!(policy["id"], "{{resolve:opsgenie:escalation:checkout-critical}}");
    }

    #[test]
    fn a_rollback_to_a_named_version_with_its_command() {
        let mut service = checkout();
        service.rollback_plans[0].to = RollbackTarget::Version("v41 \"stable\"".into());
        service.rollback_plans[0].command = Some("deployctl rollback --to v41".into());
        let rollback = &hook(&service)["rollback"];
        assert_eq!(rollback["to"], "v41 \"stable\"");
        assert_eq!(rollback["command"], "deployctl rollback --to v41");
    }
}
