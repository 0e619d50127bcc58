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

#[test]
fn covered_is_a_member_by_somebody_else() {
    let rotation = |keys: &str| {
        in_service(&format!(
            "  on_call_rotation a {{\n    members = [ann@shop.example, bob@shop.example]\n    override \
             2026-12-21 {{ {keys} }}\n  }}"
        )) + "person carol@shop.example\n"
    };
    assert_eq!(labels(&rotation("replace = $0")), ["ann@shop.example", "bob@shop.example"]);
    let other = rotation("with = bob@shop.example, replace = $0");
    assert_eq!(labels(&other), ["ann@shop.example"]);
    let covering = rotation("replace = ann@shop.example, with = $0");
    assert_eq!(labels(&covering), ["bob@shop.example", "carol@shop.example"]);
    // Members that are not written yet are anybody.
    let empty = rotation("replace = $0").replace("ann@shop.example, bob@shop.example", "");
    assert_eq!(labels(&empty), ["carol@shop.example"]);
}

#[test]
fn nobody_is_declared_twice() {
    let text =
        "person ann@shop.example\nteam web { members = [ann@shop.example, bob@shop.example] }\n";
    assert_eq!(labels(&format!("{text}person $0")), ["bob@shop.example"]);
    assert_eq!(labels(&format!("person $0\n//- b.incident\n{text}")), ["bob@shop.example"]);
}

#[test]
fn a_profile_is_not_made_of_itself() {
    let text = "profile a { use = [$0] }\nprofile b { use = [a] }\n";
    assert_eq!(labels(text), ["b"]);
    let text = text.replace("use = [$0]", "us$0");
    let found = at(&text, None).1.items.into_iter().find(|item| item.label == "use");
    assert_eq!(found.unwrap().text.with_stops(), "use = [${1:b}]$0");
}

#[test]
fn a_policy_serves_levels_that_there_are() {
    let levels = |profile: &str, own: &str| {
        let service = in_service(&format!(
            "  use = [base]\n{own}\n  escalation_policy a {{ severities = [$0] }}"
        ));
        labels(&format!("profile base {{\n{profile}\n}}\n{service}"))
    };
    let (fast, slow) = ("  severity P1 \"down\"", "  severity P3 \"slow\"");
    assert_eq!(levels("", fast), ["P1"]);
    assert_eq!(levels(slow, fast), ["P1", "P3"]);
    assert_eq!(levels("", ""), ["P1", "P2", "P3", "P4"]);
    let text = in_service(&format!("{slow}\n  escalation_policy a {{ tier oncall\n sever$0 }}"));
    let found = at(&text, None).1.items.into_iter().find(|item| item.label == "severities");
    assert_eq!(found.unwrap().text.with_stops(), "severities = [${1:P3}]$0");
}

#[test]
fn an_example_names_a_role_that_there_is() {
    let text = in_service("  severity P1 \"down\" { notify$0 }");
    let put_in = |text: &str| {
        let items = at(text, None).1.items;
        let found = items.into_iter().find(|item| item.label == "notify_channels").unwrap();
        found.text.with_stops()
    };
    let example = "notify_channels = [${1:pagerduty, slack:#p1-incidents, phone:eng-manager}]$0";
    assert_eq!(put_in(&text), example);
    assert_eq!(put_in(&format!("role eng-manager\n{text}")), example);
    let other = put_in(&format!("role boss\n{text}"));
    assert_eq!(other, example.replace("eng-manager", "boss"));
}

#[test]
fn a_colon_in_place_of_an_equals_sign_keeps_nobody_from_completing() {
    let text = in_service("  severity P1 \"down\" { notify_channels: $0 }");
    assert_eq!(labels(&text)[0], "page");
    assert_eq!(at(&text, None).1.items[0].text.plain(), "[page]");
    let text = in_service("  severity P1 \"down\" { notify_channels: [page, $0] }");
    assert_eq!(labels(&text)[0], "pagerduty");
}

/// What is told about an offer once somebody looks at it.
fn told(text: &str, label: &str) -> String {
    let (fixture, found) = at(text, None);
    let item = found.items.into_iter().find(|item| item.label == label).unwrap();
    let topic = item.topic.unwrap();
    assert!(is_name(&topic), "{topic}");
    let now = jiff::Timestamp::UNIX_EPOCH;
    fixture.analysis.name_doc(fixture.file, fixture.offset, &topic, now).unwrap_or_default()
}

#[test]
fn names_are_told_as_under_the_pointer() {
    let shared = "role boss { title = \"Head\" }\nperson ann@shop.example { name = \"Ann\" }\n\
                  /// What all have.\nprofile base {}\non_call_rotation web { members = [ann@shop.example] }\n";
    let own = "  escalation_policy slow { tier oncall { timeout = 5m } }\n  status_page s {\n    component \
               \"Cart\" { description = \"Holds it\" }\n  }\n  observability {\n    health_check cart { url = \
               \"https://a.example\" }\n  }\n";
    let with = |lines: &str| format!("{shared}{}", in_service(&format!("{own}{lines}")));
    for (lines, label, says) in [
        ("  use = [$0]", "base", "What all have."),
        ("  rotation = $0", "web", "Turns of 7 days"),
        ("  escalation_policy p { tier $0 }", "boss", "**Head**"),
        ("  severity P1 \"x\" { escalation = $0 }", "slow", "5 minutes"),
        ("  severity P1 \"x\" { components = [$0] }", "Cart", "Holds it"),
        ("  status_page t { component \"C\" { health_check = $0 } }", "cart", "https"),
        ("  on_call_rotation a { members = [$0] }", "ann@shop.example", "**Ann**"),
        ("  on_call_rotation a { time_zone = $0 }", "Europe/Berlin", "UTC+01:00"),
        ("  severity P1 \"x\" { notify_channels = [phone:$0] }", "phone:boss", "**Head**"),
    ] {
        let told = told(&with(lines), label);
        assert!(told.contains(says), "{label}: {told:?}");
    }
}
