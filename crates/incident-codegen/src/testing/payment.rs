use incident_ir::{
    Due, PostMortemTemplate, Rotation, Service, Severity, SeverityLevel, StatusPage,
};

use super::{
    channels, component, duration, given, holder_of, names, policy, post_mortem, rotation, service,
    set, severity, status_page, tier, whoever_in,
};

/// `PaymentServiceOps` of `examples/payment.incident`.
pub(crate) fn payment() -> Service {
    let rotations = vec![Rotation {
        rotation_period: set(duration("7d")),
        escalation_timeout: given(duration("10m")),
        time_zone: set("America/New_York".into()),
        ..rotation(
            "payments-backend",
            &["alice@company.com", "bob@company.com", "carol@company.com", "david@company.com"],
        )
    }];
    let critical = policy(
        "payments-critical",
        vec![
            tier("oncall", "10m", "pagerduty", vec![whoever_in("payments-backend")]),
            tier("team-lead", "20m", "pagerduty slack", vec![holder_of("team-lead")]),
            tier("eng-manager", "30m", "phone slack", vec![holder_of("eng-manager")]),
            tier("vp-engineering", "60m", "phone", vec![holder_of("vp-engineering")]),
        ],
    );
    let page = StatusPage {
        provider: set(incident_ir::StatusPageProvider::Statuspage),
        auto_update_from_health_checks: set(true),
        ..status_page(
            "payments",
            vec![
                component("Payment Processing", Some("Core")),
                component("Payment Gateway", Some("Core")),
                component("Refund Service", Some("Supporting")),
                component("Invoice Generation", Some("Supporting")),
            ],
        )
    };
    let template = PostMortemTemplate {
        due_within: set(Due::BusinessDays(3)),
        requires_action_items: set(true),
        min_action_items: set(2),
        action_items_require_owners: set(true),
        action_items_require_deadlines: set(true),
        reviewers: names(&["team-lead", "eng-manager"]),
        ..post_mortem(&[
            "Summary",
            "Impact",
            "Timeline",
            "Root Cause",
            "Contributing Factors",
            "Resolution",
            "Action Items",
            "Lessons Learned",
        ])
    };
    Service {
        docs: Some("Everything known in advance about incidents in the payment service.".into()),
        rotations,
        oncall: Some("payments-backend".into()),
        policies: vec![critical],
        status_pages: vec![page],
        post_mortem: Some(template),
        severities: severities(),
        ..service("PaymentServiceOps")
    }
}

fn severities() -> Vec<Severity> {
    let described = |level, description| Severity {
        components: vec!["Payment Processing".into()],
        ..severity(level, description, Some("payments-critical"))
    };
    vec![
        Severity {
            response_time: given(duration("5m")),
            notify_channels: channels(
                "pagerduty slack:#p1-incidents phone:eng-manager phone:vp-engineering",
            ),
            requires_incident_commander: set(true),
            requires_status_page_update: set(true),
            requires_post_mortem: set(true),
            resolution_target: given(duration("1h")),
            ..described(SeverityLevel::P1, "Complete payment processing outage")
        },
        Severity {
            response_time: given(duration("15m")),
            notify_channels: channels("pagerduty slack:#incidents"),
            requires_incident_commander: set(false),
            requires_status_page_update: set(true),
            requires_post_mortem: set(true),
            resolution_target: given(duration("4h")),
            ..described(SeverityLevel::P2, "Payment processing degraded or single gateway down")
        },
        Severity {
            response_time: given(duration("1h")),
            notify_channels: channels("slack:#incidents"),
            requires_post_mortem: set(false),
            resolution_target: given(duration("24h")),
            ..described(SeverityLevel::P3, "Invoice generation delayed or minor payment UI issues")
        },
        Severity {
            response_time: given(duration("4h")),
            notify_channels: channels("slack:#incidents-low"),
            requires_post_mortem: set(false),
            ..described(
                SeverityLevel::P4,
                "Cosmetic payment page issues, non-blocking logging errors",
            )
        },
    ]
}
