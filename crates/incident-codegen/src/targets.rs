//! Every target. A new one is a folder here (a document: a module in `documents`), its `mod` line and its
//! line in the list.

mod alertmanager;
mod canary_hook;
mod html_guide;
mod opsgenie;
mod pagerduty;
mod prometheus;
mod status_page;
mod terraform;

use crate::{
    Target,
    documents::{PostMortemTemplateDocument, ResponseGuide},
};

/// What stands in an object's description when the source says nothing about it.
const AUTO_GENERATED: &str = "Auto-generated from Ops.Incident DSL";

/// Everything that makes files of a service. Their order does not matter: files are sorted by path.
pub static TARGETS: &[&dyn Target] = &[
    &alertmanager::Alertmanager,
    &canary_hook::CanaryHook,
    &html_guide::HtmlGuide,
    &opsgenie::Opsgenie,
    &pagerduty::PagerDuty,
    &PostMortemTemplateDocument,
    &prometheus::Prometheus,
    &ResponseGuide,
    &status_page::StatusPages,
    &terraform::Terraform,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_target_can_be_named() {
        let ours: BTreeSet<&str> = TARGETS.iter().map(|target| target.name()).collect();
        let named: BTreeSet<&str> = incident_ir::TARGETS.iter().map(|target| target.name).collect();
        assert_eq!(ours, named, "the list is in incident-ir, src/target.rs");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test reads its own source folder")]
    fn every_folder_is_registered() {
        let names: BTreeSet<String> =
            TARGETS.iter().map(|target| target.name().to_owned()).collect();
        assert_eq!(names.len(), TARGETS.len(), "two targets have one name: {names:?}");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/targets");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                assert!(names.contains(&name), "src/targets/{name} is not in TARGETS");
            }
        }
    }
}
