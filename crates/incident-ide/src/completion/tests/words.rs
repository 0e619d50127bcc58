//! Values of every sort.

use super::*;

#[test]
fn digits_become_lengths_of_time() {
    let text = in_service("  severity P1 \"down\" { response_time = 5$0 }");
    check(
        &text,
        expect![[r#"
        in place of "5"
        5s -> "5s"
        5m -> "5m"
        5h -> "5h"
        5d -> "5d"
        5w -> "5w"
    "#]],
    );
    let text = in_service("  on_call_rotation a { rotation_period = 1h3$0 }");
    assert_eq!(labels(&text), ["1h3s", "1h3m"]);
    let text = in_service("  post_mortem_template { due_within = 5$0 }");
    assert_eq!(labels(&text), ["5bd", "5s", "5m", "5h", "5d", "5w"]);
}

#[test]
fn an_empty_value_is_likely_its_default() {
    let text = in_service("  on_call_rotation a {\n    rotation_period =$0\n  }");
    let (_, found) = at(&text, Some('='));
    assert_eq!(found.items[0].label, "7d");
    assert_eq!(found.items[0].detail.as_deref(), Some("default"));
    assert_eq!(found.items[0].text.plain(), " 7d");
    let text = in_service("  on_call_rotation a {\n    rotation_period = $0\n  }");
    assert_eq!(at(&text, Some(' ')).1.items[0].text.plain(), "7d");
    let text = in_service("  on_call_rotation a {\n    rotation_period $0\n  }");
    assert_eq!(at(&text, Some(' ')).1.items[0].text.plain(), "= 7d");
}

#[test]
fn people_of_the_whole_program_with_their_names() {
    check(
        "person ann@shop.example { name = \"Ann\" }\nservice Shop {\n  on_call_rotation a {\n    \
         members = [bob@shop.example, $0]\n  }\n}\n//- other.incident\nteam a { members = \
         [carol@shop.example, bob@shop.example] }\n",
        expect![[r#"
            in place of ""
            ann@shop.example -> "ann@shop.example"  (Ann)
            carol@shop.example -> "carol@shop.example"
        "#]],
    );
}

#[test]
fn a_list_without_brackets_gets_them() {
    check(
        "team b { members = [carol@shop.example] }\nteam a { members = $0 }\n",
        expect![[r#"
            in place of ""
            carol@shop.example -> "[carol@shop.example$1]$0"
        "#]],
    );
}

#[test]
fn before_another_item_a_comma_comes_too() {
    check(
        "team b { members = [carol@shop.example] }\nteam a { members = [$0 bob@shop.example] }\n",
        expect![[r#"
            in place of ""
            carol@shop.example -> "carol@shop.example,"
        "#]],
    );
}

#[test]
fn channels_by_their_kind_and_those_used_elsewhere() {
    let text = in_service(
        "  severity P1 \"down\" { notify_channels = [slack:#down, $0] }\n  severity P2 \"slow\" { \
         notify_channels = [slack:#slow] }",
    );
    assert_eq!(
        labels(&text),
        [
            "page",
            "pagerduty",
            "opsgenie",
            "slack",
            "phone",
            "sms",
            "email",
            "teams",
            "webhook",
            "slack:#slow"
        ]
    );
    let text = text.replace("$0", "slack:#s$0");
    assert_eq!(labels(&text), ["slack:#slow"]);
    let text = text.replace("slack:#s$0", "phone:$0").replace("service", "role ops\n\nservice");
    assert_eq!(labels(&text), ["phone:oncall", "phone:ops"]);
}

#[test]
fn roles_that_are_declared_or_else_used() {
    let policy = "  escalation_policy a {\n    tier ops { timeout = 5m }\n    tier $0\n  }";
    let usual = ["team-lead", "eng-manager", "vp-engineering"];
    assert_eq!(labels(&in_service(policy)), [&["oncall"], usual.as_slice()].concat());
    let with_role = format!("team web {{ role web-lead }}\nrole boss\n{}", in_service(policy));
    assert_eq!(labels(&with_role), ["oncall", "boss", "web-lead"]);
    let other = in_service("  escalation_policy b { tier $0 }")
        + "//- b.incident\n"
        + &in_service(&policy.replace("$0", "oncall"));
    assert_eq!(labels(&other), [&["oncall", "ops"], usual.as_slice()].concat());
}

#[test]
fn names_of_the_service_and_of_its_profiles() {
    let profile = "profile base {\n  observability {\n    health_check web { url = \"https://a.example\" }\n  }\n}\n";
    let text = in_service(
        "  use = [base]\n  status_page shop {\n    component \"Shop\" { health_check = $0 }\n  }\n  \
         observability {\n    health_check own { url = \"https://b.example\" }\n  }",
    );
    assert_eq!(labels(&format!("{profile}{text}")), ["own", "web"]);
    let text = in_service("  use = [$0]");
    assert_eq!(labels(&format!("{profile}{text}")), ["base"]);
}

#[test]
fn components_in_quotes() {
    let text = in_service(
        "  status_page a {\n    component \"Pay\"\n    group B {\n      component \"Refund\"\n    }\n  }\n  \
         severity P1 \"down\" { components = [$0] }",
    );
    check(
        &text,
        expect![[r#"
        in place of ""
        Pay -> "\"Pay\""  (component)
        Refund -> "\"Refund\""  (component)
    "#]],
    );
    check(
        &text.replace("$0", "\"$0\""),
        expect![[r#"
        in place of ""
        Pay -> "Pay"  (component)
        Refund -> "Refund"  (component)
    "#]],
    );
    check(
        &text.replace("$0", "\"Pay\", \"Re$0"),
        expect![[r#"
        in place of "Re"
        Refund -> "Refund\""  (component)
    "#]],
    );
}

#[test]
fn rotations_own_and_shared() {
    let text = "on_call_rotation shared { members = [a@b.example] }\n".to_owned()
        + &in_service(
            "  on_call_rotation own { members = [a@b.example] }\n  escalation_policy a {\n    tier \
             oncall { rotation = $0 }\n  }",
        );
    assert_eq!(labels(&text), ["own", "shared"]);
    assert_eq!(labels(&text.replace("= $0", "= [own, $0]")), ["shared"]);
    let own = text.replace("= $0", "= own").replace("  on_call", "  rotation = $0\n  on_call");
    assert_eq!(labels(&own), ["shared"]);
}

#[test]
fn zones_by_their_cities_in_quotes_or_not() {
    let text = in_service("  on_call_rotation a { time_zone = \"new y$0\" }");
    check(
        &text,
        expect![[r#"
        in place of "new y"
        America/New_York -> "America/New_York"
    "#]],
    );
    let text = in_service("  on_call_rotation a { time_zone = Berl$0 }");
    check(
        &text,
        expect![[r#"
        in place of "Berl"
        Europe/Berlin -> "\"Europe/Berlin\""
    "#]],
    );
    let text = in_service("  on_call_rotation a { time_zone = \"Europe/Ber$0 }");
    check(
        &text,
        expect![[r#"
        in place of "Europe/Ber"
        Europe/Berlin -> "Europe/Berlin\""
    "#]],
    );
    let text = in_service("  on_call_rotation a { time_zone = America/New$0 }");
    check(
        &text,
        expect![[r#"
        in place of "America/New"
        America/New_York -> "\"America/New_York\""
    "#]],
    );
}

#[test]
fn sections_that_are_not_there_yet() {
    let text = in_service(
        "  post_mortem_template {\n    required_sections = [\"Summary\", \"Impact\", $0, \"Timeline\"]\n  }",
    );
    check(
        &text,
        expect![[r#"
        in place of ""
        Root Cause -> "\"Root Cause\""  (section)
        Contributing Factors -> "\"Contributing Factors\""  (section)
        Resolution -> "\"Resolution\""  (section)
        Action Items -> "\"Action Items\""  (section)
        Lessons Learned -> "\"Lessons Learned\""  (section)
    "#]],
    );
}

#[test]
fn words_with_what_they_mean() {
    let text = in_service("  escalation_policy a { fallback = $0 }");
    let (_, found) = at(&text, None);
    assert_eq!(found.items[0].detail.as_deref(), Some("default"));
    assert!(found.items.iter().all(|item| item.doc.is_some()));
    let text = in_service("  on_call_rotation a { active_days = [mon, $0, fri] }");
    assert_eq!(labels(&text), ["tue", "wed", "thu", "sat", "sun"]);
    let text = in_service("  severity P1 \"down\"\n  severity $0\n  severity P3 \"slow\"");
    assert_eq!(labels(&text), ["P2", "P4"]);
    let text = in_service("  severity P1 \"down\" { requires_post_mortem = $0 }");
    assert_eq!(labels(&text), ["true", "false"]);
}

#[test]
fn days_are_today_and_next_monday() {
    let text = in_service("  on_call_rotation a { starts = $0 }");
    assert_eq!(labels(&text), ["2026-01-02", "2026-01-05", "2026-01-02T09:00", "2026-01-05T09:00"]);
    assert_eq!(labels("person a@b.example { left = $0 }"), ["2026-01-02", "2026-01-05"]);
    let text = in_service("  on_call_rotation a {\n    override $0\n  }");
    assert_eq!(labels(&text), ["2026-01-02..2026-01-02", "2026-01-05..2026-01-11"]);
}

#[test]
fn a_header_tells_which_label_is_written() {
    let signature = |text: &str| {
        let fixture = fixture(text);
        fixture.analysis.signature(fixture.file, fixture.offset)
    };
    let level = signature(&in_service("  severity $0")).unwrap();
    assert_eq!((level.label.as_str(), level.active), ("severity LEVEL DESCRIPTION", 0));
    assert_eq!(level.labels[0].0, 9..14);
    for line in ["  severity P1 \"$0", "  severity P1 \"do$0wn\" {\n  }", "  severity P1 $0"] {
        assert_eq!(signature(&in_service(line)).unwrap().active, 1, "{line}");
    }
    for line in ["  sev$0", "  severity P1 \"down\" $0", "  severity P1 // $0", "  deployment $0"] {
        assert_eq!(signature(&in_service(line)), None, "{line}");
    }
}

#[test]
fn of_many_names_those_that_hold_what_is_typed() {
    let many: String = (0..400).map(|n| format!("on_call_rotation team-{n:03} {{ }}\n")).collect();
    let ask = |typed: &str| at(&format!("service A {{ rotation = {typed}$0 }}\n{many}"), None).1;
    let (all, some) = (ask(""), ask("TEAM-39"));
    assert_eq!((all.items.len(), all.is_incomplete), (300, true));
    assert_eq!((some.items.len(), some.is_incomplete), (10, true));
    let people: String =
        (0..400).map(|n| format!("team t{n} {{ members = [p{n:03}@a.example] }}\n")).collect();
    let found = at(&format!("team a {{ members = [p39$0] }}\n{people}"), None).1;
    assert_eq!((found.items.len(), found.is_incomplete), (10, true));
}
