//! What is written for a provider is what the provider's own description of its API takes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::path::{Path, PathBuf};

use incident_tests::binary::Invocation;
use incident_tests::files::project;
use incident_tests::openapi::Description;
use serde_json::{Value, json};

const PAGERDUTY: &str = "pagerduty-rest.openapi.json";

/// Which operation takes a file of a `pagerduty` folder, by the beginning of the file's name.
const OPERATIONS: [(&str, &str, &str); 5] = [
    ("escalation_policy.", "post", "/escalation_policies"),
    ("schedule.", "post", "/schedules"),
    ("override.", "post", "/schedules/{id}/overrides"),
    ("service.", "post", "/services"),
    ("event_orchestration.json", "put", "/event_orchestrations/services/{service_id}"),
];

/// What is wrong with a file, its name before each line.
fn errors_in(description: &Description, path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let mut body: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    if let Some(policy) = body.get_mut("escalation_policy").and_then(Value::as_object_mut) {
        // The article's body has no `type`, which the API wants: deployment adds it, and so does
        // this.
        policy.entry("type").or_insert_with(|| json!("escalation_policy"));
    }
    let operation = OPERATIONS.iter().find(|(beginning, ..)| name.starts_with(beginning));
    let Some((_, method, path)) = operation else {
        return vec![format!("{name}: no operation is known that takes this file")];
    };
    let errors = description.request_body(method, path).unwrap().errors(&body);
    errors.into_iter().map(|error| format!("{name}{error}")).collect()
}

/// The files of all `pagerduty` folders below a folder.
fn pagerduty_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(pagerduty_files(&path));
        } else if folder.ends_with("pagerduty") {
            files.push(path);
        }
    }
    files
}

#[test]
fn what_the_examples_compile_to_are_request_bodies() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    let mut checked = 0;
    for entry in std::fs::read_dir(project("examples")).unwrap() {
        let example = entry.unwrap().path();
        if example.extension().is_none_or(|extension| extension != "incident") {
            continue;
        }
        let out = tempfile::tempdir().unwrap();
        let arguments = ["compile".into(), example.clone().into_os_string()];
        let compiled = Invocation::new(out.path(), arguments).run();
        assert_eq!(compiled.code, Some(0), "{}: {}", example.display(), compiled.stderr);
        for file in pagerduty_files(out.path()) {
            assert_eq!(errors_in(&description, &file), [""; 0], "{}", example.display());
            checked += 1;
        }
    }
    assert!(checked > 0, "no example compiles to a file for PagerDuty");
}

#[test]
fn the_goldens_of_the_pagerduty_target_are_request_bodies() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    let folder = project("crates/incident-codegen/src/targets/pagerduty/golden");
    let mut checked = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(errors_in(&description, &entry.unwrap().path()), [""; 0]);
        checked += 1;
    }
    assert!(checked >= OPERATIONS.len(), "only {checked} files in {}", folder.display());
}

#[test]
fn the_requests_that_the_description_shows_are_accepted() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    // Not those of policies and overrides, where the description contradicts itself.
    for (method, path) in [
        ("post", "/schedules"),
        ("post", "/services"),
        ("put", "/event_orchestrations/{id}/router"),
    ] {
        let body = description.request_body(method, path).unwrap();
        let examples = description.request_examples(method, path);
        assert!(!examples.is_empty(), "{method} {path}");
        for example in examples {
            assert_eq!(body.errors(example), [""; 0], "{method} {path}");
        }
    }
}

#[test]
fn requests_that_pagerduty_would_refuse_are_refused() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    let policies = description.request_body("post", "/escalation_policies").unwrap();
    let right = json!({"escalation_policy": {
        "type": "escalation_policy",
        "name": "payments-critical",
        "escalation_rules": [{
            "escalation_delay_in_minutes": 10,
            "targets": [{"type": "user_reference", "id": "PAM4FGS"}],
        }],
    }});
    assert_eq!(policies.errors(&right), [""; 0]);
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 6] = [
        (|policy| policy["name"] = json!(5), "/escalation_policy/name: "),
        (|policy| policy["type"] = json!("policy"), "/escalation_policy/type: "),
        (|policy| drop(policy.as_object_mut().unwrap().remove("type")), "/escalation_policy: "),
        (
            |policy| policy["escalation_rules"][0]["targets"] = json!([]),
            "/escalation_policy/escalation_rules/0/targets: ",
        ),
        (
            |policy| policy["escalation_rules"][0]["targets"][0]["type"] = json!("person"),
            "/escalation_policy/escalation_rules/0/targets/0/type: ",
        ),
        (|policy| policy["num_lops"] = json!(2), "/escalation_policy/num_lops: "),
    ];
    for (change, place) in changes {
        let mut wrong = right.clone();
        change(&mut wrong["escalation_policy"]);
        let errors = policies.errors(&wrong);
        assert_eq!(errors.len(), 1, "{place} {errors:?}");
        assert!(errors[0].starts_with(place), "{place} {errors:?}");
    }
}
