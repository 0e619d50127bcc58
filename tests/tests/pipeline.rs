//! The pipelines of `docs/pipeline.md`, step by step, on a repository of four teams and changes of it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::files::{project, read};
use serde_json::Value;
use tempfile::TempDir;

const EXAMPLES: [&str; 4] = ["payment", "payment-neighbours", "search-opsgenie", "start-up"];

/// A repository with the examples in the workspace `ops`, and what they compile to.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    let ops = folder.path().join("ops");
    fs::create_dir_all(&ops).unwrap();
    fs::write(ops.join("incident.toml"), "out = \"out\"\n").unwrap();
    for name in EXAMPLES {
        let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
        fs::write(ops.join(format!("{name}.incident")), text).unwrap();
    }
    // In a workspace that declares roles, all are.
    let roles = "role founder { title = \"Founder\" }\n";
    fs::write(ops.join("roles.incident"), roles).unwrap();
    assert_eq!(run(&folder, "incident compile ops").code, Some(0));
    folder
}

/// One line of a pipeline: what is behind `>` is where the runner puts the output.
fn run(folder: &TempDir, line: &str) -> Finished {
    let command = line.split(" > ").next().unwrap().strip_prefix("incident ").unwrap();
    // Whoever has left by the day on which the test runs is none of its business.
    let day: &[&str] = if command.starts_with("fmt") { &[] } else { &["--as-of", "2026-01-01"] };
    Invocation::new(folder.path(), command.split(' ').chain(day.iter().copied())).run()
}

fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join("ops").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The commands of a pipeline of the page, in order: what stands behind `run:`, in `script:` or behind `entry:`.
fn commands(heading: &str) -> Vec<String> {
    let page = read(&project("docs/pipeline.md")).unwrap();
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, fence) = section.split_once("```yaml\n").unwrap();
    let (yaml, _) = fence.split_once("```").unwrap();
    // It is YAML at all.
    let _: Value = yaml_serde::from_str(yaml).unwrap();
    let lines = yaml.lines().map(str::trim_start);
    let commands = lines.filter_map(|line| {
        let command = ["run: ", "- ", "entry: "].iter().find_map(|it| line.strip_prefix(it))?;
        command.starts_with("incident ").then(|| command.to_owned())
    });
    commands.collect()
}

/// The exit codes of the commands.
fn codes(folder: &TempDir, commands: &[String]) -> Vec<i32> {
    commands.iter().map(|command| run(folder, command).code.unwrap()).collect()
}

#[test]
fn a_repository_as_it_should_be_passes_every_step() {
    let folder = repository();
    for heading in ["GitHub Actions", "GitLab", "Before a commit"] {
        let commands = commands(heading);
        assert!(commands.len() >= 2, "{heading}: {commands:?}");
        assert_eq!(codes(&folder, &commands), vec![0; commands.len()], "{heading}");
    }
}

#[test]
fn a_change_of_a_tier_is_held_up_until_its_output_is_committed() {
    let folder = repository();
    let commands = commands("GitHub Actions");
    let [.., compile] = commands.as_slice() else { panic!("{commands:?}") };
    edit(&folder, "payment.incident", "timeout = 20m", "timeout = 25m");
    assert_eq!(codes(&folder, &commands), [0, 0, 0, 1]);
    let difference = run(&folder, compile).stdout;
    for line in [
        "+++ ops/out/PaymentServiceOps/pagerduty/escalation_policy.payments-critical.json",
        "-        \"escalation_delay_in_minutes\": 20,",
        "+        \"escalation_delay_in_minutes\": 25,",
        "-| 2 | Team lead | 20 min | PagerDuty + Slack |",
        "+| 2 | Team lead | 25 min | PagerDuty + Slack |",
    ] {
        assert!(difference.lines().any(|it| it == line), "{line}\n{difference}");
    }
    assert!(difference.lines().count() < 400, "a reader gets to its end");
    assert_eq!(run(&folder, "incident compile ops").code, Some(0));
    assert_eq!(codes(&folder, &commands), [0, 0, 0, 0]);
}

#[test]
fn every_step_fails_for_what_it_is_there_for() {
    let folder = repository();
    let commands = commands("GitHub Actions");
    edit(&folder, "start-up.incident", " = ", "  =  ");
    assert_eq!(codes(&folder, &commands), [1, 0, 0, 0]);
    assert_eq!(run(&folder, "incident fmt ops").code, Some(0));
    assert_eq!(codes(&folder, &commands), [0, 0, 0, 0]);

    edit(&folder, "payment.incident", "timeout = 20m, ", "");
    assert_eq!(codes(&folder, &commands), [0, 1, 1, 1]);
    // From a folder below, places are those of the repository still.
    let ops = folder.path().join("ops");
    let github = Invocation::new(&ops, ["check", "--format", "github"]).run();
    assert!(github.stdout.starts_with("::error file=ops/payment.incident,line="), "{github:?}");
    let sarif = Invocation::new(&ops, ["check", "--format", "sarif"]).run();
    let log: Value = serde_json::from_str(&sarif.stdout).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "ops/payment.incident");
    let short = Invocation::new(&ops, ["check", "--format", "short"]).run();
    assert!(short.stdout.starts_with("payment.incident:"), "{short:?}");
}

#[test]
fn a_conflict_in_the_output_is_settled_by_compiling() {
    let folder = repository();
    let out = folder.path().join("ops/out");
    let (manifest, file) = (
        out.join("manifest.json"),
        out.join("PaymentServiceOps/pagerduty/escalation_policy.payments-critical.json"),
    );
    let ours = [&manifest, &file].map(|path| fs::read_to_string(path).unwrap());
    edit(&folder, "payment.incident", "timeout = 20m", "timeout = 25m");
    assert_eq!(run(&folder, "incident compile ops").code, Some(0));
    let theirs = [&manifest, &file].map(|path| fs::read_to_string(path).unwrap());
    edit(&folder, "payment.incident", "timeout = 25m", "timeout = 26m");

    // The manifest holds both, and the file is that of one of them.
    let conflict =
        |at: usize| format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> other\n", ours[at], theirs[at]);
    fs::write(&manifest, conflict(0)).unwrap();
    let asked = run(&folder, "incident compile --check ops");
    assert_eq!(asked.code, Some(1));
    assert!(
        asked
            .stderr
            .ends_with("differ: the same command without --check writes what should be there\n"),
        "{asked:?}"
    );
    assert_eq!(run(&folder, "incident compile ops").code, Some(0));
    assert_eq!(run(&folder, "incident compile --check ops").code, Some(0));

    // A file that was merged is neither's, which both say, and --force settles.
    fs::write(&manifest, conflict(0)).unwrap();
    fs::write(&file, conflict(1)).unwrap();
    let asked = run(&folder, "incident compile --check ops");
    assert!(asked.stderr.contains("; 1 is not as incident wrote it"), "{asked:?}");
    let refused = run(&folder, "incident compile ops");
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("by hand or by a merge") && refused.stderr.contains("--force"),
        "{refused:?}"
    );
    assert_eq!(run(&folder, "incident compile --force ops").code, Some(0));
    assert_eq!(run(&folder, "incident compile --check ops").code, Some(0));
}

/// A manifest that nothing can be read off is refused by both in the same words.
#[test]
fn checking_and_writing_give_one_advice() {
    let folder = repository();
    let manifest = folder.path().join("ops/out/manifest.json");
    fs::write(&manifest, "<<<<<<< HEAD\n{\n").unwrap();
    let (asked, refused) =
        (run(&folder, "incident compile --check ops"), run(&folder, "incident compile ops"));
    assert_eq!((asked.code, refused.code), (Some(2), Some(2)));
    assert_eq!(asked.stderr, refused.stderr);
    assert!(refused.stderr.contains("use --force"), "{refused:?}");
    assert_eq!(run(&folder, "incident compile --force ops").code, Some(0));
    assert_eq!(run(&folder, "incident compile --check ops").code, Some(0));
}
