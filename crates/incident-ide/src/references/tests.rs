use expect_test::{Expect, expect};

use crate::testing::{fixture, shown};

fn check(text: &str, expected: Expect) {
    let fixture = fixture(text);
    let all = fixture.analysis.references(fixture.file, fixture.offset);
    let place = |one: &super::Reference| {
        let mark = if one.declares { "* " } else { "- " };
        format!("{mark}{}", shown(&fixture.analysis, one.file, one.range))
    };
    let found: Vec<String> = all.iter().map(place).collect();
    // Whoever asks at another of the places gets the same.
    for one in &all {
        assert_eq!(fixture.analysis.references(one.file, one.range.start()), all);
        let here: Vec<_> = all.iter().filter(|it| it.file == one.file).copied().collect();
        assert_eq!(fixture.analysis.references_in_file(one.file, one.range.end()), here);
    }
    expected.assert_eq(&found.join("\n"));
}

#[test]
fn people_are_the_workspace_s() {
    check(
        "person Ann@x.example\n//- b.incident\nrole lead { assignee = a$0nn@x.example }\n\
         on_call_rotation r {\n  members = [ann@x.example]\n  \
         override 2026-01-01..2026-01-02 { with = ANN@x.example }\n}\n\
         //- c.incident\nservice S { severity P1 \"x\" { notify_channels = [email:ann@x.example] } }\n",
        expect![[r#"
            - b.incident:1:24 ann@x.example
            - b.incident:3:14 ann@x.example
            - b.incident:4:44 ANN@x.example
            * main.incident:1:8 Ann@x.example"#]],
    );
}

/// Two services with policies of one name, of which one has it from a profile.
const POLICIES: &str = "\
profile base {
  escalation_policy ops { tier lead }
}
service A {
  use = [base]
  severity P1 \"x\" { escalation = ops }
}
service B {
  escalation_policy ops { tier lead }
  severity P1 \"x\" { escalation = o$0ps }
}
service C {
  use = [base]
  escalation_policy OPS { repeat_cycles = 3 }
}
";

#[test]
fn a_service_s_own_names_are_its_own() {
    check(
        POLICIES,
        expect![[r#"
            * main.incident:9:21 ops
            - main.incident:10:34 ops"#]],
    );
    check(
        &POLICIES.replace("o$0ps", "ops").replace("policy OPS", "policy O$0PS"),
        expect![[r#"
            * main.incident:2:21 ops
            - main.incident:6:34 ops
            * main.incident:14:21 OPS"#]],
    );
}

const ROLES: &str = "\
role lead
service Own {
  role lead
  escalation_policy p { tier lead }
}
service Shared {
  escalation_policy p { tier lead { channels = [sms:\"Lead\"] } }
  post_mortem_template { required_sections = [\"Summary\"], reviewers = [lead] }
}
team t { role lead }
service OfTheTeam {
  on_call_rotation t { members = [a@x.example] }
  escalation_policy p { tier lead }
}
service Undeclared { escalation_policy p { tier other } }
service Another { escalation_policy p { tier other } }
";

#[test]
fn a_role_is_the_service_s_then_its_team_s_then_everybody_s() {
    check(
        &ROLES.replacen("role lead", "role le$0ad", 1),
        expect![[r#"
            * main.incident:1:6 lead
            - main.incident:7:30 lead
            - main.incident:7:54 Lead
            - main.incident:8:72 lead"#]],
    );
    check(
        &ROLES.replace("  role lead\n", "  role le$0ad\n"),
        expect![[r#"
            * main.incident:3:8 lead
            - main.incident:4:30 lead"#]],
    );
    check(
        &ROLES.replace("team t { role lead", "team t { role le$0ad"),
        expect![[r#"
            * main.incident:10:15 lead
            - main.incident:13:30 lead"#]],
    );
    check(
        &ROLES.replacen("tier other", "tier ot$0her", 1),
        expect![[r#"
            - main.incident:15:49 other
            - main.incident:16:46 other"#]],
    );
}

#[test]
fn a_rotation_is_the_service_s_or_shared_and_one_with_its_team() {
    let rotations = "\
on_call_rotation r { members = [a@x.example] }
service Takes { rotation = r }
service Reaches { escalation_policy p { tier x { rotation = [r$0] } } }
service Own {
  rotation = r
  on_call_rotation r { members = [b@x.example] }
  escalation_policy p { tier x { rotation = r } }
}
";
    check(
        rotations,
        expect![[r#"
            * main.incident:1:18 r
            - main.incident:2:28 r
            - main.incident:3:62 r
            - main.incident:5:14 r"#]],
    );
    check(
        &format!("{rotations}team R\n"),
        expect![[r#"
        * main.incident:1:18 r
        - main.incident:2:28 r
        - main.incident:3:62 r
        - main.incident:5:14 r
        * main.incident:6:20 r
        - main.incident:7:45 r
        * main.incident:9:6 R"#]],
    );
}

#[test]
fn what_nothing_refers_to_is_one_with_those_of_its_block() {
    check(
        "service A {\n  status_page one { group Core { component \"a\" } }\n  \
         status_page two { group Co$0re { component \"b\" } }\n}\n",
        expect!["* main.incident:3:27 Core"],
    );
}
