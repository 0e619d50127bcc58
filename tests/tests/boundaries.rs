//! The boundaries between the crates, and what holds for every file: ARCHITECTURE.md, "What must stay
//! true".

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use incident_tests::files::{paths, project, read, tree};

/// What each crate of ours may use, without what comes through another.
type Table = BTreeMap<String, BTreeSet<String>>;

/// The table of ARCHITECTURE.md: its rows begin with a crate's name and end with what it may use, by
/// names without their `incident-`.
fn table(document: &str) -> Table {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in document.lines().filter(|line| line.starts_with("| `incident-")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        rows.push((cells[0].trim_matches('`').to_owned(), cells[2].to_owned()));
    }
    let names: BTreeSet<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    let used = |name: &str, cell: &str| match cell {
        "nothing of ours" => BTreeSet::new(),
        "all" => names.iter().filter(|other| *other != name).cloned().collect(),
        list => list.split(", ").map(|short| format!("incident-{short}")).collect(),
    };
    rows.iter().map(|(name, cell)| (name.clone(), used(name, cell))).collect()
}

/// What a crate may use: what its row names and, through it, what that may use.
fn allowed(table: &Table, name: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![name.to_owned()];
    while let Some(name) = waiting.pop() {
        for used in table.get(&name).into_iter().flatten() {
            if reached.insert(used.clone()) {
                waiting.push(used.clone());
            }
        }
    }
    reached
}

/// Where the crates and the table say different things, a line each.
fn disagreements(table: &Table, edges: &Table) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, uses) in edges {
        let Some(row) = table.get(name) else {
            wrong.push(format!("{name} is not in the table"));
            continue;
        };
        let allowed = allowed(table, name);
        wrong.extend(uses.difference(&allowed).map(|it| format!("{name} may not use {it}")));
        // Only what the binary adds up needs no row of its own.
        if row.len() + 1 < table.len() {
            wrong.extend(row.difference(uses).map(|it| format!("{name} does not use {it}")));
        }
    }
    let gone = table.keys().filter(|name| !edges.contains_key(*name));
    wrong.extend(gone.map(|name| format!("{name} is in the table and not in the workspace")));
    wrong
}

/// Our crates that end up in the binary, their dependencies, and everybody's for this system: packages
/// of other systems need not be on this machine.
static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    MetadataCommand::new()
        .manifest_path(project("Cargo.toml"))
        .other_options(["--filter-platform".to_owned(), host.to_owned()])
        .exec()
        .unwrap()
});

fn is_in_crates(manifest: &Path) -> bool {
    manifest.starts_with(METADATA.workspace_root.join("crates"))
}

/// Which of our crates each of our crates names, for code of this kind.
fn edges(kind: DependencyKind) -> Table {
    let ours = METADATA.workspace_packages();
    let crates = ours.iter().filter(|package| is_in_crates(package.manifest_path.as_std_path()));
    crates
        .map(|package| {
            let uses = package.dependencies.iter().filter(|it| it.kind == kind);
            let uses = uses.filter(|it| it.path.is_some()).map(|it| it.name.clone());
            (package.name.to_string(), uses.collect())
        })
        .collect()
}

/// Everything that is built into a crate.
fn built_in(name: &str) -> BTreeSet<String> {
    let names: BTreeMap<&PackageId, String> =
        METADATA.packages.iter().map(|it| (&it.id, it.name.to_string())).collect();
    let nodes = &METADATA.resolve.as_ref().unwrap().nodes;
    let ours = METADATA.workspace_packages();
    let start = ours.iter().find(|package| package.name.as_str() == name).unwrap();
    let mut reached: BTreeSet<&PackageId> = BTreeSet::new();
    let mut waiting = vec![&start.id];
    while let Some(id) = waiting.pop() {
        let node = nodes.iter().find(|node| node.id == *id).unwrap();
        let normal = |it: &&cargo_metadata::NodeDep| {
            it.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
        };
        for dependency in node.deps.iter().filter(normal) {
            if reached.insert(&dependency.pkg) {
                waiting.push(&dependency.pkg);
            }
        }
    }
    reached.into_iter().map(|id| names[id].clone()).collect()
}

#[test]
fn crates_use_each_other_as_the_table_says() {
    let table = table(&read(&project("ARCHITECTURE.md")).unwrap());
    assert_eq!(disagreements(&table, &edges(DependencyKind::Normal)), [""; 0]);
}

#[test]
fn tests_of_a_crate_use_nothing_that_the_crate_may_not() {
    let table = table(&read(&project("ARCHITECTURE.md")).unwrap());
    for (name, uses) in edges(DependencyKind::Development) {
        let more: Vec<_> = uses.difference(&allowed(&table, &name)).cloned().collect();
        assert_eq!(more, [""; 0], "{name}");
    }
}

#[test]
fn a_wrong_edge_and_a_wrong_table_are_found() {
    let table = table(
        "| crate | is | may use |\n\
         |---|---|---|\n\
         | `incident-base` | places | nothing of ours |\n\
         | `incident-ir` | the model | base |\n\
         | `incident-codegen` | files | ir |\n\
         | `incident-cli` | the binary | all |\n",
    );
    let found = |change: &dyn Fn(&mut Table)| {
        let mut edges = table.clone();
        change(&mut edges);
        disagreements(&table, &edges)
    };
    let insert = |edges: &mut Table, name: &str, used: &str| {
        edges.entry(name.to_owned()).or_default().insert(used.to_owned());
    };
    assert_eq!(found(&|_| ()), [""; 0]);
    assert_eq!(found(&|edges| insert(edges, "incident-codegen", "incident-base")), [""; 0]);
    assert_eq!(
        found(&|edges| insert(edges, "incident-ir", "incident-codegen")),
        ["incident-ir may not use incident-codegen"]
    );
    assert_eq!(
        found(&|edges| edges.get_mut("incident-codegen").unwrap().clear()),
        ["incident-codegen does not use incident-ir"]
    );
    assert_eq!(
        found(&|edges| {
            edges.remove("incident-ir");
            edges.entry("incident-fmt".to_owned()).or_default();
        }),
        [
            "incident-fmt is not in the table",
            "incident-ir is in the table and not in the workspace"
        ]
    );
}

#[test]
fn nothing_reaches_what_its_layer_must_not_know() {
    for (name, foreign) in [
        ("incident-base", "salsa"),
        ("incident-syntax", "salsa"),
        ("incident-schema", "salsa"),
        ("incident-ir", "salsa"),
        ("incident-calendar", "salsa"),
        ("incident-codegen", "salsa"),
        ("incident-codegen", "incident-syntax"),
        ("incident-codegen", "incident-analysis"),
        ("incident-ide", "tower-lsp"),
        ("incident-ide", "lsp-types"),
        ("incident-ide", "tokio"),
    ] {
        assert!(!built_in(name).contains(foreign), "{name} reaches {foreign}");
    }
    // It would find them: the way from the binary to salsa leads through two crates.
    assert!(built_in("incident-cli").contains("salsa"));
    assert!(built_in("incident-rules").contains("incident-syntax"));
    assert!(built_in("incident-lsp").contains("lsp-types"));
}

#[test]
fn only_the_binary_knows_the_terminal() {
    for name in edges(DependencyKind::Normal).keys().filter(|name| *name != "incident-cli") {
        let all = built_in(name);
        for terminal in ["clap", "ariadne", "rustix", "anstream", "tempfile", "ignore"] {
            assert!(!all.contains(terminal), "{name} reaches {terminal}");
        }
    }
    assert!(built_in("incident-cli").contains("clap"));
}

#[test]
fn every_package_has_the_lints_of_the_workspace() {
    for package in METADATA.workspace_packages() {
        let manifest = read(package.manifest_path.as_std_path()).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true\n"), "{}", package.manifest_path);
    }
}

/// A source file of the crates: where it stands, seen from `crates`, and its text.
struct Source {
    path: String,
    text: String,
}

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let files = tree(&project("crates")).unwrap();
    let is_source = |path: &str| path.split('/').nth(1) == Some("src") && path.ends_with(".rs");
    let sources = files.into_iter().filter(|(path, _)| is_source(path));
    let sources: Vec<Source> = sources.map(|(path, text)| Source { path, text }).collect();
    assert!(sources.len() > 100, "only {} files of source are found", sources.len());
    sources
});

/// Files that are modules of tests: `#[cfg(test)] mod NAME;`.
fn test_modules(sources: &[Source]) -> BTreeSet<PathBuf> {
    let mut modules = BTreeSet::new();
    for source in sources {
        let path = Path::new(&source.path);
        let is_root = path.ends_with("lib.rs") || path.ends_with("main.rs");
        let folder =
            if is_root { path.parent().unwrap().to_owned() } else { path.with_extension("") };
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| **line == "#[cfg(test)]") {
            let declaration = lines[at..].iter().find(|line| line.contains("mod ")).unwrap_or(&"");
            let name = declaration.split("mod ").nth(1).and_then(|it| it.strip_suffix(';'));
            modules.extend(name.map(|name| folder.join(name)));
        }
    }
    modules
}

fn is_test(modules: &BTreeSet<PathBuf>, path: &str) -> bool {
    let module = Path::new(path).with_extension("");
    modules.iter().any(|test| module.starts_with(test))
}

/// The code of a file without comments and test modules.
fn shipped(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            // A module at the margin ends with the brace at the margin, another item with itself.
            let opener = lines.by_ref().find(|line| line.ends_with([';', '{', '}']));
            if opener.is_some_and(|line| line.ends_with('{')) {
                let _ = lines.by_ref().find(|line| *line == "}");
            }
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// The names in some code by which it would touch files, the environment, other programs, the network
/// or the clock.
fn outside_world(code: &str) -> Vec<String> {
    let modules = ["fs", "env", "net", "process"];
    let mut found: Vec<String> = ["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"]
        .iter()
        .filter(|name| code.contains(**name))
        .map(|name| (*name).to_owned())
        .collect();
    for (at, _) in code.match_indices("std::") {
        let rest = &code[at + "std::".len()..];
        let group = rest.strip_prefix('{').and_then(|group| group.split(';').next());
        let names = group.unwrap_or(rest).split(|c: char| !c.is_alphanumeric() && c != '_');
        // Of a group every name, of a path the first.
        let count = if group.is_some() { usize::MAX } else { 1 };
        let names = names.take(count).filter(|name| modules.contains(name));
        found.extend(names.map(|name| format!("std::{name}")));
    }
    found
}

#[test]
fn only_the_binary_touches_the_world_outside() {
    let modules = test_modules(&SOURCES);
    let mut of_the_binary = 0;
    for source in SOURCES.iter().filter(|source| !is_test(&modules, &source.path)) {
        let found = outside_world(&shipped(&source.text));
        if source.path.starts_with("incident-cli/") {
            of_the_binary += found.len();
        } else {
            assert_eq!(found, [""; 0], "{}", source.path);
        }
    }
    assert!(of_the_binary > 0, "the binary reads files, and that is not noticed");
}

#[test]
fn touching_the_world_is_found_however_it_is_written_and_not_in_tests() {
    let found = |text: &str| outside_world(&shipped(text));
    assert_eq!(found("fn f() { std::fs::read(p) }\n"), ["std::fs"]);
    assert_eq!(found("use std::{\n    collections::BTreeMap,\n    env,\n};\n"), ["std::env"]);
    assert_eq!(found("use std::time::Instant;\nfn f() { Instant::now() }\n"), ["Instant::now"]);
    assert_eq!(found("// std::fs\nuse std::fmt;\nlet x = env!(\"A\");\n"), [""; 0]);
    let in_tests = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    assert_eq!(found(in_tests), [""; 0]);
    assert_eq!(found(&format!("{in_tests}fn b() {{ std::net::f() }}\n")), ["std::net"]);
}

/// What some code lifts of the workspace's lints: `clippy::NAME` in an attribute.
fn lifted(code: &str) -> Vec<&str> {
    // What holds in tests only is not shipped.
    let lines = code.lines().filter(|line| !line.starts_with("#![cfg_attr(test, "));
    let names = lines.flat_map(|line| line.split("clippy::").skip(1));
    names.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

/// Each with its reason beside it. The outermost crate is the one that reads files, the environment and the clock.
#[test]
fn what_is_shipped_lifts_no_lint_but_these() {
    let modules = test_modules(&SOURCES);
    let mut all = Vec::new();
    for source in SOURCES.iter().filter(|source| !is_test(&modules, &source.path)) {
        let code = shipped(&source.text);
        all.extend(lifted(&code).into_iter().map(|lint| format!("{}: {lint}", source.path)));
    }
    assert_eq!(
        all,
        [
            "incident-cli/src/lib.rs: disallowed_methods",
            "incident-codegen/src/json.rs: expect_used",
            "incident-codegen/src/targets/html_guide/markup.rs: indexing_slicing",
            "incident-codegen/src/yaml.rs: expect_used",
        ]
    );
}

/// The words by which some code would have salsa collect diagnostics, or anything else, beside what queries return.
fn accumulators(code: &str) -> Vec<&'static str> {
    let words =
        ["salsa::accumulator", "accumulator]", "accumulator(", ".accumulate(", "accumulated"];
    words.into_iter().filter(|word| code.contains(word)).collect()
}

#[test]
fn diagnostics_are_returned_and_not_accumulated() {
    let mut returned = 0;
    for source in SOURCES.iter() {
        let code = shipped(&source.text);
        assert_eq!(accumulators(&code), [""; 0], "{}", source.path);
        returned += code.matches("-> Vec<Diagnostic>").count();
    }
    assert!(returned > 3, "{returned} functions return diagnostics");
    assert_eq!(
        accumulators("#[salsa::accumulator]\nstruct D;"),
        ["salsa::accumulator", "accumulator]"]
    );
    assert_eq!(accumulators("D(1).accumulate(db); f::accumulated::<D>(db)").len(), 2);
}

#[test]
fn modules_of_tests_are_known_by_their_declaration() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let sources = [
        source("a/src/lib.rs", "mod shop;\n#[cfg(test)]\nmod testing;\n"),
        source("a/src/shop.rs", "#[cfg(test)]\n#[expect(x)]\nmod tests;\n"),
    ];
    let modules = test_modules(&sources);
    for (path, expected) in [
        ("a/src/testing.rs", true),
        ("a/src/testing/payment.rs", true),
        ("a/src/shop/tests.rs", true),
        ("a/src/shop.rs", false),
        ("a/src/shop/order.rs", false),
    ] {
        assert_eq!(is_test(&modules, path), expected, "{path}");
    }
}

/// Over so many lines a file is more than one thing.
const LONGEST: usize = 500;

/// Up to so many lines, a file's only item says what the file is.
const SPEAKS_FOR_ITSELF: usize = 100;

#[test]
fn no_file_is_long() {
    let folders =
        ["crates", "tests/src", "tests/tests", "tests/benches", "tests/fuzz/fuzz_targets", "xtask"];
    for folder in folders {
        let mut files = paths(&project(folder)).unwrap();
        files.retain(|path| path.ends_with(".rs"));
        assert!(!files.is_empty(), "nothing is found in {folder}");
        for path in files {
            let lines = read(&project(folder).join(&path)).unwrap().lines().count();
            assert!(lines <= LONGEST, "{folder}/{path} has {lines} lines");
        }
    }
}

#[test]
fn what_is_not_small_says_at_its_top_what_it_is() {
    let modules = test_modules(&SOURCES);
    let silent: Vec<&str> = SOURCES
        .iter()
        .filter(|it| it.text.lines().count() > SPEAKS_FOR_ITSELF && !it.text.starts_with("//!"))
        // Tests say it by their path.
        .filter(|it| !is_test(&modules, &it.path))
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(silent, [""; 0], "these begin without a `//!` line");
}

/// The names of the files or folders in a folder of the crates.
fn names_in(folder: &str, are_folders: bool) -> BTreeSet<String> {
    let entries = std::fs::read_dir(project("crates").join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.is_dir() == are_folders);
    paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_file_of_a_rule_is_a_rule() {
    let files = names_in("incident-rules/src/rules", false);
    let codes: Vec<String> =
        files.iter().map(|name| name.split('_').next().unwrap().to_uppercase()).collect();
    let rules: Vec<String> =
        incident_rules::rules().iter().map(|rule| rule.code.to_string()).collect();
    assert_eq!(codes, rules, "the files, and the list in rules.rs");
}

/// What they find for the targets of one run says nothing of a comment that was written for those of the workspace.
#[test]
fn the_rules_that_ask_for_targets_are_listed() {
    for rule in incident_rules::rules() {
        let name = names_in("incident-rules/src/rules", false)
            .into_iter()
            .find(|name| name.to_uppercase().starts_with(&rule.code.to_string()));
        let path = format!("crates/incident-rules/src/rules/{}.rs", name.unwrap());
        let asks = read(&project(&path)).unwrap().contains(".targets.includes(");
        assert_eq!(
            incident_rules::depends_on_targets(rule),
            asks,
            "{path}, OF_TARGETS in rules.rs"
        );
    }
}

#[test]
fn every_target_and_every_document_is_listed() {
    let mut modules = names_in("incident-codegen/src/targets", true);
    modules.extend(names_in("incident-codegen/src/documents", true));
    let listed: BTreeSet<String> =
        incident_codegen::TARGETS.iter().map(|target| target.name().to_owned()).collect();
    assert_eq!(modules, listed, "the folders, and the list in targets.rs");
}

#[test]
fn the_manifest_names_the_version_of_the_vocabulary() {
    assert_eq!(incident_codegen::LANGUAGE_VERSION, incident_schema::vocabulary::LANGUAGE_VERSION);
}
