//! `opsgenie.tf.json`.

mod model;
mod routing;

use std::collections::BTreeSet;

use incident_ir::{Service, Settings};
use jiff::Timestamp;

use self::model::{
    DayHours, Escalation, Member, Participant, Repeat, Resources, Rotation, Rule, Schedule, Team,
    TimeRestriction, WeekHours,
};
use super::super::opsgenie;
use super::module::{self, Module, Output, Provider, Requirements};
use super::names;
use super::objects::{Kind, Objects};
use super::outside;
use super::people::{People, Source};
use super::template::Template;
use crate::placeholder::{Object, Placeholder};

/// 0.6.34 is the first without a lasting difference for routing rules and rotations that are restricted in time (its
/// changelog); a new minor version may change what arguments mean.
const PROVIDER: Provider = Provider { source: "opsgenie/opsgenie", version: ">= 0.6.34, < 0.7.0" };

/// The provider refuses capitals in an address that it looks up (`resource_opsgenie_user.go`, 0.6.40).
const USERS: Source = Source { kind: "opsgenie_user", email: "username", small_letters: true };

const SCHEDULES: Kind = Kind {
    resource: "opsgenie_schedule",
    word: "schedule",
    plural: "schedules",
    variable: "Identifiers of schedules that another module makes, by name: its output `schedules`.",
    output: "Identifiers of schedules, by name.",
};

const ESCALATIONS: Kind = Kind {
    resource: "opsgenie_escalation",
    word: "escalation",
    plural: "escalations",
    variable: "Identifiers of escalations that another module makes, by name: its output `escalations`.",
    output: "Identifiers of escalations, by name.",
};

/// A service as a module; `None` when it is nothing at Opsgenie.
pub(super) fn module(service: &Service, settings: &Settings) -> Option<Module<Resources>> {
    let config = opsgenie::config(service, settings);
    if config.escalations.is_empty() && config.schedules.is_empty() {
        return None;
    }
    let references = References::new(service, &config);
    let mut overrides: Vec<(&str, usize)> = Vec::new();
    for one in &config.overrides {
        match overrides.last_mut().filter(|(schedule, _)| *schedule == one.schedule) {
            Some((_, count)) => *count += 1,
            None => overrides.push((&one.schedule, 1)),
        }
    }
    let team = config.team.as_ref().map(|team| references.team(team, &config));
    let of_team = team.iter().map(|(own, team)| {
        (team.name.clone(), Template::expression(&format!("opsgenie_team.{own}.id")))
    });
    let teams = Output { description: "Identifiers of teams, by name.", value: of_team.collect() };
    let routing_rules =
        team.iter().flat_map(|(own, _)| routing::rules(own, &config, &references)).collect();
    let rotations: Vec<(&str, Rotation)> =
        config.schedules.iter().flat_map(|one| references.rotations(one)).collect();
    let names = names::assign(rotations.iter().map(|(name, _)| (*name, (*name).to_owned())));
    let rotations = rotations
        .into_iter()
        .filter_map(|(name, rotation)| Some((names.get(name)?.clone(), rotation)))
        .collect();
    let References { people, schedules, escalations } = &references;
    Some(Module {
        comment: module::comment(service, &overrides),
        terraform: Requirements::new("opsgenie", PROVIDER),
        variable: [people.variable(), schedules.variable(), escalations.variable()]
            .into_iter()
            .flatten()
            .collect(),
        locals: schedules.locals().chain(escalations.locals()).collect(),
        data: [people.data(), schedules.data(), escalations.data()].into_iter().flatten().collect(),
        resource: Resources {
            opsgenie_schedule: config
                .schedules
                .iter()
                .map(|one| references.schedule(one))
                .collect(),
            opsgenie_schedule_rotation: rotations,
            opsgenie_escalation: config
                .escalations
                .iter()
                .map(|one| references.escalation(one))
                .collect(),
            opsgenie_team: team.into_iter().collect(),
            opsgenie_team_routing_rule: routing_rules,
        },
        output: [schedules.output(), escalations.output(), ("teams", teams)].into(),
    })
}

/// Everything that the bodies refer to.
pub(super) struct References {
    people: People,
    schedules: Objects,
    escalations: Objects,
}

impl References {
    fn new(service: &Service, config: &opsgenie::model::Config<'_>) -> Self {
        let participants = config
            .schedules
            .iter()
            .flat_map(|schedule| &schedule.rotations)
            .flat_map(|rotation| &rotation.participants);
        let told = config
            .escalations
            .iter()
            .flat_map(|escalation| &escalation.rules)
            .map(|rule| &rule.recipient);
        let routed = config.routing_rules.iter().map(|rule| &rule.notify);
        let recipients = participants.chain(told).chain(routed);
        let objects: Vec<Object> = recipients.filter_map(object).collect();
        let schedules = objects.iter().filter_map(|object| match object {
            Object::Schedule(name) => Some(name.clone()),
            _ => None,
        });
        let members = config.team.iter().flat_map(|team| &team.members);
        let members = members.map(|member| Object::Person(member.user.username.clone()));
        Self {
            schedules: Objects::new(
                SCHEDULES,
                config.schedules.iter().map(|schedule| schedule.name.clone()),
                |name| outside::schedule(service, name),
                schedules,
            ),
            escalations: Objects::new(
                ESCALATIONS,
                config.escalations.iter().map(|escalation| escalation.name.clone()),
                |name| outside::policy(service, name),
                [],
            ),
            people: People::new(USERS, objects.iter().cloned().chain(members)),
        }
    }

    /// The identifier of whom something reaches.
    pub(super) fn id(&self, recipient: &opsgenie::model::Recipient) -> Template {
        match object(recipient) {
            Some(Object::Schedule(name)) => self.schedules.id(&name),
            Some(Object::EscalationPolicy(name)) => self.escalations.id(&name),
            Some(person) => self.people.id(&person),
            // A recipient has one of its names.
            None => Template::text(""),
        }
    }

    fn schedule(&self, body: &opsgenie::model::Schedule<'_>) -> (String, Schedule) {
        let resource = Schedule {
            meta: self.schedules.meta(&body.name),
            name: Template::text(&body.name),
            description: Template::text(body.description),
            timezone: Template::text(body.timezone),
            enabled: body.enabled,
        };
        (self.schedules.resource(&body.name).to_owned(), resource)
    }

    /// The rotations of a schedule, by their names. They are made where the schedule is.
    fn rotations<'a>(
        &self,
        body: &'a opsgenie::model::Schedule<'_>,
    ) -> impl Iterator<Item = (&'a str, Rotation)> {
        body.rotations.iter().map(|rotation| {
            let resource = Rotation {
                count: self.schedules.meta(&body.name).count,
                schedule_id: self.schedules.id(&body.name),
                name: Template::text(rotation.name),
                start_date: in_utc(&rotation.start_date),
                kind: rotation.kind,
                length: rotation.length,
                participant: rotation
                    .participants
                    .iter()
                    .map(|one| Participant { kind: one.kind, id: self.id(one) })
                    .collect(),
                time_restriction: rotation.time_restriction.as_ref().map(time_restriction),
            };
            (rotation.name, resource)
        })
    }

    fn escalation(&self, body: &opsgenie::model::Escalation<'_>) -> (String, Escalation) {
        let rules = body.rules.iter().map(|rule| Rule {
            condition: rule.condition,
            notify_type: rule.notify_type,
            delay: rule.delay.time_amount,
            recipient: Participant { kind: rule.recipient.kind, id: self.id(&rule.recipient) },
        });
        let resource = Escalation {
            meta: self.escalations.meta(&body.name),
            name: Template::text(&body.name),
            description: Template::text(&body.description),
            rules: rules.collect(),
            repeat: body.repeat.as_ref().map(|repeat| Repeat {
                wait_interval: repeat.wait_interval,
                count: repeat.count,
                reset_recipient_states: repeat.reset_recipient_states,
                close_alert_after_all: repeat.close_alert_after_all,
            }),
        };
        (self.escalations.resource(&body.name).to_owned(), resource)
    }

    /// Its members are those of the request and the holders of roles, whom a request has to leave out.
    fn team(
        &self,
        body: &opsgenie::model::Team<'_>,
        config: &opsgenie::model::Config<'_>,
    ) -> (String, Team) {
        let persons = body.members.iter().map(|one| Object::Person(one.user.username.clone()));
        let told = config.escalations.iter().flat_map(|escalation| &escalation.rules);
        let roles = told
            .filter_map(|rule| object(&rule.recipient))
            .filter(|object| matches!(object, Object::Role(_)));
        let mut seen = BTreeSet::new();
        let members = persons
            .chain(roles)
            .filter(|one| seen.insert(one.clone()))
            .map(|one| Member { id: self.people.id(&one) });
        let resource = Team {
            name: Template::text(body.name),
            description: Template::text(body.description),
            member: members.collect(),
        };
        (names::one(body.name), resource)
    }
}

/// What a recipient's name or placeholder is of.
fn object(recipient: &opsgenie::model::Recipient) -> Option<Object> {
    match (&recipient.username, &recipient.id, &recipient.name) {
        (Some(email), _, _) => Some(Object::Person(email.clone())),
        (None, Some(Placeholder { object, .. }), _) => Some(object.clone()),
        (None, None, Some(name)) => Some(match recipient.kind {
            "schedule" => Object::Schedule(name.clone()),
            _ => Object::EscalationPolicy(name.clone()),
        }),
        (None, None, None) => None,
    }
}

/// The provider takes a moment in UTC alone, written with a `Z`.
fn in_utc(moment: &str) -> String {
    moment.parse::<Timestamp>().map_or_else(|_| moment.to_owned(), |moment| moment.to_string())
}

fn time_restriction(body: &opsgenie::model::TimeRestriction) -> TimeRestriction {
    match body {
        opsgenie::model::TimeRestriction::TimeOfDay { restriction: hours } => {
            TimeRestriction::TimeOfDay {
                restriction: DayHours {
                    start_hour: hours.start_hour,
                    start_min: hours.start_min,
                    end_hour: hours.end_hour,
                    end_min: hours.end_min,
                },
            }
        }
        opsgenie::model::TimeRestriction::WeekdayAndTimeOfDay { restrictions } => {
            let restrictions = restrictions.iter().map(|hours| WeekHours {
                start_day: hours.start_day,
                start_hour: hours.start_hour,
                start_min: hours.start_min,
                end_day: hours.end_day,
                end_hour: hours.end_hour,
                end_min: hours.end_min,
            });
            TimeRestriction::WeekdayAndTimeOfDay { restrictions: restrictions.collect() }
        }
    }
}
