//! `observability`, `deployment`, `resilience` and `environment_parity`. A block that lacks something
//! it must have has been reported and is left out.

use incident_ir::{
    AlertRule, AlertSeverity, App, CanaryStrategy, CircuitBreaker, Effect, FeatureFlag,
    HealthCheck, OnIncident, RollbackPlan, RollbackTarget,
};
use incident_schema::Kind;

use super::{Lowering, read};
use crate::typed_tree::{Block, Value};

impl Lowering<'_> {
    pub(super) fn alert_rules(&self, service: &Block) -> Vec<AlertRule> {
        let rules = service.blocks_in(Kind::Observability, Kind::AlertRule);
        rules.filter_map(alert_rule).collect()
    }

    pub(super) fn health_checks(&self, service: &Block) -> Vec<HealthCheck> {
        let checks = service.blocks_in(Kind::Observability, Kind::HealthCheck);
        checks.filter_map(health_check).collect()
    }

    pub(super) fn apps(&self, service: &Block) -> Vec<App> {
        service
            .blocks_in(Kind::Deployment, Kind::App)
            .map(|block| App { origin: block.header, name: read::name(block) })
            .collect()
    }

    pub(super) fn canary(&self, service: &Block) -> Option<CanaryStrategy> {
        let block = service.blocks_in(Kind::Deployment, Kind::CanaryStrategy).next()?;
        Some(CanaryStrategy {
            origin: block.header,
            docs: block.docs.clone(),
            error_rate_threshold: value(block, "error_rate_threshold", read::percent)?,
            steps: read::list(block, "steps", read::percent)
                .into_iter()
                .map(|at| at.value)
                .collect(),
            severity: read::setting(block, "severity", read::level)?.value,
        })
    }

    pub(super) fn rollback_plans(&self, service: &Block) -> Vec<RollbackPlan> {
        let plans = service.blocks_in(Kind::Resilience, Kind::RollbackPlan);
        plans.map(rollback_plan).collect()
    }

    pub(super) fn circuit_breakers(&self, service: &Block) -> Vec<CircuitBreaker> {
        let breakers = service.blocks_in(Kind::Resilience, Kind::CircuitBreaker);
        breakers.filter_map(circuit_breaker).collect()
    }

    pub(super) fn feature_flags(&self, service: &Block) -> Vec<FeatureFlag> {
        let flags = service.blocks_in(Kind::EnvironmentParity, Kind::FeatureFlag);
        flags.filter_map(feature_flag).collect()
    }
}

fn value<T>(block: &Block, key: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
    read::optional(block, key, read).map(|at| at.value)
}

fn alert_rule(block: &Block) -> Option<AlertRule> {
    Some(AlertRule {
        origin: block.header,
        name: read::name(block),
        docs: block.docs.clone(),
        query: read::optional(block, "query", read::text)?,
        severity: value(block, "severity", read::choice(AlertSeverity::from_name))?,
        hold: value(block, "for", read::duration),
        runbook: value(block, "runbook", read::text),
        escalates: value(block, "escalates", read::level),
    })
}

fn health_check(block: &Block) -> Option<HealthCheck> {
    Some(HealthCheck {
        origin: block.header,
        name: read::name(block),
        url: value(block, "url", read::text)?,
        interval: read::setting(block, "interval", read::duration)?.value,
        timeout: read::setting(block, "timeout", read::duration)?.value,
        expect_status: read::setting(block, "expect_status", read::number)?.value,
    })
}

/// A plan whose target is missing is kept, so that `remediation` finds it by its name.
fn rollback_plan(block: &Block) -> RollbackPlan {
    let target = value(block, "to", |value| match value {
        Value::Text(version) => Some(RollbackTarget::Version(version.clone())),
        _ => None,
    });
    RollbackPlan {
        origin: block.header,
        docs: block.docs.clone(),
        name: read::name(block),
        to: target.unwrap_or(RollbackTarget::PreviousVersion),
        estimated_time: value(block, "estimated_time", read::duration),
        command: value(block, "command", read::text),
    }
}

fn circuit_breaker(block: &Block) -> Option<CircuitBreaker> {
    Some(CircuitBreaker {
        origin: block.header,
        docs: block.docs.clone(),
        name: read::name(block),
        failures: value(block, "failures", read::number)?,
        within: value(block, "within", read::duration)?,
    })
}

fn feature_flag(block: &Block) -> Option<FeatureFlag> {
    let effect = value(block, "effect", |value| match value {
        Value::Choice(_) => Some(Effect::Immediate),
        Value::Duration(duration) => Some(Effect::After(*duration)),
        _ => None,
    });
    Some(FeatureFlag {
        origin: block.header,
        docs: block.docs.clone(),
        name: read::name(block),
        on_incident: value(block, "on_incident", read::choice(OnIncident::from_name))?,
        effect,
    })
}
