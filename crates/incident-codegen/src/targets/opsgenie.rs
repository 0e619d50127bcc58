//! Opsgenie: a team with its routing rules, schedules, overrides, escalations.
//!
//! One file, `opsgenie-config.json`, holds the bodies of the requests; `README.md` beside says which, and
//! on what facts it stands. One file here makes one kind of body; `model.rs` mirrors the API.

mod escalation;
pub(super) mod model;
mod recipient;
mod routing_rule;
mod schedule;
mod schedule_override;
mod team;

use incident_ir::{PagingProvider, Rotation, Service, Settings};

use super::AUTO_GENERATED;
use crate::{Artefact, Target, json::to_json};

/// `opsgenie-config.json`.
pub(crate) struct Opsgenie;

impl Target for Opsgenie {
    fn name(&self) -> &'static str {
        "opsgenie"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.paging_provider.value != PagingProvider::Opsgenie {
            return Vec::new();
        }
        vec![Artefact {
            path: "opsgenie-config.json".to_owned(),
            contents: to_json(&config(service, settings)),
        }]
    }
}

/// Everything that a service is at Opsgenie.
pub(super) fn config<'a>(service: &'a Service, settings: &Settings) -> model::Config<'a> {
    // A schedule that is kept at the provider is not ours to write, nor are its overrides.
    let ours = |rotation: &&Rotation| rotation.schedule_source.is_none();
    let rotations: Vec<&Rotation> = service.rotations.iter().filter(ours).collect();
    let routing = routing_rule::routing(service, settings);
    let mut escalations = Vec::new();
    for policy in &service.policies {
        escalations.push(escalation::of_policy(service, policy));
        if routing.waiting.contains(policy.name.as_str()) {
            escalations.extend(escalation::of_first_tier(service, policy));
        }
        escalations.extend(escalation::of_fallback(service, policy));
    }
    model::Config {
        team: routing.default.is_some().then(|| team::body(service)),
        schedules: rotations.iter().map(|rotation| schedule::body(rotation)).collect(),
        overrides: rotations
            .iter()
            .flat_map(|rotation| schedule_override::bodies(rotation))
            .collect(),
        escalations,
        routing_rules: routing.rules,
        default_routing_rule: routing.default,
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::{ScheduleSource, SeverityLevel};

    use super::*;
    use crate::testing::{
        at, checkout, holder_of, payment, policy, rotation, service, set, severity, tier,
        whoever_in,
    };

    fn at_opsgenie(service: Service) -> Service {
        Service { paging_provider: set(PagingProvider::Opsgenie), ..service }
    }

    fn written(service: Service) -> String {
        let artefacts = Opsgenie.artefacts(&at_opsgenie(service), &Settings::default());
        let [Artefact { path, contents }] = <[_; 1]>::try_from(artefacts).unwrap();
        assert_eq!(path, "opsgenie-config.json");
        contents
    }

    #[test]
    fn the_article_s_service() {
        expect_test::expect_file!["opsgenie/golden/PaymentServiceOps.json"]
            .assert_eq(&written(payment()));
    }

    #[test]
    fn a_service_with_neighbours() {
        expect_test::expect_file!["opsgenie/golden/CheckoutOps.json"]
            .assert_eq(&written(checkout()));
    }

    #[test]
    fn a_service_that_is_paged_by_another_provider_has_nothing_here() {
        assert_eq!(Opsgenie.artefacts(&checkout(), &Settings::default()), []);
    }

    #[test]
    fn a_schedule_that_is_kept_at_opsgenie_is_named_and_not_written() {
        let kept = Rotation {
            schedule_source: Some(at(ScheduleSource {
                provider: "opsgenie".into(),
                schedule: "Team Backend".into(),
            })),
            ..rotation("backend", &["ann@x.com"])
        };
        let service = Service {
            rotations: vec![kept],
            policies: vec![policy(
                "p",
                vec![tier("oncall", "5m", "page", vec![whoever_in("backend")])],
            )],
            ..service("Shop")
        };
        let config = config(&service, &Settings::default());
        assert_eq!(config.schedules.len(), 0);
        let recipient = &config.escalations[0].rules[0].recipient;
        assert_eq!((recipient.kind, recipient.name.as_deref()), ("schedule", Some("Team Backend")));
    }

    #[test]
    fn without_a_policy_there_are_schedules_and_no_team() {
        let service =
            Service { rotations: vec![rotation("backend", &["ann@x.com"])], ..service("Shop") };
        let config = config(&service, &Settings::default());
        assert_eq!(config.schedules.len(), 1);
        assert!(config.team.is_none() && config.default_routing_rule.is_none());
        assert_eq!(config.routing_rules.len() + config.escalations.len(), 0);
    }

    #[test]
    fn what_may_wait_has_an_escalation_of_the_first_tier_only_where_something_does() {
        let shop = |policy_of_p3: Option<&str>| Service {
            policies: vec![policy(
                "critical",
                vec![
                    tier("team-lead", "5m", "page", vec![holder_of("team-lead")]),
                    tier("cto", "5m", "page", vec![holder_of("cto")]),
                ],
            )],
            severities: vec![
                severity(SeverityLevel::P1, "Down", Some("critical")),
                severity(SeverityLevel::P3, "Slow", policy_of_p3),
            ],
            ..service("Shop")
        };
        let names = |service: &Service| -> Vec<String> {
            let escalations = config(service, &Settings::default()).escalations;
            escalations.into_iter().map(|escalation| escalation.name).collect()
        };
        assert_eq!(names(&shop(None)), ["critical", "critical-first-tier", "critical-fallback"]);
        assert_eq!(names(&shop(Some("critical"))), ["critical", "critical-fallback"]);
    }
}
