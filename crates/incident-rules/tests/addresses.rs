//! E-mail addresses are the same whatever their case, in every rule that compares people.

use incident_analysis::{Contents, Database, SourceFile, Workspace};
use incident_base::FileId;
use jiff::civil::date;

/// The codes found on 2026-06-01.
fn codes(text: &str) -> Vec<String> {
    let db = Database::default();
    let contents = Contents::Text(text.into());
    let file = SourceFile::new(&db, FileId(0), "main.incident".into(), contents);
    let workspace = Workspace::new(&db, vec![file], None, Some(date(2026, 6, 1)));
    incident_rules::check(&db, workspace).iter().map(|one| one.code.to_string()).collect()
}

fn rotation(people: &str, inside: &str) -> String {
    format!(
        "{people}\nservice PaymentOps {{\n  on_call_rotation payments {{\n    members = \
         [alice@company.com, david@company.com]\n    starts  = 2026-06-01\n    {inside}\n  }}\n}}\n"
    )
}

#[test]
fn an_absence_is_found_and_covered() {
    let away = "person David@company.com { away = [2026-06-08..2026-06-12] }";
    assert_eq!(codes(&rotation(away, "")), ["INC302"]);
    let cover =
        "override 2026-06-08..2026-06-12 { replace = DAVID@company.com, with = carol@company.com }";
    assert_eq!(codes(&rotation(away, cover)), Vec::<String>::new());
    let self_cover =
        "override 2026-06-01..2026-06-12 { replace = alice@company.com, with = DAVID@company.com }";
    assert_eq!(codes(&rotation(away, self_cover)), ["INC302"]);
}

#[test]
fn an_override_that_covers_no_shift_is_found() {
    let late =
        "override 2026-06-02..2026-06-05 { replace = David@company.com, with = carol@company.com }";
    assert_eq!(codes(&rotation("", late)), ["INC303"]);
}

#[test]
fn somebody_who_has_left_is_found() {
    assert_eq!(codes(&rotation("person DAVID@company.com { left = 2026-05-11 }", "")), ["INC301"]);
}

#[test]
fn a_team_has_its_members() {
    let team = "team payments { members = [Alice@company.com, DAVID@company.com] }";
    assert_eq!(codes(&rotation(team, "")), Vec::<String>::new());
}
