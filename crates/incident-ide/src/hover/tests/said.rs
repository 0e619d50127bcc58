//! What authors write above something, what things are, and what refers to them.

use expect_test::expect;

use super::in_text;
use crate::testing::{NOW, fixture};

/// A service with words of its author above whatever can have some.
const TOLD: &str = "\
/// Ann, who built it.
person ann@x.io {}
service Shop {
  /// For the small hours.
  runbook = \"shop.md\"
  /// Decides.
  role boss { assignee = ann@x.io }
  on_call_rotation shop {
    members = [ann@x.io, bob@x.io]
    /// She moves house.
    override 2026-02-02..2026-02-03 { replace = ann@x.io, with = bob@x.io }
  }
  /// Who wakes up.
  escalation_policy wake {
    tier boss { timeout = 10m }
    severities = [P2]
    remediation = back
    fallback = auto_remediate
  }
  /// When customers notice.
  severity P2 \"slow\" { escalation = wake, components = [\"Till\"] }
  /// What customers see.
  status_page shop {
    /// Money.
    group Sales {
      /// Where it is paid.
      component \"Till\" { health_check = alive }
    }
  }
  observability {
    /// Asked from outside.
    health_check alive { url = \"https://shop.example/alive\" }
    alert_rule late { query = \"up == 0\", severity = critical, escalates = P2 }
  }
  deployment {
    /// The till's program.
    app \"till\"
    /// Slowly.
    canary_strategy { error_rate_threshold = 5%, steps = [5%, 100%], severity = P2 }
  }
  resilience {
    /// It always worked.
    rollback_plan back { to = previous_version }
    /// The bank's side.
    circuit_breaker bank { failures = 5, within = 30s }
  }
  environment_parity {
    /// Since the bank moved.
    feature_flag bank-v2 { on_incident = disable, effect = 5m }
  }
}
";

#[test]
fn what_its_author_says_of_something_is_said() {
    for (at, words) in [
        ("ann@x.io {}", "Ann, who built it."),
        ("runbook", "For the small hours."),
        ("2026-02-02", "She moves house."),
        ("override", "She moves house."),
        ("canary_strategy", "Slowly."),
        ("wake {", "Who wakes up."),
        ("wake,", "Who wakes up."),
        ("P2 \"slow\"", "When customers notice."),
        ("shop {\n    ///", "What customers see."),
        ("Sales", "Money."),
        ("Till\" {", "Where it is paid."),
        ("Till\"]", "Where it is paid."),
        ("alive {", "Asked from outside."),
        ("alive }", "Asked from outside."),
        ("till\"\n", "The till's program."),
        ("back {", "It always worked."),
        ("back\n", "It always worked."),
        ("boss { timeout", "Decides."),
        ("boss { assignee", "Decides."),
        ("bank {", "The bank's side."),
        ("bank-v2", "Since the bank moved."),
    ] {
        let (before, after) = TOLD.split_once(at).unwrap();
        let fixture = fixture(&format!("{before}$0{at}{after}"));
        let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW).unwrap();
        assert_eq!(hover.markdown.matches(words).count(), 1, "{at}: {}", hover.markdown);
    }
}

#[test]
fn what_has_a_name_says_what_it_is() {
    in_text(
        TOLD,
        "shop {\n    ///",
        expect![[r#"
            What customers see.

            Status page **shop** at statuspage

            - Till"#]],
    );
    in_text(
        TOLD,
        "Sales",
        expect![[r#"
            Money.

            Group **Sales** of the status page **shop**

            - Till"#]],
    );
    in_text(
        TOLD,
        "till\"\n",
        expect![[r#"
            The till's program.

            App **till**, deployed for Shop"#]],
    );
    in_text(
        TOLD,
        "bank {",
        expect![[r#"
        The bank's side.

        Circuit breaker **bank**: trips after 5 failures within 30 seconds"#]],
    );
    in_text(
        TOLD,
        "bank-v2",
        expect![[r#"
        Since the bank moved.

        Feature flag **bank-v2**: disabled in an incident, which is felt after 5 minutes"#]],
    );
}

#[test]
fn a_severity_that_something_refers_to_is_told_whole() {
    in_text(
        TOLD,
        "P2]",
        expect![[r#"
            When customers notice.

            **P2: slow**

            *Major feature degradation affecting many users. Significant user impact but service partially functional.*

            - **Response time target:** None
            - **Notification channels:** None
            - **Incident commander required:** No
            - **Status page update required:** No
            - **Resolution target:** No target
            - **Post-mortem required:** Yes
            - **Status page:** partial outage of Till

            Raised by:

            - alert late (critical)
            - a failed canary (error rate of 5% or more)

            Escalation by **wake**:

            | Tier | Who | Told after | Has | How |
            |---|---|---|---|---|
            | 1 | Boss | at once | 10 minutes | PagerDuty |

            If nobody has acknowledged after 30 minutes (its only tier, 3 times), the on-call engineer or the incident commander escalates the incident to the policy `wake-fallback`, which tells the first tier (Boss) to carry out rollback plan "back" (rollback to previous version).

            Listed by the policy **wake**."#]],
    );
    for at in ["P2 }\n  }\n  deployment", "P2 }\n  }\n  resilience"] {
        let (before, after) = TOLD.split_once(at).unwrap();
        let fixture = fixture(&format!("{before}$0{at}{after}"));
        let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW).unwrap();
        assert!(hover.markdown.contains("**P2: slow**"), "{at}: {}", hover.markdown);
    }
    in_text(
        "service S {\n  escalation_policy p { severities = [P4] }\n}\n",
        "P4",
        expect![[r#"
        `P4`

        Cosmetic issue or minor inconvenience. No immediate user impact."#]],
    );
}

#[test]
fn a_person_is_told_with_what_they_are_to_every_service() {
    let files = "person ann@x.io {}\n//- shop.incident\n\
                 service Shop {\n  on_call_rotation till { members = [bob@x.io, ann@x.io] }\n  role boss { assignee = \
                 ann@x.io }\n}\n//- base.incident\nprofile base {\n  on_call_rotation all { members = [ann@x.io] \
                 }\n}\nservice Bank {\n  use = [base]\n  on_call_rotation own { members = [ann@x.io] }\n}\n";
    in_text(
        files,
        "ann@x.io {",
        expect![[r#"
        **ann@x.io**

        - rotation **all** of profile base, 1 of 1
        - rotation **own** of service Bank, 1 of 1
        - rotation **till** of service Shop, 2 of 2
        - role **boss** of service Shop"#]],
    );
    in_text(
        files,
        "ann@x.io] }\n}\nservice",
        expect![[r#"
        **ann@x.io**

        - rotation **own**, 1 of 1
        - rotation **all**, 1 of 1
        - rotation **till** of service Shop, 2 of 2
        - role **boss** of service Shop"#]],
    );
}

#[test]
fn what_stands_behind_a_brace_that_is_not_closed_yet_is_known() {
    let text = "service S {\n  escalation_policy p {\n    tier oncall { timeout = 5m\n    tier boss { timeout = 10m }\n  \
                }\n}\n";
    in_text(
        text,
        "boss",
        expect![[r#"
        **Boss**: told 5 minutes after the page by PagerDuty; has 10 minutes

        No such role is declared; whoever holds it is found at deployment."#]],
    );
    let text = "service S {\n  severity P1 \"x\" { response_time = 5m, resolution_target = 1h\n}\n";
    let (before, after) = text.split_once("P1").unwrap();
    let fixture = fixture(&format!("{before}$0P1{after}"));
    let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW).unwrap();
    assert!(hover.markdown.contains("target:** 5 minutes"), "{}", hover.markdown);
    assert!(hover.markdown.contains("target:** 1 hour"), "{}", hover.markdown);
}

#[test]
fn of_two_pages_with_a_group_of_one_name_each_tells_its_own() {
    let text = "\
profile base {
  status_page staff {
    group Sales { component \"Till\" { description = \"For staff\" } }
  }
}
service Shop {
  use = [base]
  status_page public {
    group Sales { component \"Till\" { description = \"For customers\" } component \"Web\" }
  }
  status_page staff { provider = statuspage }
}
";
    let sales = "Sales { component \"Till\" { description = \"For ";
    let mut all = Vec::new();
    for (at, behind) in [
        (sales, "staff"),
        (sales, "customers"),
        ("Till\" { description = \"For ", "staff"),
        ("Till\" { description = \"For ", "customers"),
    ] {
        let (before, after) = text.split_once(&format!("{at}{behind}")).unwrap();
        let fixture = fixture(&format!("{before}$0{at}{behind}{after}"));
        let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW).unwrap();
        all.push(hover.markdown);
    }
    expect![[r#"
        Group **Sales** of the status page **staff**

        - Till

        *As in service Shop*
        ===
        Group **Sales** of the status page **public**

        - Till
        - Web
        ===
        Component **Till** in Sales

        For staff

        Names no health check; what changes it is called Shop.Till.

        *As in service Shop*
        ===
        Component **Till** in Sales

        For customers

        Names no health check; what changes it is called Shop.Till."#]]
    .assert_eq(&all.join("\n===\n"));
}
