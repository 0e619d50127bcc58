//! Whatever is written in a string of the source, every file stays well-formed and holds that text.

use incident_ir::{
    App, PagingProvider, RollbackTarget, Rotation, ScheduleSource, Service, Settings,
    SeverityLevel, Text,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    Artefact, Generated,
    file_name::file_name_part,
    generate,
    targets::TARGETS,
    testing::{at, checkout, origin, set, whoever_in},
};

/// The checkout service, with the text wherever the language takes a string that goes into JSON.
fn with_text_everywhere(text: &str) -> Service {
    let text = Text::from(text);
    let mut service = checkout();
    service.description = Some(text.clone());
    service.runbook = Some(text.clone());
    service.policies[0].docs = Some(text.clone());
    service.rotations[0].docs = Some(text.clone());
    service.rotations.push(Rotation {
        name: at("kept".into()),
        schedule_source: Some(at(ScheduleSource {
            provider: "pagerduty".into(),
            schedule: text.clone(),
        })),
        ..service.rotations[0].clone()
    });
    service.policies[0].tiers[0].responders = vec![whoever_in("kept")];
    for severity in &mut service.severities {
        severity.description = text.clone();
    }
    let component = &mut service.status_pages[0].components[0];
    component.name = at(text.clone());
    component.group = Some(text.clone());
    component.description = Some(text.clone());
    service.apps = vec![App { origin: origin(), name: at(text.clone()) }];
    service.alert_rules[0].runbook = Some(text.clone());
    service.alert_rules[0].escalates = Some(SeverityLevel::P1);
    service.rollback_plans[0].to = RollbackTarget::Version(text.clone());
    service.rollback_plans[0].command = Some(text);
    service
}

/// The JSON files of the targets, by path below the service's folder.
fn json_files(service: &Service) -> Vec<(String, Value)> {
    TARGETS
        .iter()
        .flat_map(|target| target.artefacts(service, &Settings::default()))
        .filter(|artefact| artefact.path.ends_with(".json"))
        .map(|Artefact { path, contents }| {
            let value = serde_json::from_str(&contents).unwrap_or_else(|error| {
                panic!("{path} is no JSON: {error}\n{contents}");
            });
            (path, value)
        })
        .collect()
}

fn at_pointer<'a>(files: &'a [(String, Value)], path: &str, pointer: &str) -> &'a str {
    let (_, file) = files.iter().find(|(one, _)| one == path).unwrap_or_else(|| panic!("{path}"));
    file.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{path} {pointer}"))
}

/// Any text, and texts in which templates begin and end.
fn any_template() -> impl Strategy<Value = String> {
    let parts =
        proptest::sample::select(vec!["$", "{", "%", "}", "${", "%{", "\"", "\\", "a", "\n", "é"]);
    let built = proptest::collection::vec(parts, 0..10).prop_map(|parts| parts.concat());
    prop_oneof![any::<String>(), built]
}

proptest! {
    #[test]
    fn any_text_in_any_string_is_text_in_every_file(text in any::<String>()) {
        let files = json_files(&with_text_everywhere(&text));
        let app = format!("pagerduty/service.{}.json", file_name_part(&text));
        let policy = "pagerduty/escalation_policy.checkout-critical.json";
        let page = "status_page.checkout.json";
        let hook = "hooks/canary-failed.json";
        for (path, pointer) in [
            (policy, "/escalation_policy/description"),
            ("pagerduty/schedule.checkout-backend-oncall.json", "/schedule/description"),
            (&*app, "/service/name"),
            (&*app, "/service/description"),
            (page, "/components/0/name"),
            (page, "/components/0/group"),
            (page, "/components/0/description"),
            (hook, "/apps/0"),
            (hook, "/incident/description"),
            (hook, "/incident/runbook"),
            (hook, "/status_page/components/0/name"),
            (hook, "/rollback/to"),
            (hook, "/rollback/command"),
        ] {
            prop_assert_eq!(at_pointer(&files, path, pointer), text.as_str(), "{} {}", path, pointer);
        }
        let schedule = at_pointer(&files, policy, "/escalation_policy/escalation_rules/0/targets/0/id");
        prop_assert_eq!(schedule, format!("{{{{resolve:pagerduty:schedule:{text}}}}}"));
        let note = at_pointer(
            &files,
            "pagerduty/event_orchestration.json",
            "/orchestration_path/sets/0/rules/0/actions/annotate",
        );
        prop_assert!(note.contains(&format!("P1 ({text})")) && note.ends_with(&text), "{}", note);
    }

    #[test]
    fn any_text_in_any_string_is_text_for_opsgenie_too(text in any::<String>()) {
        let mut service = with_text_everywhere(&text);
        service.paging_provider = set(PagingProvider::Opsgenie);
        let files = json_files(&service);
        let config = "opsgenie-config.json";
        for pointer in [
            "/team/description",
            "/schedules/0/description",
            "/escalations/0/description",
            "/escalations/0/rules/0/recipient/name",
        ] {
            prop_assert_eq!(at_pointer(&files, config, pointer), text.as_str(), "{}", pointer);
        }
        let fallback = at_pointer(&files, config, "/escalations/1/description");
        prop_assert!(fallback.contains(&format!("(to {text})")), "{}", fallback);
    }

    #[test]
    fn any_text_in_any_string_is_no_expression_for_terraform(text in any_template()) {
        let written = text.replace("${", "$${").replace("%{", "%%{");
        let mut service = with_text_everywhere(&text);
        for (provider, resource) in
            [(PagingProvider::PagerDuty, "pagerduty"), (PagingProvider::Opsgenie, "opsgenie")]
        {
            service.paging_provider = set(provider);
            let files = json_files(&service);
            let file = format!("terraform/{resource}.tf.json");
            for pointer in [
                format!("/resource/{resource}_schedule/checkout-backend-oncall/description"),
                match provider {
                    PagingProvider::PagerDuty => {
                        "/resource/pagerduty_escalation_policy/checkout-critical/description".to_owned()
                    }
                    PagingProvider::Opsgenie => "/resource/opsgenie_team/CheckoutOps/description".to_owned(),
                },
            ] {
                prop_assert_eq!(at_pointer(&files, &file, &pointer), &written, "{}", pointer);
            }
            let (_, module) = files.iter().find(|(path, _)| *path == file).unwrap();
            let kept = module["data"][format!("{resource}_schedule")].as_object().unwrap();
            prop_assert_eq!(kept.values().next().unwrap()["name"].as_str(), Some(&*written));
        }
    }

    #[test]
    fn no_name_makes_a_path_that_leaves_the_service_s_folder(app in any::<String>()) {
        let mut service = checkout();
        service.apps.push(App { origin: origin(), name: at(app.into()) });
        let artefacts = generate(&service, &Settings::default());
        for Generated { path, .. } in &artefacts {
            let segments: Vec<&str> = path.split('/').collect();
            prop_assert_eq!(segments[0], "CheckoutOps");
            prop_assert!(segments.len() <= 3, "{}", path);
            for segment in segments {
                prop_assert!(!matches!(segment, "" | "." | ".."), "{}", path);
                prop_assert!(segment.len() <= 255, "{}", path);
                let forbidden = |letter: char| letter.is_control() || "\\:*?\"<>|".contains(letter);
                prop_assert!(!segment.contains(forbidden), "{}", path);
            }
        }
    }

    #[test]
    fn no_two_files_of_a_service_have_one_path(
        names in proptest::collection::vec("[aA](-[23])?", 0..8),
    ) {
        let mut service = checkout();
        service.apps = names
            .into_iter()
            .map(|name| App { origin: origin(), name: at(name.into()) })
            .collect();
        let mut paths: Vec<String> = generate(&service, &Settings::default())
            .into_iter()
            .map(|artefact| artefact.path.to_lowercase())
            .collect();
        let all = paths.len();
        paths.sort_unstable();
        paths.dedup();
        prop_assert_eq!(paths.len(), all);
    }
}
