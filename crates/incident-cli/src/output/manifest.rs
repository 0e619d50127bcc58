//! Which files in the output folder are ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use incident_codegen::{ManifestEntry, checksum};
use serde::Deserialize;

use crate::output::Wanted;
use crate::output::safe_path::safe_path;
use crate::output::survey::{Kind, Survey};
use crate::output::trouble::Trouble;

/// The list of what was written; the file that makes a folder ours.
pub(crate) const NAME: &str = "manifest.json";

/// The list of what is being written, while files are moved one by one.
pub(crate) const NEXT_NAME: &str = "manifest.json.next";

/// `manifest.json` as `incident_codegen::manifest` writes it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Manifest {
    language_version: String,
    pub(crate) files: Vec<Entry>,
}

/// A file and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) sha256: String,
    pub(crate) service: String,
    pub(crate) source: String,
}

impl Manifest {
    /// `None` when it is not one of ours, or names a file outside of the folder.
    fn parse(text: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_str(text).ok()?;
        manifest.files.iter().all(|entry| safe_path(&entry.path).is_some()).then_some(manifest)
    }

    /// The text for these files and the entries that are kept.
    pub(crate) fn text(files: &[Wanted], kept: &[Entry]) -> String {
        let new = files.iter().map(|file| ManifestEntry {
            path: &file.path,
            sha256: &file.sha256,
            service: &file.service,
            source: &file.source,
        });
        let kept = kept.iter().map(|entry| ManifestEntry {
            path: &entry.path,
            sha256: &entry.sha256,
            service: &entry.service,
            source: &entry.source,
        });
        incident_codegen::manifest(&new.chain(kept).collect::<Vec<_>>())
    }
}

/// What the folder's manifests say.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Whether there is a manifest of ours.
    pub(crate) is_ours: bool,
    /// The files of the last complete compilation.
    pub(crate) entries: Vec<Entry>,
    /// The checksums that each of our files may have: more than one after an interruption.
    checksums: BTreeMap<PathBuf, Vec<String>>,
    /// The manifest's text; empty without one.
    pub(crate) text: String,
}

impl Known {
    pub(crate) fn read(folder: &Path, survey: &Survey) -> Result<Self, Trouble> {
        let mut known = Self::default();
        for name in [NAME, NEXT_NAME] {
            if survey.files.get(Path::new(name)) != Some(&Kind::File) {
                continue;
            }
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(Trouble::at(&path, "read"))?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Some(manifest) = Manifest::parse(&text) else { continue };
            known.is_ours = true;
            for entry in &manifest.files {
                if let Some(path) = safe_path(&entry.path) {
                    known.checksums.entry(path).or_default().push(entry.sha256.clone());
                }
            }
            if name == NAME {
                known.entries = manifest.files;
                known.text = text;
            } else {
                // An interrupted run may have placed files that the last complete one did not have.
                let new = manifest
                    .files
                    .into_iter()
                    .filter(|entry| known.entries.iter().all(|known| known.path != entry.path));
                let new: Vec<Entry> = new.collect();
                known.entries.extend(new);
            }
        }
        Ok(known)
    }

    /// Whether a manifest lists the file.
    pub(crate) fn lists(&self, path: &Path) -> bool {
        self.checksums.contains_key(path)
    }

    /// Whether the file is as we wrote it.
    pub(crate) fn wrote(&self, path: &Path, contents: &[u8]) -> bool {
        let sum = checksum(contents);
        self.checksums.get(path).is_some_and(|sums| sums.contains(&sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let wanted =
            |path, contents| Wanted::new(path, contents, "S".to_owned(), "s.incident".to_owned());
        let (a, b) =
            (wanted("S/a".to_owned(), "2".to_owned()), wanted("S/b".to_owned(), "1".to_owned()));
        let text = Manifest::text(&[b.clone(), a.clone()], &[]);
        let manifest = Manifest::parse(&text).unwrap();
        assert_eq!(manifest.files.len(), 2);
        assert_eq!(manifest.language_version, incident_codegen::LANGUAGE_VERSION);
        assert_eq!(manifest.files[0].sha256, checksum(b"2"));
        assert_eq!(Manifest::text(&[a], &manifest.files[1..]), text);
    }

    #[test]
    fn others_manifests_are_not_ours() {
        for text in [
            "",
            "{}",
            r#"{"name": "an app", "start_url": "/"}"#,
            r#"{"language_version":"0.1","files":[{"path":"../x","sha256":"","service":"","source":""}]}"#,
        ] {
            assert_eq!(Manifest::parse(text), None, "{text}");
        }
    }
}
