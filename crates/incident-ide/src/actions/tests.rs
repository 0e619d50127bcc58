mod mends;

use expect_test::expect;
use incident_base::TextRange;

use super::ActionKind;
use crate::testing::fixture;

/// What the action whose title starts so makes of the text; the titles when there is none.
fn done(text: &str, title: &str) -> Result<String, Vec<String>> {
    let fixture = fixture(text);
    let actions =
        fixture.analysis.actions(fixture.file, TextRange::empty(fixture.offset), |_| true);
    let titles = || actions.iter().map(|action| action.title.clone()).collect::<Vec<_>>();
    let action =
        actions.iter().find(|action| action.title.starts_with(title)).ok_or_else(titles)?;
    let text = fixture.analysis.text(fixture.file);
    Ok(incident_base::apply(text, action.edits.clone()).0)
}

#[test]
fn a_finding_is_mended() {
    let text = "role a { title = \"A\" }\nservice S { status_update_interval = 5$0M }\n";
    assert_eq!(done(text, "Change `5M` to `5m`").unwrap(), text.replace("5$0M", "5m"));
    let text = "role a { title$0: \"A\" }\nrole b { title: \"B\" }\n";
    assert_eq!(
        done(text, "Mend all").unwrap(),
        "role a { title = \"A\" }\nrole b { title = \"B\" }\n"
    );
}

#[test]
fn a_role_is_declared_and_a_warning_allowed() {
    let text = "role boss { title = \"B\" }\nservice S {\n  on_call_rotation r { members = [a@x.org] }\n  \
                escalation_policy p {\n    tier oncall\n    tier $0somebody\n  }\n}\n";
    let plain = text.replace("$0", "");
    assert_eq!(
        done(text, "Declare the role").unwrap(),
        format!("{plain}\nrole somebody {{\n  title = \"Somebody\"\n}}\n")
    );
    let allowed = "tier somebody // incident: allow(INC138) accepted on 2026-01-02";
    assert_eq!(done(text, "Allow INC138").unwrap(), plain.replace("tier somebody", allowed));
    let commented = text.replace("somebody\n", "somebody // why\n");
    let above = "// incident: allow(INC138) accepted on 2026-01-02\n    tier somebody // why";
    assert_eq!(done(&commented, "Allow INC138").unwrap(), plain.replace("tier somebody", above));
}

#[test]
fn what_is_offered_can_be_told_apart() {
    let titles = |text: &str| -> Vec<String> {
        let fixture = fixture(text);
        let whole = TextRange::up_to(incident_base::TextSize::of(text));
        let actions = fixture.analysis.actions(fixture.file, whole, |_| true);
        actions.into_iter().map(|action| action.title).collect()
    };
    let two = "role boss { title = \"B\" }\nservice S {\n  on_call_rotation r { members = [a@x.org] }\n  \
               escalation_policy p {\n    tier oncall\n    tier one\n    tier two\n  }\n}\n";
    expect![[r#"
        [
            "Declare the role `one`",
            "Declare the role `two`",
            "Allow INC138 here (line 6)",
            "Allow INC138 here (line 7)",
        ]
    "#]]
    .assert_debug_eq(&titles(two));
    // A comment about a comment would allow nothing.
    expect![[r#"
        [
            "Remove `// incident: allow(INC138) nothing`",
            "Mend all that can be mended without asking",
        ]
    "#]]
    .assert_debug_eq(&titles("// incident: allow(INC138) nothing\nrole boss {}\n"));
}

#[test]
fn lists_are_broken_and_sorted() {
    let text = "team t {\n  members = [b@x.org, $0a@x.org]\n}\n";
    assert_eq!(
        done(text, "Put each value").unwrap(),
        "team t {\n  members = [\n    b@x.org,\n    a@x.org,\n  ]\n}\n"
    );
    assert_eq!(
        done(text, "Sort the members").unwrap(),
        "team t {\n  members = [a@x.org, b@x.org]\n}\n"
    );
    assert!(done("team t {\n  members = [\n  b@x.org, $0c@x.org]\n}\n", "Put").is_err());
}

/// A service with a policy for its urgent severities, and something in it.
fn with_policy(entries: &str) -> String {
    format!(
        "service $0S {{\n  escalation_policy p {{\n    tier oncall\n    tier boss\n  }}\n{entries}}}\n"
    )
}

#[test]
fn missing_severities_are_added_in_the_order_of_their_levels() {
    let added = |entries: &str, title: &str| done(&with_policy(entries), title).unwrap();
    expect![[r#"
        service S {
          escalation_policy p {
            tier oncall
            tier boss
          }
          severity P1 "Complete service outage affecting all users" {
            response_time = 5m
          }
          severity P2 "slow" { response_time = 1h } // why
          severity P3 "Minor feature degradation affecting some users"
          severity P4 "Cosmetic issue or minor inconvenience"
          runbook = "r"
        }
    "#]]
    .assert_eq(&added(
        "  severity P2 \"slow\" { response_time = 1h } // why\n  runbook = \"r\"\n",
        "Add severity P1, P3, P4",
    ));
    expect![[r#"
        service S {
          escalation_policy p {
            tier oncall
            tier boss
          }

          severity P1 "Complete service outage affecting all users" {
            response_time = 5m
          }
          severity P2 "Major feature degradation affecting many users"
          severity P3 "Minor feature degradation affecting some users"
          // incident: allow(INC138) meant
          severity P4 "odd"
        }
    "#]]
    .assert_eq(&added(
        "\n  // incident: allow(INC138) meant\n  severity P4 \"odd\"\n",
        "Add severity P1, P2, P3",
    ));
    // It is the service's brace that goes to a line of its own.
    expect![[r#"
        service E { severity P3 "bad"
          severity P4 "Cosmetic issue or minor inconvenience"
        }
    "#]]
    .assert_eq(&done("service E$0 { severity P3 \"bad\" }\n", "Add severity P4").unwrap());
}

#[test]
fn severities_are_added_where_there_is_none() {
    let added = |text: &str| done(text, "Add severity P3, P4").unwrap();
    expect![[r#"
        service E {
          severity P3 "Minor feature degradation affecting some users"
          severity P4 "Cosmetic issue or minor inconvenience"
        }
    "#]]
    .assert_eq(&added("service E$0 {}\n"));
    expect![[r#"
        service E {
          severity P3 "Minor feature degradation affecting some users"
          severity P4 "Cosmetic issue or minor inconvenience"
        } // new
    "#]]
    .assert_eq(&added("service E$0 // new\n"));
    expect![[r#"
        service E { runbook = "r"
          severity P3 "Minor feature degradation affecting some users"
          severity P4 "Cosmetic issue or minor inconvenience"
        }
    "#]]
    .assert_eq(&added("service E$0 { runbook = \"r\" }\n"));
    expect![[r#"
        service E {
          severity P3 "Minor feature degradation affecting some users"
          severity P4 "Cosmetic issue or minor inconvenience"
          // nothing yet
        }
    "#]]
    .assert_eq(&added("service E$0 {\n  // nothing yet\n}\n"));
}

#[test]
fn what_two_services_have_in_common_becomes_a_profile() {
    let text = "service A$0 {
  description = \"A\"
  status_update_interval = 10m

  /// All is down.
  severity P3 \"down\" {
    requires_post_mortem = false // rarely
  }
}

service B {
  use = [other]
  status_update_interval = 10m
  severity P4 \"slow\"

  /// All is down.
  severity P3 \"down\" {
    requires_post_mortem = false // rarely
  }
}

profile other { paging_provider = pagerduty }
profile shared { paging_provider = pagerduty }
";
    let plain = text.replace("$0", "");
    let moved = done(text, "Move what it has in common with B").unwrap();
    expect![[r#"
        service A {
          use = [shared-2]
          description = "A"
        }

        service B {
          use = [other, shared-2]
          severity P4 "slow"
        }

        profile other { paging_provider = pagerduty }
        profile shared { paging_provider = pagerduty }

        profile shared-2 {
          status_update_interval = 10m
          /// All is down.
          severity P3 "down" {
            requires_post_mortem = false // rarely
          }
        }
    "#]]
    .assert_eq(&moved);
    // Both services are what they were.
    let (before, after) = (fixture(&plain), fixture(&moved));
    let models = |fixture: &crate::testing::Fixture| {
        let analysis = &fixture.analysis;
        let services = incident_analysis::services(&analysis.db);
        let settings = incident_analysis::settings(&analysis.db, analysis.workspace);
        let guides =
            services.iter().map(|it| incident_codegen::brief::response_guide(it, &settings));
        guides.collect::<Vec<String>>()
    };
    assert_eq!(models(&before), models(&after));
    assert!(
        done("service A { severity P3 \"x\" }\nservice$0 B { severity P3 \"x\" }\n", "Move")
            .is_err()
    );
}

#[test]
fn what_services_of_two_files_have_in_common_becomes_a_profile() {
    let fixture = fixture(
        "//- a.incident\nservice $0A {\n  severity P3 \"bad\"\n}\n//- b.incident\nservice B {\n  severity P3 \
         \"bad\"\n}\n",
    );
    let actions =
        fixture.analysis.actions(fixture.file, TextRange::empty(fixture.offset), |_| true);
    let action = actions.iter().find(|it| it.title.starts_with("Move what it has")).unwrap();
    let [(other, edits)] = action.elsewhere.as_slice() else { panic!("{action:?}") };
    let own = incident_base::apply(fixture.analysis.text(fixture.file), action.edits.clone()).0;
    let other = incident_base::apply(fixture.analysis.text(*other), edits.clone()).0;
    expect![[r#"
        service A {
          use = [shared]
        }

        profile shared {
          severity P3 "bad"
        }
        ---
        service B {
          use = [shared]
        }
    "#]]
    .assert_eq(&format!("{own}---\n{other}"));
}

#[test]
fn what_is_not_wanted_is_not_made() {
    let text = "role boss { title = \"B\" }\nservice S {\n  status_update_interval: 5m\n  on_call_rotation r { members = \
                [a@x.org] }\n  escalation_policy p {\n    tier oncall\n    tier one\n  }\n}\n";
    let whole = TextRange::up_to(incident_base::TextSize::of(text));
    let of = |wanted: &[ActionKind]| {
        let (fixture, log) = crate::testing::logging(text);
        let all = fixture.analysis.actions(fixture.file, whole, |kind| wanted.contains(&kind));
        let titles = all.into_iter().map(|action| action.title).collect::<Vec<_>>();
        let checked = log.lock().unwrap().iter().any(|line| line.starts_with("lower("));
        (titles, checked)
    };
    expect![[r#"
        (
            [
                "Mend all that can be mended without asking",
            ],
            true,
        )
    "#]]
    .assert_debug_eq(&of(&[ActionKind::FixAll]));
    expect![[r#"
        (
            [
                "Change `:` to `=`",
            ],
            true,
        )
    "#]]
    .assert_debug_eq(&of(&[ActionKind::Fix]));
    // As who has imports organised at every save asks.
    expect![[r#"
        (
            [],
            false,
        )
    "#]]
    .assert_debug_eq(&of(&[]));
}

#[test]
fn a_brace_in_a_comment_opens_no_block() {
    let text = "role boss { title = \"B\" }\nservice S /* { */ { // {\n  seve$0rity P1 \"down\" /* { */ {\n    \
                requires_post_mortem = true\n  }\n}\n";
    let added = "{ */ {\n    response_time = 5m\n    requires";
    let wanted = text.replace("$0", "").replace("{ */ {\n    requires", added);
    assert_eq!(done(text, "Add `response_time").unwrap(), wanted);
}
