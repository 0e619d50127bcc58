//! `manifest.json`: every file with its SHA-256 and its source.

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
    /// Its [`checksum`].
    pub sha256: &'a str,
    /// The name of the target that made it.
    pub target: &'a str,
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
    sha256: &'a str,
    target: &'a str,
    service: &'a str,
    source: &'a str,
}

/// The text of `manifest.json`: every file with its checksum, the target, the service and the source file it comes
/// from, sorted by path. It depends on the entries and nothing else.
pub fn manifest(entries: &[ManifestEntry<'_>]) -> String {
    let mut files: Vec<File<'_>> = entries
        .iter()
        .map(|entry| File {
            path: entry.path,
            sha256: entry.sha256,
            target: entry.target,
            service: entry.service,
            source: entry.source,
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(b.path));
    to_json(&Manifest { language_version: LANGUAGE_VERSION, files })
}

/// A file's SHA-256 in lower-case hexadecimal, as the manifest has it.
pub fn checksum(contents: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    let bytes = Sha256::digest(contents);
    let mut written = String::with_capacity(2 * bytes.len());
    written.extend(bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]).filter_map(digit));
    written
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn lists_every_file_with_its_checksum_and_where_it_comes_from() {
        let (abc, empty) = (checksum(b"abc"), checksum(b""));
        let entries = [
            ManifestEntry {
                path: "B/b.json",
                sha256: &abc,
                target: "pagerduty",
                service: "B",
                source: "services/b.incident",
            },
            ManifestEntry {
                path: "A/a.json",
                sha256: &empty,
                target: "terraform",
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
                  "target": "terraform",
                  "service": "A",
                  "source": "services/a.incident"
                },
                {
                  "path": "B/b.json",
                  "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                  "target": "pagerduty",
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
        let one = ManifestEntry { path: "a", sha256: "1", target: "t", service: "S", source: "s" };
        let two = ManifestEntry { path: "b", sha256: "2", target: "t", service: "S", source: "s" };
        assert_eq!(manifest(&[one, two]), manifest(&[two, one]));
    }
}
