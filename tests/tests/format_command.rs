//! `incident fmt`, as somebody at a terminal or in a pipeline meets it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;
use std::path::Path;

use incident_tests::binary::{Finished, Invocation};
use tempfile::TempDir;

const MESSY: &str = "service Search{\n severity P3 \"slow\" {requires_post_mortem=false}\n}\n";
const NEAT: &str = "service Search {\n  severity P3 \"slow\" { requires_post_mortem = false }\n}\n";
const BROKEN: &str = "service Index{\n  description=\n}\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Finished {
    let arguments = ["fmt"].iter().chain(arguments).copied();
    Invocation::new(folder.path(), arguments).run()
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[track_caller]
fn assert_run(run: &Finished, code: i32, output: &str, error: &str) {
    let found = (run.code, run.stdout.as_str(), run.stderr.as_str());
    assert_eq!(found, (Some(code), output, error));
}

#[test]
fn files_are_formatted_in_place_and_the_second_time_nothing_is_left_to_do() {
    let folder = folder(&[("a.incident", MESSY), ("team/b.incident", NEAT), ("notes.txt", MESSY)]);
    assert_run(&run(&folder, &[]), 0, "formatted 1 file, 1 was formatted already\n", "");
    assert_eq!(text(&folder, "a.incident"), NEAT);
    assert_eq!(text(&folder, "notes.txt"), MESSY);
    assert_run(&run(&folder, &[]), 0, "2 files were formatted already\n", "");
    assert_eq!(names(folder.path()), ["a.incident", "notes.txt", "team"]);
}

#[test]
fn what_is_formatted_already_is_not_written() {
    let folder = folder(&[("a.incident", NEAT)]);
    let path = folder.path().join("a.incident");
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    run(&folder, &[]);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn a_file_that_does_not_parse_stays_and_the_others_are_formatted() {
    let folder = folder(&[("a.incident", BROKEN), ("b.incident", MESSY)]);
    let run = run(&folder, &[]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "formatted 1 file; 1 file with errors was left as it is\n");
    let checked = Invocation::new(folder.path(), ["check", "a.incident"]).run();
    let (report, _summary) = checked.stdout.rsplit_once("\n\n").unwrap();
    assert_eq!(run.stderr.trim_end(), report, "the errors are those of `check`");
    assert_eq!(
        (text(&folder, "a.incident").as_str(), text(&folder, "b.incident").as_str()),
        (BROKEN, NEAT)
    );
}

#[test]
fn what_is_wrong_with_names_and_posture_keeps_no_file_from_being_formatted() {
    let folder = folder(&[("a.incident", "service Search {\nseverity P1 \"down\"\nnmae=1\n}\n")]);
    assert_run(&run(&folder, &[]), 0, "formatted 1 file\n", "");
}

#[test]
fn a_file_that_is_no_text_is_told_and_stays() {
    let folder = folder(&[("b.incident", MESSY)]);
    fs::write(folder.path().join("a.incident"), b"\xFF\xFEs\0").unwrap();
    let run = run(&folder, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("error[INC113]"), "{}", run.stderr);
    assert_eq!(text(&folder, "b.incident"), NEAT);
}

#[test]
fn check_lists_what_would_change_and_writes_nothing() {
    let folder = folder(&[("b.incident", MESSY), ("a/a.incident", MESSY), ("c.incident", NEAT)]);
    let summary = "2 of 3 files would change: run `incident fmt`\n";
    assert_run(&run(&folder, &["--check"]), 1, "a/a.incident\nb.incident\n", summary);
    assert_eq!(text(&folder, "b.incident"), MESSY);
    assert_run(&run(&folder, &["--check", "c.incident"]), 0, "", "1 file is formatted\n");
}

#[test]
fn diff_shows_what_would_change_and_writes_nothing() {
    let folder = folder(&[("a.incident", "a = 1\nb=2\n"), ("c.incident", "c = 1\n")]);
    for arguments in [&["--diff"][..], &["--diff", "--check"]] {
        let diff = "--- a.incident\n+++ a.incident\n@@ -1,2 +1,2 @@\n a = 1\n-b=2\n+b = 2\n";
        let summary = "1 of 2 files would change: run `incident fmt`\n";
        assert_run(&run(&folder, arguments), 1, diff, summary);
    }
    assert_eq!(text(&folder, "a.incident"), "a = 1\nb=2\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder(&[]);
    let fmt = |arguments: &[&str], input: &str| {
        let arguments = ["fmt", "-"].iter().chain(arguments).copied();
        Invocation::new(folder.path(), arguments).stdin(input).run()
    };
    assert_run(&fmt(&[], MESSY), 0, NEAT, "");
    assert_run(&fmt(&[], NEAT), 0, NEAT, "");
    assert_run(&fmt(&[], ""), 0, "", "");
    assert_run(&fmt(&["--check"], MESSY), 1, "<stdin>\n", "");
    assert_run(&fmt(&["--check"], NEAT), 0, "", "");
    assert!(fmt(&["--diff"], MESSY).stdout.starts_with("--- <stdin>\n+++ <stdin>\n@@"));
    let broken = fmt(&[], BROKEN);
    assert_eq!((broken.code, broken.stdout.as_str()), (Some(1), ""));
    assert!(broken.stderr.starts_with("error[INC102]"), "{}", broken.stderr);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let windows = format!("\u{FEFF}{}", MESSY.replace('\n', "\r\n"));
    let folder = folder(&[("a.incident", &windows)]);
    run(&folder, &[]);
    assert_eq!(text(&folder, "a.incident"), format!("\u{FEFF}{}", NEAT.replace('\n', "\r\n")));
}

#[test]
fn folders_are_searched_as_check_searches_them_and_named_files_are_formatted_in_any_case() {
    let folder = folder(&[
        ("incident.toml", "out = \"made\"\n"),
        (".gitignore", "old\n"),
        ("old/a.incident", MESSY),
        ("made/manifest.json", "{}"),
        ("made/b.incident", MESSY),
        ("services/c.incident", MESSY),
        ("services/old/d.incident", MESSY),
    ]);
    let one = "services/c.incident\n";
    let summary = "1 of 1 file would change: run `incident fmt`\n";
    assert_run(&run(&folder, &["--check"]), 1, one, summary);
    assert_run(&run(&folder, &["--check", "services"]), 1, one, summary);
    assert_run(&run(&folder, &["--check", "old/a.incident"]), 1, "old/a.incident\n", summary);
}

#[test]
fn several_workspaces_can_be_named_at_once() {
    let folder = folder(&[
        ("one/incident.toml", ""),
        ("one/a.incident", MESSY),
        ("two/incident.toml", ""),
        ("two/b.incident", MESSY),
        ("c.incident", MESSY),
    ]);
    assert_run(&run(&folder, &["one", "two", "c.incident"]), 0, "formatted 3 files\n", "");
}

#[test]
fn what_cannot_be_done_is_2() {
    let folder = folder(&[("a.incident", MESSY), ("empty/notes.txt", "")]);
    assert_run(&run(&folder, &["b.incident"]), 2, "", "incident: b.incident does not exist.\n");
    let run_empty = run(&folder, &["empty"]);
    assert_eq!((run_empty.code, run_empty.stdout.as_str()), (Some(2), ""));
    assert!(run_empty.stderr.starts_with("incident: there is no .incident file in empty"));
    let both = run(&folder, &["-", "a.incident"]);
    assert_eq!(both.code, Some(2));
    assert!(both.stderr.starts_with("incident: standard input (-) cannot be formatted together"));
    assert_eq!(text(&folder, "a.incident"), MESSY);
}

#[test]
fn a_read_only_file_stays_and_the_others_are_formatted() {
    let folder = folder(&[("a.incident", MESSY), ("b.incident", MESSY)]);
    let path = folder.path().join("a.incident");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = run(&folder, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("incident: a.incident is read-only"), "{}", run.stderr);
    assert_eq!(
        (text(&folder, "a.incident").as_str(), text(&folder, "b.incident").as_str()),
        (MESSY, NEAT)
    );
}

#[test]
fn a_comment_is_not_parted_from_what_it_allows() {
    let text_of_a = "service Search {\n  a = 1, b = 2 // incident: allow(INC138) agreed\n}\n";
    let folder = folder(&[("a.incident", text_of_a), ("b.incident", MESSY)]);
    let run = run(&folder, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.starts_with("incident: a.incident:2: this comment is about a line that would")
    );
    assert_eq!(
        (text(&folder, "a.incident").as_str(), text(&folder, "b.incident").as_str()),
        (text_of_a, NEAT)
    );
}

#[cfg(unix)]
#[test]
fn the_mode_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.incident", MESSY)]);
    let path = folder.path().join("a.incident");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    run(&folder, &[]);
    assert_eq!(text(&folder, "a.incident"), NEAT);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o640);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_workspace() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder(&[("a.incident", MESSY), ("deep/b.incident", MESSY)]);
    let folder = folder(&[("incident.toml", ""), ("real.incident", MESSY)]);
    let link = |target: &Path, name: &str| symlink(target, folder.path().join(name)).unwrap();
    link(&elsewhere.path().join("a.incident"), "out.incident");
    link(&elsewhere.path().join("deep"), "out-folder");
    link(Path::new("real.incident"), "in.incident");
    for path in ["out.incident", "out-folder", "out-folder/b.incident"] {
        let run = run(&folder, &[path]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{path}");
        let expected = format!(
            "incident: {} is a link that leads out of the workspace, to ",
            path.split("/b").next().unwrap()
        );
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
    }
    assert_eq!(text(&elsewhere, "a.incident"), MESSY);
    // Found in a search, they are passed by.
    assert_run(
        &run(&folder, &["--check"]),
        1,
        "real.incident\n",
        "1 of 1 file would change: run `incident fmt`\n",
    );
    assert_run(&run(&folder, &["in.incident"]), 0, "formatted 1 file\n", "");
    assert_eq!(text(&folder, "real.incident"), NEAT);
    assert!(fs::symlink_metadata(folder.path().join("in.incident")).unwrap().is_symlink());
}

#[test]
fn many_files_are_listed_in_order() {
    let names: Vec<String> = (100..400).map(|number| format!("{number}.incident")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), MESSY)).collect();
    let folder = folder(&files);
    assert_eq!(run(&folder, &["--check"]).stdout, names.join("\n") + "\n");
    assert_run(&run(&folder, &[]), 0, "formatted 300 files\n", "");
}

#[test]
fn the_deepest_nesting_needs_no_more_room_than_there_is() {
    let deep = format!("{}{}", "a {\n".repeat(64), "}\n".repeat(64));
    let lists = format!("a = {}{}\n", "[\n".repeat(64), "]\n".repeat(64));
    let folder = folder(&[("a.incident", &deep), ("b.incident", &lists)]);
    assert_run(&run(&folder, &[]), 0, "formatted 2 files\n", "");
}
