//! `cargo xtask fuzz`: the laws against inputs that look for ways around them.
//!
//! The examples are what it starts from, and the schema's words what it puts together.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use incident_schema::{Type, blocks, keys_in};

/// The targets, each in a file of its name in `tests/fuzz/fuzz_targets`.
pub const TARGETS: [&str; 5] = ["lexer", "parser", "formatter", "checker", "compile"];

/// What an input may take, in seconds; it takes milliseconds.
const TIMEOUT: u32 = 10;

/// Bytes of the longest input: a few times the longest example.
const LONGEST: u32 = 20_000;

/// Runs each target for so many seconds.
///
/// # Errors
///
/// When a target cannot be run, and when it found something: where, and what it was.
pub fn run(seconds: u32, root: &Path) -> Result<(), String> {
    let folder = root.join("target/fuzz");
    let dictionary = folder.join("incident.dict");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&dictionary, self::dictionary()))
        .map_err(|error| format!("{}: {error}", dictionary.display()))?;
    for target in TARGETS {
        let corpus = root.join("tests/fuzz/corpus").join(target);
        fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
        let status = Command::new("cargo")
            // All of it is safe code: there is nothing for a sanitizer to find, and without one no nightly is needed.
            .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none"])
            .arg("--target-dir")
            .arg(folder.join("build"))
            .arg(target)
            .args([corpus, root.join("examples"), root.join("tests/found")])
            .arg("--")
            .arg(format!("-dict={}", dictionary.display()))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={TIMEOUT}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg("-print_final_stats=1")
            .current_dir(root)
            .status()
            .map_err(|error| format!("cargo fuzz: {error}"))?;
        if !status.success() {
            return Err(format!(
                "{target}: it found something, or could not be run (`cargo install cargo-fuzz`). An input that was found \
                 is in tests/fuzz/artifacts/{target}; when it is mended, it belongs in tests/found."
            ));
        }
    }
    Ok(())
}

/// The schema's words and the language's signs, as libFuzzer reads them.
fn dictionary() -> String {
    let mut words = BTreeSet::new();
    for (kind, row) in blocks() {
        words.insert(row.name);
        for key in keys_in(kind) {
            words.insert(key.name);
            if let Type::Choice(set) = key.ty {
                words.extend(set.choices.iter().map(|choice| choice.name));
            }
        }
    }
    let mut text = String::new();
    for word in words {
        let _ = writeln!(text, "\"{word} \"");
    }
    for sign in [
        " {\\x0A",
        "}\\x0A",
        " = ",
        "[",
        "]",
        "\\\"\\\"\\\"",
        "//",
        "/*",
        "*/",
        "///",
        "5m",
        "2026-01-01",
    ] {
        let _ = writeln!(text, "\"{sign}\"");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_program_of_its_own() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let mut files: Vec<String> = fs::read_dir(folder.join("fuzz_targets"))
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        files.sort();
        let mut targets = TARGETS.to_vec();
        targets.sort_unstable();
        assert_eq!(files, targets);
        assert!(targets.iter().all(|target| manifest.contains(&format!("name = \"{target}\""))));
    }

    #[test]
    fn the_words_of_the_schema_are_what_is_put_together() {
        let dictionary = dictionary();
        for word in ["\"severity \"\n", "\"active_hours \"\n", "\"pagerduty \"\n", "\" = \"\n"] {
            assert!(dictionary.contains(word), "{word}");
        }
    }
}
