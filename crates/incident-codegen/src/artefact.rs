//! Files to be written, and who makes them.

use std::collections::BTreeSet;

use incident_ir::{Service, Settings};

use crate::{file_name::folder_name, targets::TARGETS};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Where: segments separated by `/`, never empty, absolute, `.` or `..`. A target gives it below
    /// the service's folder; [`generate`] puts that folder in front.
    pub path: String,
    /// The whole text, with its final newline.
    pub contents: String,
}

/// An artefact of a service, and which target made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The [`Target::name`].
    pub target: &'static str,
    /// As [`Artefact::path`], with the service's folder in front.
    pub path: String,
    /// As [`Artefact::contents`].
    pub contents: String,
}

/// A provider or a kind of document: what it makes of a service.
pub trait Target: Sync {
    /// The name of its folder under `src/targets`, or of its module under `src/documents`.
    fn name(&self) -> &'static str;

    /// Its files for this service, in any order; none when the service has nothing for it.
    ///
    /// The service has no errors: what the model says is absent "only when that has been reported"
    /// is there. A target still writes what it can without it, and never panics.
    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact>;
}

/// Every file of a service that the settings ask for, sorted by path, each path once, ignoring case: folders are copied between
/// systems that tell `App` from `app` and systems that do not.
pub fn generate(service: &Service, settings: &Settings) -> Vec<Generated> {
    let folder = folder_name(&service.name);
    let wanted = TARGETS.iter().filter(|target| settings.targets.includes(target.name()));
    let mut artefacts: Vec<Generated> = wanted
        .flat_map(|target| {
            let artefacts = target.artefacts(service, settings).into_iter();
            artefacts.map(|Artefact { path, contents }| Generated {
                target: target.name(),
                path: format!("{folder}/{path}"),
                contents,
            })
        })
        .collect();
    // By contents as well, so that the order of files that ask for one path is decided too.
    artefacts.sort_by(|a, b| (&a.path, &a.contents).cmp(&(&b.path, &b.contents)));

    let mut taken = BTreeSet::new();
    for artefact in &mut artefacts {
        artefact.path = free_path(&artefact.path, &mut taken);
    }
    artefacts.sort_by(|a, b| a.path.cmp(&b.path));
    artefacts
}

/// The path, or when it is taken the first of `x-2.json`, `x-3.json`, … that is not.
fn free_path(path: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let candidates =
        std::iter::once(path.to_owned()).chain((2..).map(|n| format!("{stem}-{n}.{extension}")));
    for candidate in candidates {
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use incident_ir::App;

    use super::*;
    use crate::testing::{at, checkout, origin, payment};

    #[test]
    fn every_path_stands_in_the_folder_of_its_service_and_they_are_sorted() {
        for service in [payment(), checkout()] {
            let paths: Vec<String> = generate(&service, &Settings::default())
                .into_iter()
                .map(|artefact| artefact.path)
                .collect();
            assert!(paths.is_sorted(), "{paths:?}");
            let folder = format!("{}/", service.name.value);
            assert!(paths.iter().all(|path| path.starts_with(&folder)), "{paths:?}");
        }
    }

    #[test]
    fn every_file_ends_with_one_newline() {
        for artefact in generate(&checkout(), &Settings::default()) {
            assert!(artefact.contents.ends_with('\n'), "{}", artefact.path);
            assert!(!artefact.contents.ends_with("\n\n"), "{}", artefact.path);
        }
    }

    #[test]
    fn apps_that_differ_in_case_only_get_a_file_each() {
        let mut service = checkout();
        service.apps = vec![
            App { origin: origin(), name: at("Shop".into()) },
            App { origin: origin(), name: at("shop".into()) },
        ];
        let paths: Vec<String> = generate(&service, &Settings::default())
            .into_iter()
            .map(|artefact| artefact.path)
            .filter(|path| path.contains("/service."))
            .collect();
        assert_eq!(
            paths,
            [
                "CheckoutOps/pagerduty/service.Shop.json",
                "CheckoutOps/pagerduty/service.shop-2.json"
            ]
        );
    }
}
