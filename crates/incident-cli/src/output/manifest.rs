//! Which files in the output folder are ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

use incident_codegen::{ManifestEntry, checksum};
use incident_ir::Targets;
use serde::Deserialize;

use crate::output::Wanted;
use crate::output::conflict::sides;
use crate::output::line_ends::with_plain_line_ends;
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
    /// Manifests of older versions do not say it; they knew no other targets.
    #[serde(default = "of_default_target")]
    pub(crate) target: String,
    pub(crate) service: String,
    pub(crate) source: String,
}

fn of_default_target() -> String {
    Targets::DEFAULT.to_owned()
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
            target: &file.target,
            service: &file.service,
            source: &file.source,
        });
        let kept = kept.iter().map(|entry| ManifestEntry {
            path: &entry.path,
            sha256: &entry.sha256,
            target: &entry.target,
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
    /// The files of the last complete compilation, and of what came in between.
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
            let bytes = with_plain_line_ends(&bytes).unwrap_or(bytes);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            // After a merge the files of either side may be there.
            for side in
                sides(&text).as_ref().map_or(slice::from_ref(&text), <[String; 2]>::as_slice)
            {
                let Some(manifest) = Manifest::parse(side) else { continue };
                known.is_ours = true;
                known.add(manifest.files);
            }
            if name == NAME {
                known.text = text;
            }
        }
        Ok(known)
    }

    /// Adds the files of another manifest: an interrupted run may have placed some that the last complete one
    /// did not have.
    fn add(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            let Some(path) = safe_path(&entry.path) else { continue };
            let checksums = self.checksums.entry(path).or_default();
            checksums.push(entry.sha256.clone());
            if checksums.len() == 1 {
                self.entries.push(entry);
            }
        }
    }

    /// Whether a manifest lists the file.
    pub(crate) fn lists(&self, path: &Path) -> bool {
        self.checksums.contains_key(path)
    }

    /// Whether the file is as we wrote it, its line ends aside.
    pub(crate) fn wrote(&self, path: &Path, contents: &[u8]) -> bool {
        let is_known = |contents: &[u8]| {
            let sum = checksum(contents);
            self.checksums.get(path).is_some_and(|sums| sums.contains(&sum))
        };
        is_known(contents) || with_plain_line_ends(contents).is_some_and(|it| is_known(&it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::wanted;

    #[test]
    fn what_is_read_is_what_was_written() {
        let (a, b) = (wanted("S", "a", "2"), wanted("S", "b", "1"));
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
