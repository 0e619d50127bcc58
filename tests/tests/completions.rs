//! What `incident completions` prints is loaded by the shells themselves, which are then asked to complete a line.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and writes what it tests"
)]

use std::fs;

use incident_tests::binary::Invocation;
use incident_tests::tools::tool;

/// The formats of `check`, as far as their words begin with `s`.
const FORMATS: [&str; 2] = ["short", "sarif"];

/// Writes the script of a shell into a folder of its own, and gives its path.
fn script(folder: &tempfile::TempDir, shell: &str, name: &str) -> String {
    let printed = Invocation::new(folder.path(), ["completions", shell]).run();
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), ""));
    let path = folder.path().join(name);
    fs::write(&path, printed.stdout).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Asserts that a shell offers exactly these words, in any order.
fn offers(said: &str, words: &[&str]) {
    let mut offered: Vec<&str> =
        said.lines().filter_map(|line| line.split_whitespace().next()).collect();
    offered.sort_unstable();
    let mut words = words.to_vec();
    words.sort_unstable();
    assert_eq!(offered, words);
}

#[test]
fn bash_completes_commands_and_values() {
    let Some(bash) = tool("bash") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = script(&folder, "bash", "incident.bash");
    let complete = |words: &[&str]| {
        let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
        let line = format!(
            "source '{script}'; COMP_WORDS=({}); COMP_CWORD={}; _incident incident '{last}' '{before}'; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.iter().map(|word| format!("'{word}' ")).collect::<String>(),
            words.len() - 1,
        );
        bash.output(["--norc", "--noprofile", "-c", &line])
    };
    offers(&complete(&["incident", "che"]), &["check"]);
    offers(&complete(&["incident", "check", "--format", "s"]), &FORMATS);
}

#[test]
fn fish_completes_commands_and_values() {
    let Some(fish) = tool("fish") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = script(&folder, "fish", "incident.fish");
    let complete = |line: &str| {
        fish.output(["--no-config", "-c", &format!("source '{script}'; complete -C '{line}'")])
    };
    offers(&complete("incident che"), &["check"]);
    offers(&complete("incident check --format s"), &FORMATS);
}

/// zsh completes only where somebody types; that its completion knows the command and can load the script is asked here.
#[test]
fn zsh_takes_the_script_for_the_command() {
    let Some(zsh) = tool("zsh") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = script(&folder, "zsh", "_incident");
    zsh.output(["-f", "-n", &script]);
    let load = format!(
        "fpath=('{}' $fpath); autoload -U compinit; compinit -D -u; \
         print $_comps[incident]; autoload +X _incident; whence -w _incident",
        folder.path().display()
    );
    let said = zsh.output(["-f", "-c", &load]);
    assert_eq!(said, "_incident\n_incident: function\n");
}
