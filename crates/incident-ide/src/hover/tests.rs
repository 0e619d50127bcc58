mod said;

use expect_test::{Expect, expect};

use crate::testing::{EXAMPLES, NOW, example, fixture};

fn check(text: &str, expected: Expect) {
    let fixture = fixture(text);
    let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW);
    expected.assert_eq(&hover.map_or("nothing".to_owned(), |hover| hover.markdown));
}

/// A text, and the hover where its `$0` would stand before a part of it.
fn in_text(text: &str, at: &str, expected: Expect) {
    let (before, after) = text.split_once(at).unwrap();
    check(&format!("{before}$0{at}{after}"), expected);
}

/// The article's file with the cursor at the first place of a text.
fn in_payment(at: &str, expected: Expect) {
    let text = example("payment.incident");
    let start = text.find(at).unwrap();
    check(&format!("{}$0{}", &text[..start], &text[start..]), expected);
}

#[test]
fn a_severity_is_told_whole() {
    in_payment(
        "severity P1",
        expect![[r#"
        **P1: Complete payment processing outage**

        *Complete service outage affecting all users. Revenue impact. Executive visibility.*

        - **Response time target:** 5 minutes
        - **Notification channels:** PagerDuty, Slack #p1-incidents,
          Phone: eng-manager, Phone: vp-engineering
        - **Incident commander required:** Yes
        - **Status page update required:** Yes
        - **Resolution target:** 1 hour
        - **Post-mortem required:** Yes (due within 3 business days)
        - **Status page:** major outage of Payment Processing

        Escalation by **payments-critical**:

        | Tier | Who | Told after | Has | How |
        |---|---|---|---|---|
        | 1 | On-call engineer | at once | 10 minutes | PagerDuty |
        | 2 | Team lead | 10 minutes | 20 minutes | PagerDuty + Slack |
        | 3 | Engineering manager | 30 minutes | 30 minutes | Phone + Slack |
        | 4 | VP Engineering | 1 hour | 60 minutes | Phone |

        If nobody has acknowledged after 6 hours (all 4 tiers, 3 times), the on-call engineer or the incident commander escalates the incident to the policy `payments-critical-fallback`, which tells everybody in every tier at once: all of payments-backend, Team lead, Engineering manager and VP Engineering.

        ---

        `severity LEVEL DESCRIPTION`

        What a severity means at this service and what it asks of people.

        Keys: `response_time`, `notify_channels`, `requires_incident_commander`, `requires_status_page_update`, `requires_post_mortem`, `resolution_target`, `escalation`, `components`, `page_status`

        ```incident
        severity P1 "Complete payment processing outage" {
          response_time = 5m
        }
        ```"#]],
    );
}

#[test]
fn a_tier_says_whom_it_reaches_and_when() {
    in_payment(
        "team-lead      {",
        expect![[r#"
        **Team lead**: told 10 minutes after the page by PagerDuty, Slack; has 20 minutes

        No such role is declared; whoever holds it is found at deployment."#]],
    );
}

#[test]
fn a_member_says_where_they_are_on_call() {
    in_payment(
        "bob@company.com",
        expect![[r#"
        **bob@company.com**

        - rotation **payments-backend**, 2 of 4"#]],
    );
}

/// What several services share stands in no service.
const SHARED: &str = "\
/// Who builds the shop.
team shop {
  members = [ann@x.org, bob@x.org]
  role shop-lead { title = \"Head of the shop\", assignee = ann@x.org }
}

/// Decides what is switched off.
role duty-manager { assignee = bob@x.org }
role nobody { title = \"Nobody yet\" }

/// Whoever is awake.
on_call_rotation shop {
  members   = [ann@x.org, bob@x.org]
  time_zone = \"Europe/Vienna\"
}

person ann@x.org { name = \"Ann\" }

profile shop-service {
  rotation = shop
}
";

fn in_shared(at: &str, expected: Expect) {
    let (before, after) = SHARED.split_once(at).unwrap();
    check(&format!("{before}$0{at}{after}"), expected);
}

#[test]
fn what_is_shared_is_told_where_it_is_declared() {
    in_shared(
        "person ann",
        expect![[r#"
        **Ann** (ann@x.org)

        - rotation **shop**, 1 of 2
        - role **shop-lead**: Head of the shop
        - team **shop**

        ---

        `person E-MAIL ADDRESS`

        What is known about a person: when they are away and when they left.

        Keys: `name`, `time_zone`, `away`, `left`

        ```incident
        person sarah@company.com { left = 2026-10-31 }
        ```"#]],
    );
    in_shared(
        "shop-lead {",
        expect![[r#"
        Role **shop-lead**: Head of the shop

        **Ann** (ann@x.org)

        - rotation **shop**, 1 of 2
        - role **shop-lead**: Head of the shop
        - team **shop**"#]],
    );
    in_shared(
        "duty-manager {",
        expect![[r#"
        Role **duty-manager**: Duty manager

        Decides what is switched off.

        **bob@x.org**

        - rotation **shop**, 2 of 2
        - role **duty-manager**: Duty manager
        - team **shop**"#]],
    );
    in_shared(
        "nobody {",
        expect![[r#"
        Role **nobody**: Nobody yet

        Nobody is named; whoever holds it is found at deployment."#]],
    );
    in_shared(
        "shop {\n  members = [ann",
        expect![[r#"
        Team **shop**

        Who builds the shop.

        - ann@x.org
        - bob@x.org
        - role **shop-lead**: ann@x.org"#]],
    );
    in_shared(
        "shop {\n  members   =",
        expect![[r#"
        Rotation **shop**

        Whoever is awake.

        Turns of 7 days, Europe/Vienna

        1. ann@x.org
        2. bob@x.org

        On call now: **ann@x.org** until Monday, 5 January, 09:00"#]],
    );
    in_shared(
        "shop\n}\n",
        expect![[r#"
        Rotation **shop**

        Whoever is awake.

        Turns of 7 days, Europe/Vienna

        1. ann@x.org
        2. bob@x.org

        On call now: **ann@x.org** until Monday, 5 January, 09:00"#]],
    );
}

#[test]
fn what_stands_in_a_profile_is_told_as_a_service_has_it() {
    let in_profile = |at: &str, expected: Expect| {
        let text = "/// What everybody has.\nprofile shared {\n  escalation_policy all {\n    tier oncall { timeout = 5m \
                    }\n    tier lead { timeout = 10m }\n  }\n}\nprofile unused {}\nservice S {\n  use = [shared]\n  \
                    on_call_rotation r { members = [a@x.org] }\n}\n";
        let (before, after) = text.split_once(at).unwrap();
        check(&format!("{before}$0{at}{after}"), expected);
    };
    in_profile(
        "shared {",
        expect![[r#"
            Profile **shared**

            What everybody has.

            Brings escalation_policy **all**

            Used by S"#]],
    );
    in_profile(
        "shared]",
        expect![[r#"
            Profile **shared**

            What everybody has.

            Brings escalation_policy **all**"#]],
    );
    in_profile(
        "unused {",
        expect![[r#"
        Profile **unused**

        No service uses it."#]],
    );
    // Of the services that use it, the first changes the policy; the second has it as it stands.
    in_text(
        "profile base {\n  escalation_policy all {\n    tier lead { timeout = 10m }\n  }\n}\nservice Own {\n  use = \
         [base]\n  escalation_policy all { tier lead { timeout = 5m } }\n}\nservice Same { use = [base] }\n",
        "all {",
        expect![[r#"
            Escalation by **all**:

            | Tier | Who | Told after | Has | How |
            |---|---|---|---|---|
            | 1 | Lead | at once | 10 minutes | PagerDuty |

            If nobody has acknowledged after 30 minutes (its only tier, 3 times), the on-call engineer or the incident commander escalates the incident to the policy `all-fallback`, which tells everybody in every tier at once: Lead.

            *As in service Same*"#]],
    );
    in_profile(
        "lead {",
        expect![[r#"
        **Lead**: told 5 minutes after the page by PagerDuty; has 10 minutes

        No such role is declared; whoever holds it is found at deployment.

        *As in service S*"#]],
    );
}

#[test]
fn keys_and_words_have_the_schemas_words() {
    check(
        "service S {\n  severity P1 \"x\" { response_$0time = 5m }\n}\n",
        expect![[r#"
        `response_time`: a duration such as `15m` (no default)

        How long the first response may take after the alert. A P1 must have one.

        ```incident
        response_time = 5m
        ```"#]],
    );
    check(
        "service S {\n  escalation_policy p {\n    fallback = notify_$0all\n  }\n}\n",
        expect![[r#"
            `notify_all`

            Notify all members of all tiers simultaneously."#]],
    );
}

#[test]
fn zones_dates_and_durations_are_told_in_words() {
    let rotation =
        |entry: &str| format!("on_call_rotation r {{\n  members = [a@x.org]\n  {entry}\n}}\n");
    check(
        &rotation("time_zone = \"Europe/$0Berlin\""),
        expect![[r#"
        **Europe/Berlin**

        Now Friday 13:00 (CET, UTC+01:00)

        From 29 March 2026 03:00 on UTC+02:00"#]],
    );
    check(&rotation("rotation_period = 1w$02d"), expect!["1 week 2 days (12960 minutes)"]);
    check(
        &rotation("active_hours = 22:00-$006:00"),
        expect!["From 22:00 to 06:00 on the next day: 8 hours, in the rotation's time zone"],
    );
    check(
        &rotation("override 2026-12-21..2026$0-12-24 { with = b@x.org }"),
        expect![
            "Monday, 21 December 2026 to Thursday, 24 December 2026, both included: 4 days, in the rotation's time zone"
        ],
    );
    check(&rotation("starts = 2026-01-$005"), expect!["Monday, 5 January 2026, 09:00"]);
}

#[test]
fn nowhere_is_there_a_panic() {
    for name in EXAMPLES {
        let text = example(name);
        let fixture = fixture(&text);
        for (at, _) in text.char_indices() {
            fixture.analysis.hover(fixture.file, (at as u32).into(), NOW);
        }
    }
}
