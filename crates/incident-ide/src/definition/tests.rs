use expect_test::{Expect, expect};

use super::Navigation;
use crate::testing::{EXAMPLES, Fixture, example, fixture, platform, shown};

fn places(fixture: &Fixture, found: Option<Navigation>) -> String {
    let Some(found) = found else { return "nothing".to_owned() };
    let place = |to: &crate::Target| shown(&fixture.analysis, to.file, to.focus);
    found.to.iter().map(place).collect::<Vec<_>>().join("\n")
}

/// The definition and the type definition of each marked place of a program.
fn check(program: &str, marked: &[&str], expected: Expect) {
    let mut lines = Vec::new();
    for marked in marked {
        let plain = marked.replace("$0", "");
        assert_eq!(program.matches(&plain).count(), 1, "{plain}");
        let fixture = fixture(&program.replacen(&plain, marked, 1));
        let definition = fixture.analysis.definition(fixture.file, fixture.offset);
        let behind = fixture.analysis.type_definition(fixture.file, fixture.offset);
        let (definition, behind) = (places(&fixture, definition), places(&fixture, behind));
        lines.push(format!("{marked}\n  {definition}\n  behind: {behind}"));
    }
    expected.assert_eq(&lines.join("\n"));
}

const PROGRAM: &str = "\
person ann@x.example { name = \"Ann\" }
role lead { assignee = ann@x.example }
on_call_rotation days { members = [ann@x.example, bob@x.example] }
service A {
  rotation = days
  escalation_policy ops {
    tier oncall { channels = [phone:lead] }
    tier lead
    tier backup { rotation = days }
    fallback = auto_remediate
    remediation = back
    severities = [P2]
  }
  status_page page { component \"Pay\\u{6d}ents\" { health_check = pay } }
  severity P1 \"down\" { escalation = ops, response_time = 5m, components = [\"Payments\"] }
  observability {
    alert_rule errors { query = \"up\", severity = critical, escalates = P1 }
    health_check pay { url = \"https://x.example\" }
  }
  resilience { rollback_plan back { to = previous_version } }
}
";

#[test]
fn names_lead_to_what_they_mean_and_what_stands_behind() {
    check(
        PROGRAM,
        &[
            "[$0ann@x.example",
            "bob@x.ex$0ample",
            "assignee = ann@x$0.example",
            "rotation = days$0\n  esc",
            "tier on$0call",
            "phone:$0lead",
            "$0phone:",
            "tier le$0ad",
            "tier ba$0ckup",
            "{ rotation = da$0ys",
            "remediation = bac$0k",
            "[P$02]",
            "health_check = pa$0y",
            "severity P$01",
            "escalation = op$0s",
            "[\"Pay$0ments",
            "component \"Pay$0",
            "alert_rule err$0ors",
            "escalates = P$01",
            "severity = crit$0ical",
            "role le$0ad",
        ],
        expect![[r#"
            [$0ann@x.example
              main.incident:1:8 ann@x.example
              behind: main.incident:1:8 ann@x.example
            bob@x.ex$0ample
              nothing
              behind: nothing
            assignee = ann@x$0.example
              main.incident:1:8 ann@x.example
              behind: main.incident:1:8 ann@x.example
            rotation = days$0
              esc
              main.incident:3:18 days
              behind: main.incident:3:18 days
            tier on$0call
              main.incident:3:18 days
              behind: main.incident:3:18 days
            phone:$0lead
              main.incident:2:6 lead
              behind: main.incident:1:8 ann@x.example
            $0phone:
              nothing
              behind: nothing
            tier le$0ad
              main.incident:2:6 lead
              behind: main.incident:2:6 lead
            tier ba$0ckup
              main.incident:3:18 days
              behind: main.incident:3:18 days
            { rotation = da$0ys
              main.incident:3:18 days
              behind: main.incident:3:18 days
            remediation = bac$0k
              main.incident:20:30 back
              behind: main.incident:20:30 back
            [P$02]
              nothing
              behind: nothing
            health_check = pa$0y
              main.incident:18:18 pay
              behind: main.incident:18:18 pay
            severity P$01
              main.incident:15:12 P1
              behind: main.incident:6:21 ops
            escalation = op$0s
              main.incident:6:21 ops
              behind: main.incident:6:21 ops
            ["Pay$0ments
              main.incident:14:32 "Pay\u{6d}ents"
              behind: main.incident:18:18 pay
            component "Pay$0
              main.incident:14:32 "Pay\u{6d}ents"
              behind: main.incident:18:18 pay
            alert_rule err$0ors
              main.incident:17:16 errors
              behind: main.incident:15:12 P1
            escalates = P$01
              main.incident:15:12 P1
              behind: main.incident:6:21 ops
            severity = crit$0ical
              nothing
              behind: nothing
            role le$0ad
              main.incident:2:6 lead
              behind: main.incident:1:8 ann@x.example"#]],
    );
}

#[test]
fn nowhere_is_there_a_panic() {
    let examples = EXAMPLES.iter().map(|name| example(name));
    for text in examples.chain([PROGRAM.replace('{', "{ severity [ phone:"), platform()]) {
        let fixture = fixture(&text);
        let (analysis, file) = (&fixture.analysis, fixture.file);
        let length = analysis.text(file).len() as u32;
        for offset in (0..length + 2).step_by(7) {
            let offset = offset.into();
            analysis.definition(file, offset);
            analysis.type_definition(file, offset);
            analysis.references(file, offset);
            analysis.references_in_file(file, offset);
            let _ = analysis.prepare_rename(file, offset);
            analysis.linked_editing(file, offset);
            for target in analysis.prepare_calls(file, offset) {
                analysis.incoming_calls(target.file, target.focus.start());
                analysis.outgoing_calls(target.file, target.focus.start());
            }
        }
        analysis.document_symbols(file);
        analysis.links(file);
        analysis.lenses(file);
        analysis.workspace_symbols("a");
    }
}
