//! The target that CONTRIBUTING.md shows: its file stands beside, word for word, and works on real examples.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

// The file says `crate::Target`, as it would in `incident-codegen`.
use incident_codegen::{Artefact, Target};
use incident_ir::{Service, Settings};
use incident_tests::compiled::{Files, compiled, examples};
use incident_tests::files::{project, read};
use incident_tests::tools::tool;

#[path = "new_target/textfile.rs"]
mod textfile;

use textfile::Textfile;

fn written(service: &Service) -> Option<String> {
    let mut artefacts = Textfile.artefacts(service, &Settings::default());
    assert!(artefacts.len() < 2 && Textfile.name() == "textfile");
    let Artefact { path, contents } = artefacts.pop()?;
    assert_eq!(path, "response-times.prom");
    Some(contents)
}

#[test]
fn contributing_shows_the_file() {
    let file = read(&project("tests/tests/new_target/textfile.rs")).unwrap();
    let indented: String = file
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect();
    let document = read(&project("CONTRIBUTING.md")).unwrap();
    assert!(document.contains(&format!("\n\n{indented}\n")), "to be shown there:\n\n{indented}");
}

#[test]
fn the_article_s_service_has_a_line_for_each_severity_with_a_response_time() {
    let examples = examples().unwrap();
    let services = compiled(&examples["payment"]).unwrap();
    assert_eq!(
        written(&services[0].0).unwrap(),
        "\
# HELP incident_response_target_seconds Time to the first response.
# TYPE incident_response_target_seconds gauge
incident_response_target_seconds{service=\"PaymentServiceOps\",severity=\"P1\",what=\"Complete payment processing outage\"} 300
incident_response_target_seconds{service=\"PaymentServiceOps\",severity=\"P2\",what=\"Payment processing degraded or single gateway down\"} 900
incident_response_target_seconds{service=\"PaymentServiceOps\",severity=\"P3\",what=\"Invoice generation delayed or minor payment UI issues\"} 3600
incident_response_target_seconds{service=\"PaymentServiceOps\",severity=\"P4\",what=\"Cosmetic payment page issues, non-blocking logging errors\"} 14400
"
    );
}

#[test]
fn a_service_without_response_times_has_no_file() {
    let program = "service Shop {\n  severity P4 \"ugly\"\n}\n".to_owned();
    let services = compiled(&Files::from([("shop.incident".to_owned(), program)])).unwrap();
    assert_eq!(written(&services[0].0), None);
}

#[test]
fn promtool_takes_what_is_written_for_every_example_and_for_hostile_descriptions() {
    let Some(promtool) = tool("promtool") else { return };
    let hostile = "service Shop {\n  severity P3 \"a\\\\\\\"} 1 # \\nb{{\u{2028}\" { response_time = 1h }\n}\n".to_owned();
    let mut programs = examples().unwrap();
    programs.insert("hostile".to_owned(), Files::from([("shop.incident".to_owned(), hostile)]));
    let mut files = 0;
    for (example, program) in programs {
        for (service, _) in compiled(&program).unwrap() {
            let Some(text) = written(&service) else { continue };
            let finished = promtool.given(["check", "metrics"], &text);
            assert_eq!(finished.code, Some(0), "{example}: {finished:#?}\n{text}");
            files += 1;
        }
    }
    assert!(files >= 6, "{files}");
    let unescaped = "a{b=\"c\"d\"} 1\n";
    assert_ne!(promtool.given(["check", "metrics"], unescaped).code, Some(0));
}
