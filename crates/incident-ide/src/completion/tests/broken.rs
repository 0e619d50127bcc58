//! Texts that nobody has finished yet.

use super::*;

#[test]
fn in_unclosed_blocks() {
    let open = "service Shop {\n  on_call_rotation shop {\n    members = [a@b.example]\n";
    assert_eq!(labels(&format!("{open}    $0"))[0], "rotation_period");
    assert!(labels(&format!("{open}  $0")).contains(&"escalation_policy".to_owned()));
    assert!(labels(&format!("{open}$0")).contains(&"team".to_owned()));
    let below = format!("{open}    $0\n\nservice Other {{\n}}\n");
    assert_eq!(labels(&below)[0], "rotation_period");
    let below = format!("{open}    time_$0\n\nservice Other {{\n}}\n");
    assert_eq!(labels(&below)[0], "rotation_period");
}

#[test]
fn directly_below_an_opener_whatever_the_indentation() {
    for text in ["service Shop {\n$0", "service Shop {\n$0\n\nrole a\n", "service Shop {\ndes$0\n"]
    {
        assert_eq!(labels(text)[0], "description", "{text}");
    }
}

#[test]
fn a_header_without_its_brace() {
    assert_eq!(labels("service Shop\n  des$0\n}\n")[0], "description");
}

#[test]
fn a_half_typed_line_does_not_swallow_the_next() {
    let text = in_service(
        "  on_call_rotation a {\n    members = [a@b.example, $0\n    rotation_period = 7d\n  }\n  team_x",
    ) + "team c { members = [z@b.example] }\n";
    assert_eq!(labels(&text), ["z@b.example"]);
    let text = in_service("  escalation_policy a {\n    fallback = $0\n    repeat_cycles = 2\n  }");
    assert_eq!(labels(&text)[0], "notify_all");
}

#[test]
fn in_the_middle_of_a_word_all_of_it_is_replaced() {
    let text = in_service("  escalation_policy a { fallback = exec$0utive_esc }");
    let (fixture, found) = at(&text, None);
    let source = fixture.analysis.text(fixture.file);
    let behind = source.get(usize::from(found.word.start())..).unwrap();
    assert!(behind.starts_with("executive_esc "), "{behind}");
    assert_eq!(found.word.len(), TextSize::of("executive_esc"));
    assert_eq!(found.before.len(), TextSize::of("exec"));
    let text = in_service("  escalation_policy payments-crit$0ical");
    assert_eq!(labels(&text), [""; 0]);
}

#[test]
fn a_key_before_its_value_is_the_word_alone() {
    let text = in_service("  severity P1 \"down\" {\n    resp$0 = 5m\n  }");
    check(
        &text,
        expect![[r#"
        in place of "resp"
        response_time -> "response_time"  (a duration such as 15m)
        notify_channels -> "notify_channels"  (a list of channels such as [page, slack:#incidents])
        requires_incident_commander -> "requires_incident_commander"  (true or false, default false)
        requires_status_page_update -> "requires_status_page_update"  (true or false, default false)
        requires_post_mortem -> "requires_post_mortem"  (true or false, default true)
        resolution_target -> "resolution_target"  (a duration such as 15m)
        escalation -> "escalation"  (the name of an escalation policy)
        components -> "components"  (a list of component names, each in quotes, in [ and ])
        page_status -> "page_status"  (a page status (major_outage, partial_outage or degraded_performance))
    "#]],
    );
    let text = in_service("  seve$0 P1 \"down\" {\n  }");
    let (_, found) = at(&text, None);
    assert!(found.items.iter().all(|item| item.kind == CompletionKind::Block));
    assert!(found.items.iter().all(|item| !item.text.has_stops()));
}

#[test]
fn before_an_entry_a_line_or_a_comma_comes_too() {
    let first = |text: &str| at(text, None).1.items[0].text.filled();
    let text = in_service("  severity P1 \"down\" {\n   $0 response_time = 5m\n  }");
    assert!(first(&text).ends_with('\n'), "{:?}", first(&text));
    let text = in_service("  severity P1 \"down\" {$0 response_time = 5m }");
    assert_eq!(
        first(&text),
        " notify_channels = [pagerduty, slack:#p1-incidents, phone:eng-manager],"
    );
    let text = in_service("  severity P1 \"down\" {$0}");
    assert_eq!(first(&text), " response_time = 5m ");
}

#[test]
fn nothing_in_comments_strings_and_behind_whole_values() {
    for line in [
        "  // $0",
        "  /// $0",
        "  /* $0",
        "  /* $0 */",
        "  description = \"$0\"",
        "  description = \"$0",
        "  description = \"\"\"$0\"\"\"",
        "  description = \"a, $0",
        "  description = $0",
        "  runbook = \"https://$0\"",
        "  status_update_interval = 5m $0",
        "  status_update_interval = [$0]",
        "  severity P1 \"down\" { } $0",
        "  severity P1 $0",
        "  nothing { $0 }",
        "  nothing = $0",
        "  escalation_policy $0",
        "  use = [a $0]",
        "  = $0",
    ] {
        assert_eq!(labels(&in_service(line)), [""; 0], "{line}");
    }
    assert!(labels(&in_service("  /* a */ $0")).len() > 5);
}

#[test]
fn what_is_typed_asks_only_where_something_follows() {
    let asked = |text: &str, trigger: char| !at(text, Some(trigger)).1.items.is_empty();
    assert!(!asked(&in_service("   $0"), ' '));
    assert!(asked(&in_service("  severity P1 \"down\" { $0 }"), ' '));
    assert!(asked(&in_service("  severity $0"), ' '));
    assert!(asked(&in_service("  on_call_rotation a { time_zone = \"$0\" }"), '"'));
    assert!(!asked(&in_service("  description = \"$0\""), '"'));
    assert!(asked(&in_service("  severity P1 \"a\" { notify_channels = [phone:$0] }"), ':'));
    assert!(!asked(&in_service("  severity:$0"), ':'));
    assert!(asked(&in_service("  severity P1 \"a\" { notify_channels = [$0] }"), '['));
}

#[test]
fn snippets_and_their_plain_text() {
    let snippet = Snippet::text("a = ").stop("b}").then("$").choice(vec!["x,".into(), "y".into()]);
    assert_eq!(snippet.with_stops(), "a = ${1:b\\}}\\$${2|x\\,,y|}$0");
    assert_eq!(snippet.plain(), "a = b}$x,");
    assert_eq!(snippet.unstopped("a = ").within("(", ")").plain(), "(a = )");
}

#[test]
fn more_about_keys_and_blocks() {
    let key = word_doc("severity.response_time").unwrap();
    assert!(key.contains("How long the first response may take"), "{key}");
    assert!(word_doc("service").unwrap().contains("```incident"));
    assert!(word_doc("profile.use").is_some());
    assert_eq!(word_doc("nothing"), None);
    assert_eq!(word_doc("service.nothing"), None);
}
