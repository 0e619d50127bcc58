use expect_test::{Expect, expect};

use super::Call;
use crate::testing::{Fixture, example, fixture, platform, shown};

fn lines(fixture: &Fixture, from: &crate::Target, calls: Vec<Call>, is_incoming: bool) -> String {
    let line = |call: Call| {
        let to = shown(&fixture.analysis, call.target.file, call.target.focus);
        let file = if is_incoming { call.target.file } else { from.file };
        let places: Vec<String> = call
            .places
            .iter()
            .map(|place| fixture.analysis.text(file)[*place].to_owned())
            .collect();
        format!("\n    {:?} {to} by {}", call.target.kind, places.join(", "))
    };
    calls.into_iter().map(line).collect()
}

/// Who calls what stands at a place, and whom it calls.
fn check(text: &str, at: &str, expected: Expect) {
    let plain = at.replace("$0", "");
    let fixture = fixture(&text.replacen(&plain, at, 1));
    let analysis = &fixture.analysis;
    let all = analysis.prepare_calls(fixture.file, fixture.offset);
    let shown = all.iter().map(|target| {
        let (file, offset) = (target.file, target.focus.start());
        let incoming = lines(&fixture, target, analysis.incoming_calls(file, offset), true);
        let outgoing = lines(&fixture, target, analysis.outgoing_calls(file, offset), false);
        format!("{:?} {}\n  from{incoming}\n  to{outgoing}", target.kind, target.name)
    });
    expected.assert_eq(&shown.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_page_goes_from_the_alert_to_people() {
    let text = example("payment-neighbours.incident");
    for (at, expected) in [
        (
            "alert_rule pay$0",
            expect![[r#"
            AlertRule payment-error-rate
              from
              to
                Severity main.incident:39:12 P1 by critical"#]],
        ),
        (
            "severity P1$0",
            expect![[r#"
            Severity P1 "Complete payment processing outage"
              from
                AlertRule main.incident:54:16 payment-error-rate by critical
              to
                EscalationPolicy main.incident:22:21 checkout-critical by P1"#]],
        ),
        (
            "escalation_policy check$0",
            expect![[r#"
            EscalationPolicy checkout-critical
              from
                Severity main.incident:39:12 P1 by P1
                Severity main.incident:47:12 P2 by P2
              to
                Tier main.incident:23:10 oncall by oncall
                Tier main.incident:24:10 team-lead by team-lead
                Tier main.incident:25:10 eng-manager by eng-manager"#]],
        ),
        (
            "tier oncall$0",
            expect![[r#"
            Tier oncall
              from
                EscalationPolicy main.incident:22:21 checkout-critical by oncall
              to
                OnCallRotation main.incident:14:20 checkout-backend by oncall"#]],
        ),
        (
            "on_call_rotation check$0",
            expect![[r#"
            OnCallRotation checkout-backend
              from
                Tier main.incident:23:10 oncall by oncall
              to
                Person main.incident:8:14 alice@company.com by alice@company.com
                Person main.incident:8:33 bob@company.com by bob@company.com, bob@company.com
                Person main.incident:8:50 carol@company.com by carol@company.com
                Person main.incident:8:69 david@company.com by david@company.com"#]],
        ),
        (
            "[al$0ice",
            expect![[r#"
            Person alice@company.com
              from
                OnCallRotation main.incident:14:20 checkout-backend by alice@company.com
              to"#]],
        ),
    ] {
        check(&text, at, expected);
    }
}

#[test]
fn what_is_shared_is_called_from_every_service() {
    for (at, expected) in [
        (
            "on_call_rotation plat$0form",
            expect![[r#"
            OnCallRotation platform
              from
                Tier platform.incident:30:10 oncall by oncall
              to
                Person platform.incident:12:8 kai@acme.example by kai@acme.example
                Person platform.incident:13:8 lou@acme.example by lou@acme.example
                Person platform.incident:5:50 mia@acme.example by mia@acme.example
                Person platform.incident:5:68 noa@acme.example by noa@acme.example, noa@acme.example"#]],
        ),
        (
            "role platform-$0lead",
            expect![[r#"
            Role platform-lead
              from
                Tier platform.incident:31:10 platform-lead by platform-lead
              to
                Person platform.incident:13:8 lou@acme.example by lou@acme.example"#]],
        ),
        (
            "tier platform-$0lead",
            expect![[r#"
            Tier platform-lead
              from
                EscalationPolicy platform.incident:29:21 platform by platform-lead
              to
                Role platform.incident:7:8 platform-lead by platform-lead"#]],
        ),
        (
            "person kai@$0",
            expect![[r#"
            Person kai@acme.example
              from
                OnCallRotation platform.incident:16:18 platform by kai@acme.example
              to"#]],
        ),
    ] {
        check(&platform(), at, expected);
    }
}
