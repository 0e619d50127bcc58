use std::fs;

use incident_syntax::NotTextReason;

use super::*;

/// A folder with files; the paths that end in `/` are empty folders.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.to_str().unwrap().ends_with('/') {
            fs::create_dir_all(&path).unwrap();
        } else {
            fs::write(&path, text).unwrap();
        }
    }
    folder
}

/// Loads the program as a user would who stands in `here` below the folder.
fn load_from(folder: &tempfile::TempDir, here: &str, paths: &[&str]) -> Result<Program, Failure> {
    let here = fs::canonicalize(folder.path().join(here)).unwrap();
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    Program::load(&paths, &here, None)
}

fn load(folder: &tempfile::TempDir, paths: &[&str]) -> Result<Program, Failure> {
    load_from(folder, "", paths)
}

fn paths(program: &Program) -> Vec<&str> {
    program.files.iter().map(|file| file.path.as_str()).collect()
}

fn selected(program: &Program) -> Vec<&str> {
    program
        .sources()
        .filter(|(id, _)| program.is_selected(*id))
        .map(|(_, file)| file.path.as_str())
        .collect()
}

fn failure(result: Result<Program, Failure>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_file_that_goes_while_the_others_are_read_is_no_reason_to_stop() {
    let folder = folder(&[("a.incident", "// a\n"), ("no-file.incident/", "")]);
    let path = |name: &str| folder.path().join(name);
    let read = |names: &[&str]| {
        let found: Vec<PathBuf> = names.iter().map(|name| path(name)).collect();
        load_files(&found, folder.path(), folder.path(), load_source)
    };
    let there = read(&["a.incident", "gone.incident"]);
    assert_eq!(there.iter().map(|file| file.text()).collect::<Vec<_>>(), ["// a\n"]);
    let there = read(&["a.incident", "no-file.incident"]);
    assert_eq!(there[1].contents, Contents::Unread(Unread::NotRegular));
}

#[test]
fn a_program_is_everything_below_the_folder_of_incident_toml_in_the_order_of_the_paths() {
    let folder = folder(&[
        ("ws/incident.toml", ""),
        ("ws/b.incident", ""),
        ("ws/a/z.incident", ""),
        ("ws/a-b.incident", ""),
        ("ws/notes.txt", ""),
        ("else.incident", ""),
    ]);
    let all = ["a-b.incident", "a/z.incident", "b.incident", "incident.toml"];
    for (here, typed) in [
        ("", &["ws"][..]),
        ("", &["ws/incident.toml"]),
        ("", &["ws/a", "ws/a/z.incident", "ws/a/../b.incident"]),
        ("ws", &[]),
        ("ws", &["."]),
        ("ws/a", &[]),
        ("ws/a", &["../b.incident"]),
    ] {
        let program = load_from(&folder, here, typed).unwrap();
        assert_eq!(paths(&program), all, "{here} {typed:?}");
        assert!(program.has_config);
        assert!(program.out.ends_with("ws/out"));
    }
}

#[test]
fn what_is_named_is_reported_and_the_rest_is_only_read() {
    let folder = folder(&[
        ("incident.toml", ""),
        ("a/one.incident", ""),
        ("a/two.incident", ""),
        ("three.incident", ""),
    ]);
    let selects = |here: &str, typed: &[&str], expected: &[&str]| {
        let program = load_from(&folder, here, typed).unwrap();
        assert_eq!(selected(&program), expected, "{here} {typed:?}");
        assert_eq!(program.selected_count(), expected.len());
        let (config, _) = program.config().unwrap();
        assert!(program.is_selected(config));
    };
    let all = ["a/one.incident", "a/two.incident", "three.incident"];
    selects("", &[], &all);
    selects("a", &[], &all);
    selects("a", &[".."], &all);
    selects("", &["a"], &all[..2]);
    selects("a", &["."], &all[..2]);
    selects("a", &["two.incident", "../three.incident"], &all[1..]);
    selects("", &["a/one.incident", "a/one.incident"], &all[..1]);
}

#[test]
fn messages_name_files_from_where_the_user_stands() {
    let folder = folder(&[("incident.toml", ""), ("a/b/one.incident", ""), ("two.incident", "")]);
    let program = load_from(&folder, "a", &[]).unwrap();
    let shown: Vec<&str> = program.files.iter().map(|file| file.shown.as_str()).collect();
    assert_eq!(shown, ["b/one.incident", "../two.incident", "../incident.toml"]);
}

#[test]
fn without_a_workspace_it_is_what_is_named() {
    let folder = folder(&[("x/a.incident", ""), ("x/b.incident", ""), ("y/c.incident", "")]);
    let program = load(&folder, &["y", "x/b.incident", "./y/c.incident"]).unwrap();
    assert_eq!(paths(&program), ["x/b.incident", "y/c.incident"]);
    assert_eq!(selected(&program), ["x/b.incident", "y/c.incident"]);
    assert!(!program.has_config);
    assert_eq!(program.out, fs::canonicalize(folder.path()).unwrap().join("out"));
    let program = load_from(&folder, "x", &["../y"]).unwrap();
    assert_eq!(paths(&program), ["../y/c.incident"]);
    assert_eq!(selected(&program), ["../y/c.incident"]);
}

#[test]
fn what_others_made_is_not_searched() {
    let folder = folder(&[
        ("incident.toml", "out = \"build\""),
        (".gitignore", "drafts/\n*.tmp.incident\n"),
        ("a.incident", ""),
        ("build/manifest.json", "{}"),
        ("build/no.incident", ""),
        ("drafts/no.incident", ""),
        ("x/no.tmp.incident", ""),
        (".git/no.incident", ""),
        (".hidden.incident", ""),
        ("x/.hidden/no.incident", ""),
        ("x/node_modules/no.incident", ""),
        ("x/target/no.incident", ""),
        ("out/yes.incident", ""),
        ("x/build/manifest.json", "{}"),
        ("x/build/yes.incident", ""),
    ]);
    let program = load(&folder, &[]).unwrap();
    assert_eq!(
        paths(&program),
        ["a.incident", "out/yes.incident", "x/build/yes.incident", "incident.toml"]
    );
    let base = fs::canonicalize(folder.path()).unwrap();
    let program = Program::load(&[], &base, Some(&base.join("x/build"))).unwrap();
    assert_eq!(paths(&program), ["a.incident", "out/yes.incident", "incident.toml"]);
}

#[test]
fn what_incident_toml_excludes_is_not_searched() {
    let toml = "exclude = [\"drafts/\", \"/legacy/**/*.incident\", \"*.old.incident\", \"[\"]\n";
    let folder = folder(&[
        ("incident.toml", toml),
        ("a.incident", ""),
        ("a.old.incident", ""),
        ("drafts/no.incident", ""),
        ("x/drafts/no.incident", ""),
        ("x/legacy/yes.incident", ""),
        ("legacy/x/no.incident", ""),
        ("legacy/no.incident", ""),
    ]);
    assert_eq!(
        paths(&load(&folder, &[]).unwrap()),
        ["a.incident", "x/legacy/yes.incident", "incident.toml"]
    );
    for typed in ["legacy/x/no.incident", "legacy/x"] {
        let program = load(&folder, &[typed]).unwrap();
        assert_eq!(selected(&program), ["legacy/x/no.incident"], "{typed}");
    }
    let here = fs::canonicalize(folder.path()).unwrap();
    let located = |typed: &[PathBuf]| {
        let found = locate(typed, &here).unwrap();
        found.files.iter().map(|path| shown(path, &here)).collect::<Vec<String>>()
    };
    assert_eq!(located(&[]), ["a.incident", "x/legacy/yes.incident"]);
    assert_eq!(located(&["drafts".into()]), ["drafts/no.incident"]);
}

#[test]
fn what_the_repository_ignores_is_not_searched_and_what_is_outside_does_not_count() {
    let folder = folder(&[
        (".gitignore", "*.incident\n"),
        ("repo/.git/", ""),
        ("repo/.gitignore", "generated/\n/ops/vendor/**\n"),
        ("repo/ops/incident.toml", ""),
        ("repo/ops/a.incident", ""),
        ("repo/ops/generated/no.incident", ""),
        ("repo/ops/vendor/no.incident", ""),
        ("repo/loose/a.incident", ""),
        ("repo/loose/generated/no.incident", ""),
    ]);
    for here in ["repo", "repo/ops"] {
        let typed = if here == "repo" { &["ops"][..] } else { &[] };
        let program = load_from(&folder, here, typed).unwrap();
        assert_eq!(paths(&program), ["a.incident", "incident.toml"], "{here}");
    }
    let program = load_from(&folder, "repo/ops", &["vendor"]).unwrap();
    assert_eq!(selected(&program), ["vendor/no.incident"]);
    assert_eq!(paths(&load_from(&folder, "repo/loose", &[]).unwrap()), ["a.incident"]);
    // Without a repository, only what is inside says what is ignored.
    fs::remove_dir(folder.path().join("repo/.git")).unwrap();
    let program = load_from(&folder, "repo/ops", &[]).unwrap();
    assert_eq!(selected(&program), ["a.incident", "generated/no.incident", "vendor/no.incident"]);
}

#[test]
fn a_workspace_below_is_another_program() {
    let folder = folder(&[
        ("incident.toml", ""),
        ("a.incident", ""),
        ("team/incident.toml", "exclude = [\"old/\"]"),
        ("team/b.incident", ""),
        ("team/old/no.incident", ""),
        ("team/inner/incident.toml", ""),
        ("team/inner/c.incident", ""),
    ]);
    assert_eq!(paths(&load(&folder, &[]).unwrap()), ["a.incident", "incident.toml"]);
    let program = load(&folder, &["team"]).unwrap();
    assert_eq!(paths(&program), ["b.incident", "incident.toml"]);
    // Whoever goes through files one by one sees all, each as its workspace says.
    let here = fs::canonicalize(folder.path()).unwrap();
    let located = |typed: &[PathBuf], here: &Path| {
        let found = locate(typed, here).unwrap();
        found.files.iter().map(|path| shown(path, here)).collect::<Vec<String>>()
    };
    let all = ["a.incident", "team/b.incident", "team/inner/c.incident"];
    assert_eq!(located(&[], &here), all);
    assert_eq!(located(&["team".into()], &here), all[1..]);
    assert_eq!(located(&["team/inner".into()], &here), all[2..]);
}

#[test]
fn what_is_named_is_read_even_if_a_search_passes_it_by() {
    let folder = folder(&[
        ("incident.toml", ""),
        (".gitignore", "drafts/\n"),
        ("a.incident", ""),
        ("drafts/b.incident", ""),
    ]);
    for typed in ["drafts/b.incident", "drafts"] {
        let program = load(&folder, &[typed]).unwrap();
        assert_eq!(paths(&program), ["a.incident", "drafts/b.incident", "incident.toml"]);
        assert_eq!(selected(&program), ["drafts/b.incident"]);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_but_may_be_named() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.incident", "")]);
    let folder = folder(&[("incident.toml", ""), ("a.incident", "")]);
    symlink(outside.path(), folder.path().join("linked")).unwrap();
    symlink(outside.path().join("secret.incident"), folder.path().join("b.incident")).unwrap();
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    assert_eq!(paths(&load(&folder, &[]).unwrap()), ["a.incident", "incident.toml"]);
    // A link to the workspace is the workspace.
    assert_eq!(
        paths(&load(&folder, &["loop/a.incident"]).unwrap()),
        ["a.incident", "incident.toml"]
    );
}

#[test]
fn bytes_that_are_no_text_are_loaded_as_such() {
    let folder = folder(&[("a.incident", "x")]);
    fs::write(folder.path().join("b.incident"), b"\xFF\xFEa\0").unwrap();
    let program = load(&folder, &[]).unwrap();
    let Contents::NotText(problem) = &program.files[1].contents else {
        panic!("{:?}", program.files[1])
    };
    assert_eq!(problem.reason, NotTextReason::Utf16);
    assert_eq!(program.files[1].text(), "");
}

#[test]
fn every_path_that_leads_nowhere_is_answered() {
    let folder = folder(&[
        ("notes.txt", ""),
        ("empty/", ""),
        ("ws/incident.toml", ""),
        ("ws/a.incident", ""),
        ("ws/empty/", ""),
        ("v/incident.toml", ""),
        ("v/b.incident", ""),
        ("lone.incident", ""),
    ]);
    let answer = |typed: &[&str]| failure(load(&folder, typed));
    assert_eq!(answer(&["nowhere"]), "nowhere does not exist.");
    assert_eq!(
        answer(&["lonely.incident"]),
        "lonely.incident does not exist. Did you mean lone.incident?"
    );
    assert_eq!(answer(&["lone"]), "lone does not exist. Did you mean lone.incident?");
    assert_eq!(answer(&["ws/b.incident"]), "ws/b.incident does not exist.");
    assert_eq!(answer(&["ws/emty"]), "ws/emty does not exist. Did you mean ws/empty?");
    assert_eq!(answer(&["lone.incident/x"]), "lone.incident/x cannot be read: not a directory.");
    assert_eq!(
        answer(&["notes.txt"]),
        "notes.txt is not an .incident file. Name a file that ends in .incident, or a folder."
    );
    for typed in ["empty", "ws/empty"] {
        assert_eq!(
            answer(&[typed]),
            format!(
                "there is no .incident file in {typed} (links are not followed). `incident init` writes a first one."
            )
        );
    }
    assert_eq!(
        answer(&["ws", "v/b.incident"]),
        "ws belongs to ws/incident.toml, and v/b.incident belongs to v/incident.toml. These are two \
         programs, each with an output of its own; run incident once for each."
    );
    assert_eq!(
        answer(&["lone.incident", "ws"]),
        "lone.incident has no incident.toml above it, and ws belongs to ws/incident.toml. These are \
         two programs, each with an output of its own; run incident once for each."
    );
    assert_eq!(
        answer(&[]),
        ". holds workspaces of their own (incident.toml), each another program. Name one of them: v, \
         ws."
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_answered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[]);
    let name = OsStr::from_bytes(b"caf\xE9.incident");
    let here = fs::canonicalize(folder.path()).unwrap();
    let typed = Program::load(&[PathBuf::from(name)], &here, None);
    assert_eq!(failure(typed), "the path \"caf\u{FFFD}.incident\" is not UTF-8. Rename it.");
    // Some file systems refuse such names themselves.
    if fs::write(folder.path().join(name), "").is_ok() {
        let program = load(&folder, &[]).unwrap();
        assert_eq!(paths(&program), ["caf\u{FFFD}.incident"]);
        assert_eq!(program.files[0].contents, Contents::Unread(Unread::Name));
        // A workspace below makes programs of what is found, each of which is named.
        fs::create_dir(folder.path().join("ws")).unwrap();
        fs::write(folder.path().join("ws/incident.toml"), "").unwrap();
        fs::write(folder.path().join("ws/a.incident"), "").unwrap();
        let programs = load_each(&[], &here).unwrap();
        let all: Vec<Vec<&str>> = programs.iter().map(paths).collect();
        assert_eq!(all, [["caf\u{FFFD}.incident"].as_slice(), &["a.incident", "incident.toml"]]);
        assert_eq!(programs[0].files[0].contents, Contents::Unread(Unread::Name));
    }
}

#[test]
fn a_file_of_more_than_4_gib_is_refused_unread() {
    let folder = folder(&[("a.incident", "")]);
    let file = fs::OpenOptions::new().write(true).open(folder.path().join("a.incident")).unwrap();
    // Sparse: it takes no room. Where the file system cannot do that there is nothing to test.
    if file.set_len(u64::from(u32::MAX) + 1).is_ok() {
        let program = load(&folder, &[]).unwrap();
        assert_eq!(program.files[0].contents, Contents::Unread(Unread::TooLarge));
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_told_as_that() {
    let folder = folder(&[("a.incident", "")]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("b.incident")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("c")).unwrap();
    let program = load(&folder, &["b.incident", "a.incident"]).unwrap();
    assert_eq!(paths(&program), ["a.incident", "b.incident"]);
    assert_eq!(program.files[1].contents, Contents::Unread(Unread::DeadLink));
    // It has no name of a source: what it would be is not known.
    let failure = load(&folder, &["c"]).unwrap_err();
    assert_eq!(failure.to_string(), "c is a link to something that does not exist.");
}
