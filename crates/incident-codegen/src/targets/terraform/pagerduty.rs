//! `pagerduty.tf.json`.

mod model;

use std::collections::BTreeMap;

use incident_ir::{Service, Settings};

use self::model::{
    Actions, CatchAll, Condition, EscalationPolicy, Layer, Off, Orchestration, OrchestrationRule,
    Resources, Rule, RuleSet, Schedule, Target, TechnicalService,
};
use super::module::{self, Module, Output, Provider, Requirements};
use super::objects::{Kind, Objects};
use super::outside;
use super::people::{People, Source};
use super::template::Template;
use super::{super::pagerduty, names};
use crate::placeholder::{Object, Placeholder};

/// 3.15.0 is the first whose service orchestrations choose an escalation policy (its changelog, #885); 4 may remove
/// `pagerduty_schedule`, which has been deprecated since 3.32.
const PROVIDER: Provider =
    Provider { source: "pagerduty/pagerduty", version: ">= 3.15.0, < 4.0.0" };

const USERS: Source = Source { kind: "pagerduty_user", email: "email", small_letters: false };

const SCHEDULES: Kind = Kind {
    resource: "pagerduty_schedule",
    word: "schedule",
    plural: "schedules",
    variable: "Identifiers of schedules that another module makes, by name: its output `schedules`.",
    output: "Identifiers of schedules, by name.",
};

const POLICIES: Kind = Kind {
    resource: "pagerduty_escalation_policy",
    word: "escalation_policy",
    plural: "escalation_policies",
    variable: "Identifiers of escalation policies that another module makes, by name: its output \
               `escalation_policies`.",
    output: "Identifiers of escalation policies, by name.",
};

const PRIORITIES: Kind = Kind {
    resource: "pagerduty_priority",
    word: "priority",
    plural: "priorities",
    variable: "Identifiers of priorities, by name.",
    output: "Identifiers of priorities, by name.",
};

/// A service as a module; `None` when it is nothing at PagerDuty.
pub(super) fn module(service: &Service, settings: &Settings) -> Option<Module<Resources>> {
    let bodies = pagerduty::bodies(service, settings);
    if bodies.escalation_policies.is_empty() && bodies.schedules.is_empty() {
        return None;
    }
    let references = References::new(service, &bodies);
    let overrides: Vec<(&str, usize)> = bodies
        .schedules
        .iter()
        .map(|one| (one.schedule.schedule.name.as_str(), one.overrides.len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let services = names::assign(bodies.services.iter().map(|body| {
        let name = body.service.name;
        (name, name.to_owned())
    }));
    let References { people, schedules, policies, priorities } = &references;
    let services_made = services.iter().map(|(name, own)| {
        (Template::text(name), Template::expression(&format!("pagerduty_service.{own}.id")))
    });
    let of_services =
        Output { description: "Identifiers of services, by name.", value: services_made.collect() };
    Some(Module {
        comment: module::comment(service, &overrides),
        terraform: Requirements::new("pagerduty", PROVIDER),
        variable: [people.variable(), schedules.variable(), policies.variable()]
            .into_iter()
            .flatten()
            .collect(),
        locals: schedules.locals().chain(policies.locals()).collect(),
        data: [people.data(), schedules.data(), policies.data(), priorities.data()]
            .into_iter()
            .flatten()
            .collect(),
        resource: Resources {
            pagerduty_schedule: bodies
                .schedules
                .iter()
                .map(|one| references.schedule(&one.schedule))
                .collect(),
            pagerduty_escalation_policy: bodies
                .escalation_policies
                .iter()
                .map(|one| references.escalation_policy(one))
                .collect(),
            pagerduty_service: bodies
                .services
                .iter()
                .map(|one| references.technical_service(one, &services))
                .collect(),
            pagerduty_event_orchestration_service: bodies
                .event_orchestration
                .iter()
                .flat_map(|body| services.values().map(move |own| (own, body)))
                .map(|(own, body)| (own.clone(), references.orchestration(own, body)))
                .collect(),
        },
        output: [schedules.output(), policies.output(), ("services", of_services)].into(),
    })
}

/// Everything that the bodies refer to.
struct References {
    people: People,
    schedules: Objects,
    policies: Objects,
    priorities: Objects,
}

impl References {
    fn new(service: &Service, bodies: &pagerduty::Bodies<'_>) -> Self {
        let objects = referred_to(bodies);
        let named = |name: fn(&Object) -> Option<&String>| -> Vec<String> {
            objects.iter().filter_map(name).cloned().collect()
        };
        let schedules = bodies.schedules.iter().map(|one| one.schedule.schedule.name.clone());
        let policies =
            bodies.escalation_policies.iter().map(|one| one.escalation_policy.name.to_string());
        Self {
            schedules: Objects::new(
                SCHEDULES,
                schedules,
                |name| outside::schedule(service, name),
                named(|object| match object {
                    Object::Schedule(name) => Some(name),
                    _ => None,
                }),
            ),
            policies: Objects::new(
                POLICIES,
                policies,
                |name| outside::policy(service, name),
                named(|object| match object {
                    Object::EscalationPolicy(name) => Some(name),
                    _ => None,
                }),
            ),
            priorities: Objects::new(
                PRIORITIES,
                [],
                |_| false,
                named(|object| match object {
                    Object::Priority(name) => Some(name),
                    _ => None,
                }),
            ),
            people: People::new(USERS, objects),
        }
    }

    fn id(&self, Placeholder { object, .. }: &Placeholder) -> Template {
        match object {
            Object::Person(_) | Object::Role(_) => self.people.id(object),
            Object::Schedule(name) => self.schedules.id(name),
            Object::EscalationPolicy(name) => self.policies.id(name),
            Object::Priority(name) => self.priorities.id(name),
        }
    }

    fn schedule(&self, body: &pagerduty::model::ScheduleBody<'_>) -> (String, Schedule) {
        let schedule = &body.schedule;
        let layers = schedule.schedule_layers.iter().map(|layer| Layer {
            name: Template::text(layer.name),
            start: layer.start.clone(),
            rotation_virtual_start: layer.rotation_virtual_start.clone(),
            rotation_turn_length_seconds: layer.rotation_turn_length_seconds,
            users: layer.users.iter().map(|one| self.id(&one.user.id)).collect(),
            restriction: layer.restrictions.clone(),
        });
        let resource = Schedule {
            meta: self.schedules.meta(&schedule.name),
            name: Template::text(&schedule.name),
            description: Template::text(schedule.description),
            time_zone: Template::text(schedule.time_zone),
            layer: layers.collect(),
        };
        (self.schedules.resource(&schedule.name).to_owned(), resource)
    }

    fn escalation_policy(
        &self,
        body: &pagerduty::model::EscalationPolicyBody<'_>,
    ) -> (String, EscalationPolicy) {
        let policy = &body.escalation_policy;
        let rules = policy.escalation_rules.iter().map(|rule| Rule {
            escalation_delay_in_minutes: rule.escalation_delay_in_minutes,
            target: rule
                .targets
                .iter()
                .map(|target| Target { kind: target.kind, id: self.id(&target.id) })
                .collect(),
        });
        let resource = EscalationPolicy {
            meta: self.policies.meta(&policy.name),
            name: Template::text(&policy.name),
            description: Template::text(&policy.description),
            num_loops: policy.num_loops,
            rule: rules.collect(),
        };
        (self.policies.resource(&policy.name).to_owned(), resource)
    }

    fn technical_service(
        &self,
        body: &pagerduty::model::ServiceBody<'_>,
        names: &BTreeMap<&str, String>,
    ) -> (String, TechnicalService) {
        let service = &body.service;
        let resource = TechnicalService {
            name: Template::text(service.name),
            description: Template::text(service.description),
            escalation_policy: self.id(&service.escalation_policy.id),
            incident_urgency_rule: service.incident_urgency_rule.clone(),
            auto_resolve_timeout: Off,
            acknowledgement_timeout: Off,
        };
        let own = names.get(service.name).map_or(service.name, String::as_str);
        (own.to_owned(), resource)
    }

    fn orchestration(
        &self,
        own: &str,
        body: &pagerduty::model::OrchestrationBody,
    ) -> Orchestration {
        let path = &body.orchestration_path;
        let sets = path.sets.iter().map(|set| RuleSet {
            id: set.id,
            rule: set
                .rules
                .iter()
                .map(|rule| OrchestrationRule {
                    label: Template::text(&rule.label),
                    condition: rule
                        .conditions
                        .iter()
                        .map(|one| Condition { expression: Template::text(&one.expression) })
                        .collect(),
                    actions: self.actions(&rule.actions),
                })
                .collect(),
        });
        Orchestration {
            service: Template::expression(&format!("pagerduty_service.{own}.id")),
            enable_event_orchestration_for_service: true,
            set: sets.collect(),
            catch_all: CatchAll { actions: self.actions(&path.catch_all.actions) },
        }
    }

    fn actions(&self, actions: &pagerduty::model::Actions) -> Actions {
        Actions {
            priority: actions.priority.as_ref().map(|one| self.id(one)),
            escalation_policy: actions.escalation_policy.as_ref().map(|one| self.id(one)),
            annotate: actions.annotate.as_deref().map(Template::text),
        }
    }
}

fn referred_to(bodies: &pagerduty::Bodies<'_>) -> Vec<Object> {
    let members = bodies
        .schedules
        .iter()
        .flat_map(|one| &one.schedule.schedule.schedule_layers)
        .flat_map(|layer| layer.users.iter().map(|one| &one.user.id));
    let targets = bodies
        .escalation_policies
        .iter()
        .flat_map(|one| &one.escalation_policy.escalation_rules)
        .flat_map(|rule| rule.targets.iter().map(|target| &target.id));
    let policies = bodies.services.iter().map(|one| &one.service.escalation_policy.id);
    let paths = bodies.event_orchestration.iter().map(|body| &body.orchestration_path);
    let actions = paths.flat_map(|path| &path.sets).flat_map(|set| &set.rules).flat_map(|rule| {
        let pagerduty::model::Actions { priority, escalation_policy, .. } = &rule.actions;
        priority.iter().chain(escalation_policy)
    });
    let all = members.chain(targets).chain(policies).chain(actions);
    all.map(|placeholder| placeholder.object.clone()).collect()
}
