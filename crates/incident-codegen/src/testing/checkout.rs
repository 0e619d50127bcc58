use incident_ir::{
    AlertRule, AlertSeverity, App, CanaryStrategy, CircuitBreaker, Component, Effect,
    EscalationPolicy, Fallback, FeatureFlag, Given, HealthCheck, OnIncident, Override, Percent,
    Role, RollbackPlan, RollbackTarget, Rotation, Service, Severity, SeverityLevel, Span, Team,
};
use jiff::civil::date;

use super::{
    at, channels, component, duration, given, held_by, names, origin, policy, post_mortem,
    rotation, service, set, severity, status_page, tier, whoever_in,
};

/// `CheckoutOps` of `examples/payment-neighbours.incident`.
pub(crate) fn checkout() -> Service {
    Service {
        runbook: Some("https://runbooks.company.com/checkout".into()),
        rotations: vec![backend()],
        oncall: Some("checkout-backend".into()),
        policies: vec![EscalationPolicy {
            repeat_cycles: set(3),
            fallback_written: Given::Absent,
            fallback: Fallback::AutoRemediate {
                remediation: Some("payment-service-rollback".into()),
            },
            ..policy(
                "checkout-critical",
                vec![
                    tier("oncall", "10m", "pagerduty", vec![whoever_in("checkout-backend")]),
                    tier(
                        "team-lead",
                        "20m",
                        "pagerduty slack",
                        vec![held_by("team-lead", "tina@company.com")],
                    ),
                    tier(
                        "eng-manager",
                        "30m",
                        "phone",
                        vec![held_by("eng-manager", "erin@company.com")],
                    ),
                ],
            )
        }],
        status_pages: vec![status_page(
            "checkout",
            vec![
                Component {
                    health_check: Some(at("payment-processing".into())),
                    ..component("Payment Processing", None)
                },
                Component {
                    health_check: Some(at("payment-gateway".into())),
                    ..component("Payment Gateway", None)
                },
            ],
        )],
        post_mortem: Some(post_mortem(&["Summary", "Timeline", "Root Cause", "Action Items"])),
        severities: severities(),
        alert_rules: vec![AlertRule {
            origin: origin(),
            name: at("payment-error-rate".into()),
            docs: None,
            query: at("rate(http_requests_total{service='payment',status='5xx'}[5m]) > 0.05".into()),
            severity: AlertSeverity::Critical,
            hold: None,
            runbook: Some("https://runbooks.company.com/payment-error-rate".into()),
            escalates: None,
        }],
        health_checks: vec![
            health_check("payment-processing", "https://payments.company.com/healthz"),
            health_check("payment-gateway", "https://gateway.company.com/healthz"),
        ],
        apps: vec![App { origin: origin(), name: at("payment-service".into()) }],
        canary: Some(CanaryStrategy {
            origin: origin(),
            docs: None,
            error_rate_threshold: Percent(500),
            steps: vec![Percent(500), Percent(2_500), Percent(10_000)],
            severity: SeverityLevel::P2,
        }),
        rollback_plans: vec![RollbackPlan {
            origin: origin(),
            docs: None,
            name: at("payment-service-rollback".into()),
            to: RollbackTarget::PreviousVersion,
            estimated_time: Some(duration("3m")),
            command: None,
        }],
        circuit_breakers: vec![CircuitBreaker {
            origin: origin(),
            docs: None,
            name: at("payment-gateway".into()),
            failures: 5,
            within: duration("30s"),
        }],
        feature_flags: vec![FeatureFlag {
            origin: origin(),
            docs: None,
            name: at("payment-v2".into()),
            on_incident: OnIncident::Disable,
            effect: Some(Effect::Immediate),
        }],
        roles: vec![
            role("team-lead", "Team lead", "tina@company.com"),
            role("eng-manager", "Engineering manager", "erin@company.com"),
        ],
        ..service("CheckoutOps")
    }
}

fn backend() -> Rotation {
    Rotation {
        time_zone: set("America/New_York".into()),
        starts: set(date(2026, 1, 5).at(9, 0, 0, 0)),
        overrides: vec![Override {
            origin: origin(),
            span: Some(at(Span {
                start: date(2026, 12, 21).at(0, 0, 0, 0),
                end: date(2026, 12, 29).at(0, 0, 0, 0),
            })),
            replace: given("david@company.com".into()),
            with: given("bob@company.com".into()),
        }],
        team: Some(Team {
            origin: origin(),
            name: at("checkout-backend".into()),
            members: given(names(&[
                "alice@company.com",
                "bob@company.com",
                "carol@company.com",
                "david@company.com",
                "tina@company.com",
            ])),
        }),
        ..rotation(
            "checkout-backend",
            &["alice@company.com", "bob@company.com", "carol@company.com", "david@company.com"],
        )
    }
}

fn severities() -> Vec<Severity> {
    vec![
        Severity {
            response_time: given(duration("5m")),
            notify_channels: channels("pagerduty slack:#p1-incidents"),
            requires_incident_commander: set(true),
            requires_status_page_update: set(true),
            resolution_target: given(duration("1h")),
            components: vec!["Payment Processing".into()],
            ..severity(
                SeverityLevel::P1,
                "Complete payment processing outage",
                Some("checkout-critical"),
            )
        },
        Severity {
            response_time: given(duration("15m")),
            notify_channels: channels("pagerduty slack:#incidents"),
            requires_status_page_update: set(true),
            components: vec!["Payment Processing".into()],
            ..severity(SeverityLevel::P2, "Payment processing degraded", Some("checkout-critical"))
        },
    ]
}

fn health_check(name: &str, url: &str) -> HealthCheck {
    HealthCheck {
        origin: origin(),
        name: at(name.into()),
        url: url.into(),
        interval: duration("30s"),
        timeout: duration("5s"),
        expect_status: 200,
    }
}

fn role(name: &str, title: &str, assignee: &str) -> Role {
    Role {
        origin: origin(),
        docs: None,
        name: at(name.into()),
        title: given(title.into()),
        assignee: given(assignee.into()),
    }
}
