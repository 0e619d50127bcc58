//! The real command, as somebody at a terminal or in a pipeline meets it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;
use std::path::Path;

use expect_test::expect;
use incident_tests::binary::{Finished, Invocation};
use incident_tests::files::{project, read, tree};
use tempfile::TempDir;

/// One error (a tier without a timeout).
const WRONG: &str = r#"service Search {
  on_call_rotation search { members = [ann@company.com] }
  escalation_policy search {
    tier oncall { timeout = 10m }
    tier lead
  }
}
"#;

/// One warning, which is no error.
const DOUBTFUL: &str = r#"service Search {
  post_mortem_template {
    required_sections = ["Action Items"], requires_action_items = false
  }
}
"#;

const CLEAN: &str = "service Search { severity P3 \"slow\" { requires_post_mortem = false } }\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Finished {
    Invocation::new(folder, arguments.iter().copied()).run()
}

fn in_folder(files: &[(&str, &str)], arguments: &[&str]) -> Finished {
    run(folder(files).path(), arguments)
}

#[track_caller]
fn assert_run(run: &Finished, code: i32, output: &str, error: &str) {
    let found = (run.code, run.stdout.as_str(), run.stderr.as_str());
    assert_eq!(found, (Some(code), output, error));
}

const WRONG_LINE: &str = "search.incident:3:3: error INC004: escalation_policy \"search\" has 2 tiers \
                          but 1 timeout. Each tier must have a corresponding timeout.\n";

#[test]
fn nothing_wrong_is_0_and_warnings_do_not_count() {
    let files = [("search.incident", CLEAN)];
    assert_run(&in_folder(&files, &["check"]), 0, "no problems in 1 file\n", "");
    let run = in_folder(&[("search.incident", DOUBTFUL)], &["check", "--format", "short"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "1 warning in 1 file\n"));
    assert!(run.stdout.starts_with("search.incident:3:67: warning INC005: "), "{}", run.stdout);
}

#[test]
fn errors_are_1_and_each_is_one_line_of_the_short_form() {
    let run = in_folder(&[("search.incident", WRONG)], &["check", "--format", "short"]);
    assert_run(&run, 1, WRONG_LINE, "1 error in 1 file\n");
}

#[test]
fn what_could_not_run_is_2_and_one_line_says_why() {
    for (arguments, why) in [
        (&["check", "nowhere.incident"][..], "nowhere.incident does not exist."),
        (&["check", "empty"], "there is no .incident file in empty "),
        (&["compile", "-"], "compile does not read standard input."),
        (&["check", "-", "search.incident"], "standard input (-) is a program of its own"),
        (&["explain", "INC999"], "there is no diagnostic INC999."),
        (&["compile", "--out", ".", "search.incident"], ". cannot be the output folder: "),
    ] {
        let folder = folder(&[("search.incident", CLEAN)]);
        fs::create_dir(folder.path().join("empty")).unwrap();
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with(&format!("incident: {why}")), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
    for arguments in
        [&[][..], &["chek"], &["check", "--colour", "red"], &["check", "--as-of", "soon"]]
    {
        assert_eq!(in_folder(&[], arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn the_human_form_shows_the_source_the_other_place_and_the_way_out() {
    let run = in_folder(&[("search.incident", WRONG)], &["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    expect![[r#"
        error[INC004]: escalation_policy "search" has 2 tiers but 1 timeout. Each tier must have a corresponding timeout.
           ╭─[ search.incident:3:3 ]
           │
         3 │   escalation_policy search {
           │   ────────────┬───────────
           │               ╰───────────── here
           │
         5 │     tier lead
           │     ────┬────
           │         ╰────── this tier has no timeout
           │
           │ Help: Add `timeout = 30m`, or what fits, to each tier that has none.
        ───╯

        1 error in 1 file
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn the_json_form_is_one_document() {
    let run = in_folder(&[("search.incident", WRONG)], &["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), "1 error in 1 file\n"));
    expect![[r#"
        {
          "version": 1,
          "diagnostics": [
            {
              "code": "INC004",
              "level": "error",
              "message": "escalation_policy \"search\" has 2 tiers but 1 timeout. Each tier must have a corresponding timeout.",
              "file": "search.incident",
              "line": 3,
              "column": 3,
              "end_line": 3,
              "end_column": 27,
              "help": "Add `timeout = 30m`, or what fits, to each tier that has none.",
              "related": [
                {
                  "file": "search.incident",
                  "line": 5,
                  "column": 5,
                  "end_line": 5,
                  "end_column": 14,
                  "message": "this tier has no timeout"
                }
              ],
              "fix": null
            }
          ]
        }
    "#]]
    .assert_eq(&run.stdout);
    let clean = in_folder(&[("search.incident", CLEAN)], &["check", "--format", "json"]);
    assert_run(
        &clean,
        0,
        "{\n  \"version\": 1,\n  \"diagnostics\": []\n}\n",
        "no problems in 1 file\n",
    );
}

#[test]
fn standard_input_is_a_program() {
    let folder = folder(&[]);
    let check = |input: &[u8]| {
        Invocation::new(folder.path(), ["check", "-", "--format", "short"]).stdin(input).run()
    };
    let wrong = WRONG_LINE.replace("search.incident", "<stdin>");
    assert_run(&check(WRONG.as_bytes()), 1, &wrong, "1 error in 1 file\n");
    assert_run(&check(CLEAN.as_bytes()), 0, "", "no problems in 1 file\n");
    assert_run(&check(b""), 0, "", "no problems in 1 file\n");
    let bytes = check(b"service \xff\xfe {");
    assert_eq!(bytes.code, Some(1));
    assert!(bytes.stdout.starts_with("<stdin>:1:1: error INC113: "), "{}", bytes.stdout);
}

#[test]
fn folders_and_several_paths_are_one_program() {
    let files = [
        ("shared/roles.incident", "role lead { assignee = lead@company.com }\n"),
        (
            "search.incident",
            "service Search { role boss { }, escalation_policy p { tier leed } }\n",
        ),
    ];
    let short =
        |paths: &[&str]| in_folder(&files, &[&["check", "--format", "short"], paths].concat());
    let both = short(&["shared", "search.incident"]);
    assert_eq!(both.stderr, "1 warning in 2 files\n");
    assert!(both.stdout.contains("warning INC138"), "{}", both.stdout);
    assert_eq!(short(&["."]).stdout, both.stdout);
    assert_eq!(short(&[]).stdout, both.stdout);
    assert_eq!(short(&["search.incident", "shared/roles.incident"]).stdout, both.stdout);
}

#[test]
fn in_a_workspace_everything_is_loaded_and_what_is_named_is_reported() {
    let files = [
        ("incident.toml", ""),
        ("one.incident", "service One { rotation = everybody, x = 1 }\n"),
        ("two.incident", "service Two { y = 1 }\n"),
        ("shared/all.incident", "on_call_rotation everybody { members = [ann@company.com] }\n"),
    ];
    let short =
        |paths: &[&str]| in_folder(&files, &[&["check", "--format", "short"], paths].concat());
    let one = "one.incident:1:37: error INC122: `x` is not a key of `service`.\n";
    let two = "two.incident:1:15: error INC122: `y` is not a key of `service`.\n";
    assert_run(&short(&["one.incident"]), 1, one, "1 error in 1 file\n");
    assert_run(&short(&["shared"]), 0, "", "no problems in 1 file\n");
    assert_eq!(short(&[]).stdout, format!("{one}{two}"));
}

#[test]
fn errors_elsewhere_that_keep_a_named_file_from_being_compiled_are_a_line_and_no_finding() {
    let service = "service Search { use = [shared], severity P3 \"slow\" { requires_post_mortem = false } }\n";
    let shared = "profile shared { status_update_interval = 10M }\n";
    let other = "service Other { colour = red }\n";
    let files = [("incident.toml", ""), ("a.incident", service), ("o.incident", other)];
    let folder = folder(&[&files[..], &[("s.incident", shared)]].concat());
    let line = "no problems in 1 file\nnot told: 1 error in s.incident, which keeps this from being compiled. \
                Run `incident check s.incident`.\n";
    assert_run(&run(folder.path(), &["check", "a.incident"]), 0, line, "");
    assert_eq!(run(folder.path(), &["compile", "a.incident"]).code, Some(1));
    fs::write(folder.path().join("s.incident"), shared.replace("10M", "10m")).unwrap();
    let clean = "no problems in 1 file\n";
    assert_run(&run(folder.path(), &["check", "a.incident"]), 0, clean, "");
    assert_eq!(run(folder.path(), &["compile", "a.incident"]).code, Some(0));
}

#[test]
fn notes_are_listed_on_request() {
    let text = "on_call_rotation r {\n  members = [ann@company.com]\n  active_days = [mon]\n  \
                override 2026-06-02..2026-06-02 { replace = ann@company.com, with = bob@company.com }\n}\n\
                service S { rotation = r }\n";
    let files = [("s.incident", text)];
    let silent = in_folder(&files, &["check"]);
    assert_run(&silent, 0, "no problems in 1 file (1 note: see --notes)\n", "");
    let told = in_folder(&files, &["check", "--notes", "--format", "short"]);
    assert_eq!(told.stderr, "1 note in 1 file\n");
    assert!(told.stdout.starts_with("s.incident:4:3: note INC303: "), "{}", told.stdout);
}

#[test]
fn the_day_is_given_or_today() {
    let text = "person ann@company.com { left = 2999-01-01 }\n\
                service S { on_call_rotation r { members = [ann@company.com, bob@company.com] } }\n";
    let files = [("s.incident", text)];
    assert_eq!(in_folder(&files, &["check"]).code, Some(0));
    let later = in_folder(&files, &["check", "--as-of", "2999-01-01", "--format", "short"]);
    assert!(later.stdout.starts_with("s.incident:2:45: "), "{}", later.stdout);
    assert!(later.stdout.contains(" INC301: "), "{}", later.stdout);
}

#[test]
fn a_hundred_findings_are_shown_and_the_rest_is_counted() {
    let lines: String = (0..130).map(|at| format!("  key{at} = 1\n")).collect();
    let text = format!("service S {{\n{lines}}}\n");
    let files = [("s.incident", text.as_str())];
    let human = in_folder(&files, &["check"]);
    assert_eq!(human.stdout.matches("error[INC122]").count(), 100);
    assert!(human.stdout.contains("\n… and 30 findings more. "), "{}", human.stdout);
    assert!(human.stdout.ends_with("130 errors in 1 file\n"));
    assert_eq!(in_folder(&files, &["check", "--format", "short"]).stdout.lines().count(), 130);
}

#[test]
fn colours_are_for_terminals_or_on_request() {
    let files = [("search.incident", WRONG)];
    assert!(!in_folder(&files, &["check"]).stdout.contains('\u{1b}'));
    assert!(in_folder(&files, &["check", "--color", "always"]).stdout.contains("\u{1b}["));
    assert!(!in_folder(&files, &["check", "--color", "never"]).stdout.contains('\u{1b}'));
}

#[test]
fn every_diagnostic_is_explained() {
    let list = in_folder(&[], &["explain"]);
    assert_eq!(list.code, Some(0));
    assert_eq!(list.stdout.lines().count(), incident_rules::rules().len());
    for rule in incident_rules::rules() {
        assert!(list.stdout.contains(&format!("{}  ", rule.code)), "{}", rule.code);
    }
    let page = read(&project("docs/diagnostics/INC001.md")).unwrap();
    assert_run(&in_folder(&[], &["explain", "inc1"]), 0, &page, "");
}

#[test]
fn help_has_examples_and_the_version_is_one_line() {
    for arguments in
        [&["--help"][..], &["help", "check"], &["compile", "--help"], &["init", "--help"]]
    {
        let help = in_folder(&[], arguments);
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
        assert!(help.stdout.contains("Examples:\n  incident "), "{}", help.stdout);
    }
    let version = format!("incident {}\n", env!("CARGO_PKG_VERSION"));
    assert_run(&in_folder(&[], &["--version"]), 0, &version, "");
}

#[test]
fn a_first_workspace_compiles_as_it_is() {
    let folder = folder(&[]);
    let here = folder.path();
    assert_eq!(run(here, &["init", "ops"]).code, Some(0));
    assert_run(&run(here, &["check", "--notes", "ops"]), 0, "no problems in 1 file\n", "");
    assert_eq!(run(here, &["compile", "ops"]).code, Some(0));
    assert!(here.join("ops/out/manifest.json").is_file());
    assert_eq!(run(here, &["init", "ops"]).code, Some(2), "it overwrites nothing");
    // Two workspaces, one in the other, would declare everything twice.
    let inside = run(here, &["init", "ops/sub"]);
    assert!(
        inside
            .stderr
            .starts_with("incident: ops/sub is in a workspace already (ops/incident.toml)"),
        "{}",
        inside.stderr
    );
    assert_eq!((inside.code, here.join("ops/sub").exists()), (Some(2), false));
}

/// The files of an output folder; none when there is no such folder.
fn files_in(folder: &Path) -> Vec<(String, String)> {
    if folder.exists() { tree(folder).unwrap().into_iter().collect() } else { Vec::new() }
}

#[test]
fn an_error_writes_nothing_and_leaves_what_was_there() {
    let folder = folder(&[("search.incident", WRONG)]);
    let (here, source) = (folder.path(), folder.path().join("search.incident"));
    let compile = || run(here, &["compile", "search.incident"]);

    let refused = compile();
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert!(refused.stderr.contains("error[INC004]"), "{}", refused.stderr);
    assert_eq!(fs::read_dir(here).unwrap().count(), 1, "nothing is left lying about");

    fs::write(&source, CLEAN).unwrap();
    assert_run(&compile(), 0, "wrote 2 files for 1 service to out\n", "");
    let written = files_in(&here.join("out"));
    fs::write(&source, WRONG).unwrap();
    assert_eq!(compile().code, Some(1));
    assert_eq!(files_in(&here.join("out")), written);
    assert_eq!(fs::read_dir(here).unwrap().count(), 2, "nothing is left lying about");

    fs::write(&source, CLEAN).unwrap();
    assert_run(&compile(), 0, "2 files for 1 service in out: up to date\n", "");
}

#[test]
fn what_nothing_gives_any_more_is_removed_and_what_is_not_incident_s_is_kept() {
    let folder = folder(&[("s.incident", &format!("{CLEAN}service Cart\n"))]);
    let here = folder.path();
    assert_eq!(run(here, &["compile", "s.incident"]).code, Some(0));
    fs::write(here.join("out/notes.txt"), "mine\n").unwrap();
    fs::write(here.join("s.incident"), CLEAN).unwrap();
    let again = run(here, &["compile", "s.incident"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let paths: Vec<String> =
        files_in(&here.join("out")).into_iter().map(|(path, _)| path).collect();
    let guides = ["Search/IncidentResponseGuide.g.md", "Search/IncidentResponseGuide.html"];
    assert_eq!(paths, [&guides[..], &["manifest.json", "notes.txt"]].concat());
}

/// What a newcomer might do to `examples/payment.incident`: what becomes of what, and what is said.
const WRONG_EDITS: [(&str, &str, &str, &str); 12] = [
    ("rotation_period    = 7d", "rotation_period    = 7D", "INC125", "Write `7d`."),
    ("timeout = 10m,", "timeout = 10,", "INC125", "add `s`, `m`"),
    ("timeout = 20m, ", "", "INC004", "Add `timeout"),
    ("\"America/New_York\"", "America/New_York", "INC110", "Write `\"America/New_York\"`."),
    ("America/New_York", "America/NewYork", "INC135", "Did you mean `America/New_York`?"),
    ("members            =", "members            :", "INC103", "Write `=` instead"),
    ("carol@company.com, david", "carol@company.com david", "INC101", "Put a `,`"),
    ("david@company.com]", "david@company.com", "INC104", "Add the missing `]`."),
    ("fallback = notify_all", "fallback = notify_al", "INC128", "Did you mean `notify_all`?"),
    ("    response_time               = 5m\n", "", "INC003", "Add the time"),
    ("severity P2", "severty P2", "INC120", "Did you mean `severity`?"),
    ("slack:#p1-incidents", "slak:#p1-incidents", "INC136", "Did you mean `slack`?"),
];

#[test]
fn a_wrong_edit_of_the_example_is_one_finding_with_a_way_out() {
    let example = read(&project("examples/payment.incident")).unwrap();
    let folder = folder(&[]);
    for (from, to, code, help) in WRONG_EDITS {
        let edited = example.replacen(from, to, 1);
        assert_ne!(edited, example, "{from}");
        let arguments = ["check", "-", "--format", "json"];
        let checked = Invocation::new(folder.path(), arguments).stdin(edited.as_bytes()).run();
        let found: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
        let found = found["diagnostics"].as_array().unwrap();
        assert_eq!(found.len(), 1, "{to:?}: {}", checked.stdout);
        assert_eq!(found[0]["code"], code, "{to:?}");
        let said = ["message", "help"].map(|key| found[0][key].as_str().unwrap_or_default());
        let said = said.join(" ");
        assert!(said.contains(help), "{to:?}: {said}");
        let line = found[0]["line"].as_u64().unwrap();
        let at = example.split(from).next().unwrap().lines().count() as u64;
        assert!(line <= at.max(1) + 1, "{to:?} is reported in line {line}, far from line {at}");
    }
}

#[test]
fn warnings_can_be_denied() {
    let text = "service Search {\n  role lead\n  escalation_policy search { tier leed { timeout = 5m } }\n}\n";
    let folder = folder(&[("a.incident", text)]);
    let exit = |arguments: &[&str]| run(folder.path(), arguments).code;
    assert_eq!(exit(&["check", "a.incident"]), Some(0));
    assert_eq!(exit(&["check", "--deny", "warnings", "a.incident"]), Some(1));
    assert_eq!(exit(&["check", "--deny", "INC138", "a.incident"]), Some(1));
    assert_eq!(exit(&["check", "--deny", "INC007", "a.incident"]), Some(0));
    assert_eq!(exit(&["check", "--deny", "everything", "a.incident"]), Some(2));
    let compiled = run(folder.path(), &["compile", "--deny", "warnings", "a.incident"]);
    assert_eq!(compiled.code, Some(1));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_vocabulary_completions_and_the_manual_are_printed() {
    let folder = folder(&[]);
    let printed = |arguments: &[&str]| {
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        run.stdout
    };
    let schema: serde_json::Value = serde_json::from_str(&printed(&["schema", "--json"])).unwrap();
    assert_eq!(schema["version"], 1);
    let blocks = schema["blocks"].as_array().unwrap();
    let severity = blocks.iter().find(|block| block["name"] == "severity").unwrap();
    let keys = severity["keys"].as_array().unwrap();
    assert!(keys.iter().any(|key| key["name"] == "response_time"), "{severity}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("unsafe-fixes"), "{shell}");
    }
    // Behind `--target` stands one of these, and no file.
    let help = printed(&["compile", "--help"]);
    let bash = printed(&["completions", "bash"]);
    let words: Vec<&str> = incident_ir::Targets::words().collect();
    assert!(bash.contains(&format!("compgen -W \"{}\"", words.join(" "))), "{words:?}");
    for word in words {
        assert!(help.contains(&format!("- {word}")), "{word}: {help}");
    }
    let manual = printed(&["man"]);
    assert!(manual.contains(".TH incident") && manual.contains("INCIDENT COMPILE"), "{manual}");
}
