//! `docs/many-services.md`: the commands that it shows put the files of several services together, and what comes of it
//! holds.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use incident_tests::binary::Invocation;
use incident_tests::compiled::{Files, examples, paged_by};
use incident_tests::files::{project, read};
use incident_tests::tools::{Tool, tool};
use serde_json::Value;

/// The fences of the page in a language.
fn fences(language: &str) -> Vec<String> {
    let page = read(&project("docs/many-services.md")).unwrap();
    let opening = format!("```{language}\n");
    let parts = page.split(&opening).skip(1);
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

/// The platform team's workspace, compiled with all that these commands read.
fn compiled(provider: &str) -> tempfile::TempDir {
    let program: Files = examples().unwrap().remove("platform").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in paged_by(&program, provider) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let arguments = ["compile", "--target", "default", "--target", "terraform"];
    let finished = Invocation::new(folder.path(), arguments).run();
    assert_eq!(finished.code, Some(0), "{finished:?}");
    folder
}

fn shell(folder: &Path, script: &str) {
    let status = Command::new("sh").arg("-euc").arg(script).current_dir(folder).status().unwrap();
    assert!(status.success(), "{script}");
}

fn services(folder: &Path) -> Vec<String> {
    let folders = fs::read_dir(folder.join("out")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

fn receiver(amtool: &Tool, config: &Path, labels: &[String]) -> String {
    let file = format!("--config.file={}", config.display());
    let fixed = ["config", "routes", "test", &file].map(str::to_owned);
    amtool.output(fixed.into_iter().chain(labels.iter().cloned())).trim().to_owned()
}

#[test]
fn one_alertmanager_brings_the_alerts_of_each_service_where_its_own_file_does() {
    let Some(amtool) = tool("amtool") else { return };
    for provider in ["pagerduty", "opsgenie"] {
        let folder = compiled(provider);
        shell(folder.path(), &fences("sh")[0]);
        let all = folder.path().join("alertmanager.yml");
        let said = amtool.output(["check-config".as_ref(), all.as_os_str()]);
        assert!(said.contains("SUCCESS"), "{said}");
        let services = services(folder.path());
        assert!(services.len() > 1, "{services:?}");
        let mut receivers = BTreeSet::new();
        for service in &services {
            let own = folder.path().join("out").join(service).join("alertmanager.yml");
            for severity in ["critical", "error", "warning", "info", "odd"] {
                let labels = [format!("service={service}"), format!("severity={severity}")];
                let found = receiver(&amtool, &all, &labels);
                assert_eq!(found, receiver(&amtool, &own, &labels), "{labels:?}");
                assert!(found.starts_with(&format!("{service}/")), "{found}");
                receivers.insert(found);
            }
        }
        assert!(receivers.len() > services.len(), "{receivers:?}");
        assert_eq!(receiver(&amtool, &all, &["service=unknown".into()]), "Storage/platform/P2");
    }
}

/// What a module can be given because another makes it, by the input.
fn makes(folder: &Path, service: &str, provider: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = folder.join("out").join(service).join(format!("terraform/{provider}.tf.json"));
    let module: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let outputs = module["output"].as_object().unwrap().iter();
    let inputs = module["variable"].as_object().unwrap();
    let taken = outputs.filter(|(name, _)| inputs.contains_key(*name));
    taken
        .map(|(kind, output)| {
            let names = output["value"].as_object().unwrap().keys().cloned().collect();
            (kind.clone(), names)
        })
        .collect()
}

#[test]
fn one_terraform_root_makes_what_services_share_once() {
    if tool("jq").is_none() {
        return;
    }
    for provider in ["pagerduty", "opsgenie"] {
        let folder = compiled(provider);
        shell(folder.path(), &fences("sh")[1]);
        let text = fs::read_to_string(folder.path().join("main.tf.json")).unwrap();
        if provider == "pagerduty" {
            assert_eq!(text, fences("json")[0], "the page shows another root");
        }
        let root: Value = serde_json::from_str(&text).unwrap();
        let modules = root["module"].as_object().unwrap();
        let services = services(folder.path());
        assert!(modules.keys().eq(services.iter()), "{text}");
        // By kind and name, the modules that make it and those that are given it.
        let mut owners: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        let mut given = Vec::new();
        for service in &services {
            let module = &modules[service];
            assert!(folder.path().join(module["source"].as_str().unwrap()).is_dir(), "{text}");
            for (kind, names) in makes(folder.path(), service, provider) {
                for name in names {
                    match module[&kind].get(&name) {
                        Some(from) => given.push((kind.clone(), name, from.clone())),
                        None => {
                            owners.entry((kind.clone(), name)).or_default().push(service.clone());
                        }
                    }
                }
            }
        }
        assert!(!given.is_empty(), "they share nothing: {text}");
        for (kind, name, from) in given {
            let owner = owners.get(&(kind.clone(), name.clone())).unwrap();
            let [owner] = owner.as_slice() else { unreachable!("{owner:?} make {name}") };
            assert_eq!(from, format!("${{module.{owner}.{kind}[\"{name}\"]}}"));
        }
        assert!(owners.values().all(|owners| owners.len() == 1), "{owners:?}");
    }
}

#[test]
fn who_is_named_first_owns_what_is_shared() {
    if tool("jq").is_none() {
        return;
    }
    let folder = compiled("pagerduty");
    let all = "out/*/terraform/*.tf.json >";
    let script = fences("sh")[1].replace(all, &format!("out/Storage/terraform/*.tf.json {all}"));
    shell(folder.path(), &script);
    let text = fs::read_to_string(folder.path().join("main.tf.json")).unwrap();
    let root: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(root["module"]["Storage"].as_object().unwrap().len(), 1, "{text}");
    let from = &root["module"]["Ingest"]["schedules"]["platform-oncall"];
    assert_eq!(from, "${module.Storage.schedules[\"platform-oncall\"]}", "{text}");
}
