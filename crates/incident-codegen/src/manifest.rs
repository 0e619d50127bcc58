//! `manifest.json`: every file with its SHA-256 and its source.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::json::to_json;

/// The version of the language that the artefacts were compiled from. It says which rules and
/// defaults were in force; it changes when the meaning of a valid file does.
pub const LANGUAGE_VERSION: &str = "0.1";

/// A file that was written, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestEntry<'a> {
    /// Where, below the output folder, separated by `/`.
    pub path: &'a str,
    /// The whole text.
    pub contents: &'a str,
    /// The service's name.
    pub service: &'a str,
    /// The source file in which that service stands, relative to the workspace, separated by `/`.
    pub source: &'a str,
}

#[derive(Serialize)]
struct Manifest<'a> {
    language_version: &'static str,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: String,
    service: &'a str,
    source: &'a str,
}

/// The text of `manifest.json`: every file with its SHA-256 in lower-case hexadecimal, the service and
/// the source file it comes from, sorted by path. It depends on the entries and nothing else.
pub fn manifest(entries: &[ManifestEntry<'_>]) -> String {
    let mut files: Vec<File<'_>> = entries
        .iter()
        .map(|entry| File {
            path: entry.path,
            sha256: sha256(entry.contents),
            service: entry.service,
            source: entry.source,
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(b.path));
    to_json(&Manifest { language_version: LANGUAGE_VERSION, files })
}

/// In lower-case hexadecimal.
fn sha256(contents: &str) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(contents.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn lists_every_file_with_its_checksum_and_where_it_comes_from() {
        let entries = [
            ManifestEntry {
                path: "B/b.json",
                contents: "abc",
                service: "B",
                source: "services/b.incident",
            },
            ManifestEntry {
                path: "A/a.json",
                contents: "",
                service: "A",
                source: "services/a.incident",
            },
        ];
        // The two checksums are the first test vectors of FIPS 180-4.
        expect![[r#"
            {
              "language_version": "0.1",
              "files": [
                {
                  "path": "A/a.json",
                  "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                  "service": "A",
                  "source": "services/a.incident"
                },
                {
                  "path": "B/b.json",
                  "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                  "service": "B",
                  "source": "services/b.incident"
                }
              ]
            }
        "#]]
        .assert_eq(&manifest(&entries));
    }

    #[test]
    fn the_order_in_which_files_are_given_does_not_show() {
        let one = ManifestEntry { path: "a", contents: "1", service: "S", source: "s" };
        let two = ManifestEntry { path: "b", contents: "2", service: "S", source: "s" };
        assert_eq!(manifest(&[one, two]), manifest(&[two, one]));
    }
}
