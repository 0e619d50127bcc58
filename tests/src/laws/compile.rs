//! Laws of what is written.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use incident_analysis::{services, settings};
use incident_base::Level;
use incident_codegen::generate;

use super::Checker;

/// A program without errors compiles: to files that stay in the output folder, each once, of which those that call
/// themselves JSON are. How many; none where there are errors.
pub fn compile(checker: &Checker) -> usize {
    if checker.check().iter().any(|finding| finding.level == Level::Error) {
        return 0;
    }
    let (db, workspace) = checker.database();
    let settings = settings(db, workspace);
    let mut paths = BTreeSet::new();
    for service in services(db) {
        let artefacts = generate(&service, &settings);
        assert!(!artefacts.is_empty(), "{}", service.name.value);
        for artefact in artefacts {
            let path = Path::new(&artefact.path);
            let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
            assert!(plain && path.components().count() > 1, "{path:?}");
            if path.extension().is_some_and(|extension| extension == "json") {
                serde_json::from_str::<serde::de::IgnoredAny>(&artefact.contents).unwrap();
            }
            assert!(paths.insert(artefact.path.to_lowercase()), "{} twice", artefact.path);
        }
    }
    paths.len()
}
