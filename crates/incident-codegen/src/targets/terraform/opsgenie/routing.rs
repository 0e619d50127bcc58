//! The team's routing rules.
//!
//! Opsgenie makes a default rule with every team, whose identifier only Opsgenie knows, so Terraform cannot change it.
//! A last rule that takes every alert stands before it in its place.

use super::super::super::opsgenie::model::{Config, Criteria as CriteriaBody, Recipient};
use super::super::names;
use super::super::template::Template;
use super::References;
use super::model::{Condition, Criteria, Notify, RoutingRule};

/// The rules of a team by the names of their resources.
pub(super) fn rules(
    team: &str,
    config: &Config<'_>,
    references: &References,
) -> Vec<(String, RoutingRule)> {
    let mut rules: Vec<(String, Criteria, &Recipient)> = config
        .routing_rules
        .iter()
        .map(|rule| (rule.name.clone(), criteria(&rule.criteria), &rule.notify))
        .collect();
    if let Some(default) = &config.default_routing_rule {
        let escalation = default.notify.name.as_deref().unwrap_or_default();
        let everything = Criteria { kind: "match-all", conditions: Vec::new() };
        rules.push((format!("everything else to {escalation}"), everything, &default.notify));
    }
    let own = names::assign(rules.iter().enumerate().map(|(order, rule)| (order, rule.0.clone())));
    let mut resources = Vec::new();
    let mut before: Option<&String> = None;
    for ((order, (name, criteria, notify)), own) in rules.into_iter().enumerate().zip(own.values())
    {
        let rule = RoutingRule {
            depends_on: before
                .map(|own| format!("opsgenie_team_routing_rule.{own}"))
                .into_iter()
                .collect(),
            team_id: Template::expression(&format!("opsgenie_team.{team}.id")),
            name: Template::text(&name),
            order,
            criteria,
            notify: Notify { kind: notify.kind, id: references.id(notify) },
        };
        resources.push((own.clone(), rule));
        before = Some(own);
    }
    resources
}

fn criteria(body: &CriteriaBody) -> Criteria {
    let conditions = body.conditions.iter().enumerate().map(|(order, condition)| Condition {
        field: condition.field,
        key: condition.key,
        operation: condition.operation,
        expected_value: Template::text(&condition.expected_value),
        order,
    });
    Criteria { kind: body.kind, conditions: conditions.collect() }
}
