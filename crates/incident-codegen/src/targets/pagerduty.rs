//! PagerDuty: escalation policies, schedules, overrides, services, event orchestration.
//!
//! Each file is the body of one request of the REST API v2; `README.md` beside says which, and on what
//! facts it stands. One file here makes one kind of body; `model.rs` mirrors the API.

mod escalation_policy;
mod event_orchestration;
mod fallback;
pub(super) mod model;
mod reference;
mod schedule;
mod schedule_override;
mod technical_service;

use incident_ir::{PagingProvider, Rotation, Service, Settings};
use serde::Serialize;

use model::{EscalationPolicyBody, OrchestrationBody, OverridesBody, ScheduleBody, ServiceBody};

use super::AUTO_GENERATED;
use crate::{Artefact, Target, file_name::file_name_part, json::to_json};

/// Everything below `pagerduty/`.
pub(crate) struct PagerDuty;

impl Target for PagerDuty {
    fn name(&self) -> &'static str {
        "pagerduty"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.paging_provider.value != PagingProvider::PagerDuty {
            return Vec::new();
        }
        let bodies = bodies(service, settings);
        let mut artefacts = Vec::new();
        for policy in &bodies.escalation_policies {
            let name = &policy.escalation_policy.name;
            artefacts.push(body("escalation_policy", name, policy));
        }
        for ScheduleBodies { schedule, overrides } in &bodies.schedules {
            let name = &schedule.schedule.name;
            artefacts.push(body("schedule", name, schedule));
            for (number, shift) in (1..).zip(overrides) {
                artefacts.push(body("override", &format!("{name}.{number}"), shift));
            }
        }
        for technical_service in &bodies.services {
            let name = technical_service.service.name;
            artefacts.push(body("service", name, technical_service));
        }
        if let Some(orchestration) = &bodies.event_orchestration {
            artefacts.push(Artefact {
                path: "pagerduty/event_orchestration.json".to_owned(),
                contents: to_json(orchestration),
            });
        }
        artefacts
    }
}

/// Everything that a service is at PagerDuty, as the bodies of requests.
pub(super) struct Bodies<'a> {
    /// Each policy, its fallback behind it.
    pub(super) escalation_policies: Vec<EscalationPolicyBody<'a>>,
    /// Those that are not kept at PagerDuty.
    pub(super) schedules: Vec<ScheduleBodies<'a>>,
    pub(super) services: Vec<ServiceBody<'a>>,
    /// Of each of the services.
    pub(super) event_orchestration: Option<OrchestrationBody>,
}

/// A schedule and its overrides in the order of their start.
pub(super) struct ScheduleBodies<'a> {
    pub(super) schedule: ScheduleBody<'a>,
    pub(super) overrides: Vec<OverridesBody>,
}

pub(super) fn bodies<'a>(service: &'a Service, settings: &Settings) -> Bodies<'a> {
    let policies = service.policies.iter().flat_map(|policy| {
        let fallback = fallback::body(service, policy);
        std::iter::once(escalation_policy::body(service, policy)).chain(fallback)
    });
    // A schedule that is kept at the provider is not ours to write, nor are its overrides.
    let ours = |rotation: &&Rotation| rotation.schedule_source.is_none();
    let schedules = service.rotations.iter().filter(ours).map(|rotation| ScheduleBodies {
        schedule: schedule::body(rotation),
        overrides: schedule_override::bodies(rotation).collect(),
    });
    Bodies {
        escalation_policies: policies.collect(),
        schedules: schedules.collect(),
        services: technical_service::bodies(service, settings),
        event_orchestration: event_orchestration::body(service, settings),
    }
}

/// The file of one object: `pagerduty/schedule.payments-backend-oncall.json`.
fn body(kind: &str, name: &str, contents: &impl Serialize) -> Artefact {
    Artefact {
        path: format!("pagerduty/{kind}.{}.json", file_name_part(name)),
        contents: to_json(contents),
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::{Given, Override, Rotation, ScheduleSource, Span};
    use jiff::civil::date;

    use super::*;
    use crate::testing::{at, checkout, given, origin, payment, rotation, service, set};

    fn paths(service: &Service) -> Vec<String> {
        let artefacts = PagerDuty.artefacts(service, &Settings::default());
        artefacts.into_iter().map(|artefact| artefact.path).collect()
    }

    /// A week in which somebody covers for whoever is on call.
    fn covered(month: i8) -> Override {
        Override {
            origin: origin(),
            span: Some(at(Span {
                start: date(2026, month, 1).at(0, 0, 0, 0),
                end: date(2026, month, 8).at(0, 0, 0, 0),
            })),
            replace: Given::Absent,
            with: given("cho@x.com".into()),
        }
    }

    #[test]
    fn the_files_of_the_article_s_service() {
        assert_eq!(
            paths(&payment()),
            [
                "pagerduty/escalation_policy.payments-critical.json",
                "pagerduty/escalation_policy.payments-critical-fallback.json",
                "pagerduty/schedule.payments-backend-oncall.json",
                "pagerduty/service.PaymentServiceOps.json",
            ]
        );
    }

    #[test]
    fn the_files_of_a_service_with_neighbours() {
        assert_eq!(
            paths(&checkout()),
            [
                "pagerduty/escalation_policy.checkout-critical.json",
                "pagerduty/escalation_policy.checkout-critical-fallback.json",
                "pagerduty/schedule.checkout-backend-oncall.json",
                "pagerduty/override.checkout-backend-oncall.1.json",
                "pagerduty/service.payment-service.json",
                "pagerduty/event_orchestration.json",
            ]
        );
    }

    #[test]
    fn overrides_are_numbered_over_the_whole_rotation_in_the_order_of_their_start() {
        let backend = Rotation {
            overrides: vec![covered(9), covered(3)],
            ..rotation("backend", &["ann@x.com"])
        };
        let service = Service { rotations: vec![backend], ..service("Shop") };
        let artefacts = PagerDuty.artefacts(&service, &Settings::default());
        let starts: Vec<(&str, bool)> = artefacts
            .iter()
            .filter(|artefact| artefact.path.contains("override"))
            .map(|artefact| {
                (
                    artefact.path.as_str(),
                    artefact.contents.contains("\"2026-03-01T00:00:00+00:00\""),
                )
            })
            .collect();
        assert_eq!(
            starts,
            [
                ("pagerduty/override.backend-oncall.1.json", true),
                ("pagerduty/override.backend-oncall.2.json", false),
            ]
        );
    }

    #[test]
    fn a_schedule_that_is_kept_at_pagerduty_is_not_written_and_not_overridden() {
        let kept = Rotation {
            schedule_source: Some(at(ScheduleSource {
                provider: "pagerduty".into(),
                schedule: "team-backend".into(),
            })),
            overrides: vec![covered(3)],
            ..rotation("backend", &["ann@x.com"])
        };
        let service = Service { rotations: vec![kept], ..service("Shop") };
        assert_eq!(paths(&service), [""; 0]);
    }

    #[test]
    fn a_service_that_is_paged_by_another_provider_has_nothing_here() {
        let service = Service { paging_provider: set(PagingProvider::Opsgenie), ..checkout() };
        assert_eq!(paths(&service), [""; 0]);
    }
}
