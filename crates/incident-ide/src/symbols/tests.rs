use expect_test::expect;

use super::Symbol;
use crate::testing::{example, fixture, platform, shown};

#[test]
fn a_file_is_its_blocks() {
    let fixture = fixture(&example("payment.incident"));
    fn lines(symbols: &[Symbol], depth: usize, all: &mut Vec<String>) {
        for symbol in symbols {
            all.push(format!("{}{} ({})", "  ".repeat(depth), symbol.name, symbol.word()));
            assert!(symbol.range.contains_range(symbol.focus));
            assert!(symbol.children.iter().all(|it| symbol.range.contains_range(it.range)));
            lines(&symbol.children, depth + 1, all);
        }
    }
    let mut all = Vec::new();
    lines(&fixture.analysis.document_symbols(fixture.file), 0, &mut all);
    expect![[r#"
        PaymentServiceOps (service)
          payments-backend (on_call_rotation)
          payments-critical (escalation_policy)
            oncall (tier)
            team-lead (tier)
            eng-manager (tier)
            vp-engineering (tier)
          payments (status_page)
            Core (group)
              Payment Processing (component)
              Payment Gateway (component)
            Supporting (group)
              Refund Service (component)
              Invoice Generation (component)
          post_mortem_template (post_mortem_template)
          P1 Complete payment processing outage (severity)
          P2 Payment processing degraded or single gateway down (severity)
          P3 Invoice generation delayed or minor payment UI issues (severity)
          P4 Cosmetic payment page issues, non-blocking logging errors (severity)"#]]
    .assert_eq(&all.join("\n"));
}

#[test]
fn what_is_whole_in_a_broken_file_is_there() {
    let fixture = fixture(
        "service A {\n  severity P1 {\n  tier\n  escalation_policy x { tier a\n}\nfoo bar {\n\nrole b\n",
    );
    let names: Vec<String> =
        fixture.analysis.document_symbols(fixture.file).into_iter().map(|it| it.name).collect();
    assert!(names.contains(&"A".to_owned()), "{names:?}");
}

#[test]
fn a_workspace_is_searched_for_letters_in_order() {
    let fixture = fixture(&platform());
    let search = |query: &str| {
        let found = fixture.analysis.workspace_symbols(query).into_iter();
        let line = |it: crate::Found| {
            let place = shown(&fixture.analysis, it.file, it.focus);
            format!("{} ({:?} in {:?}) {place}", it.name, it.kind, it.container)
        };
        found.take(6).map(line).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        platform (Team in None) platform.incident:4:6 platform
        platform (OnCallRotation in None) platform.incident:16:18 platform
        platform (EscalationPolicy in Some("platform-service")) platform.incident:29:21 platform
        platform-lead (Role in Some("platform")) platform.incident:7:8 platform-lead
        platform-service (Profile in None) platform.incident:26:9 platform-service"#]]
    .assert_eq(&search("platform"));
    expect![[r#"platform-lead (Role in Some("platform")) platform.incident:7:8 platform-lead"#]]
        .assert_eq(&search("pl ld"));
    expect!["lou@acme.example (Person in None) platform.incident:13:8 lou@acme.example"]
        .assert_eq(&search("lou@"));
    assert_eq!(search("no such thing"), "");
    assert!(!search("").is_empty());
}
