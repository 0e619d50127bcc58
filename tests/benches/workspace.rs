//! How long a workspace of N services takes to check, and to check again after an edit in one of them:
//! `cargo bench -p incident-tests`.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark has no users, and stops at the first surprise"
)]

use std::cell::RefCell;

use divan::Bencher;
use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Workspace};
use incident_base::FileId;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 1_000, 10_000];

struct Loaded {
    db: Database,
    workspace: Workspace,
    files: Vec<SourceFile>,
}

fn load(services: usize) -> Loaded {
    let db = Database::default();
    let (mut files, mut config) = (Vec::new(), None);
    for (id, file) in (0..).map(FileId).zip(xtask::workspace::workspace(services, 1).unwrap()) {
        let is_config = file.path == FILE_NAME;
        let contents = Contents::Text(file.text.into());
        let source = SourceFile::new(&db, id, file.path, contents);
        if is_config { config = Some(source) } else { files.push(source) }
    }
    let day = Some(jiff::civil::date(2026, 1, 1));
    let workspace = Workspace::new(&db, files.clone(), config, day);
    Loaded { db, workspace, files }
}

/// Everything, once, on one thread.
#[divan::bench(args = SIZES, sample_count = 5)]
fn cold_check(bencher: Bencher, services: usize) {
    bencher
        .with_inputs(|| load(services))
        .bench_values(|loaded| incident_rules::check(&loaded.db, loaded.workspace).len());
}

/// The findings of a service's file after its timeout was changed, as an editor asks for them.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_an_edit(bencher: Bencher, services: usize) {
    let mut loaded = load(services);
    incident_rules::check(&loaded.db, loaded.workspace);
    let file = *loaded.files.last().unwrap();
    edited(bencher, &mut loaded, file, "repeat_cycles = ", "repeat_cycles = 1");
}

/// Edits a file back and forth, and asks for its findings each time.
fn edited(bencher: Bencher, loaded: &mut Loaded, file: SourceFile, from: &str, to: &str) {
    let text = file.text(&loaded.db).to_owned();
    let other = text.replacen(from, to, 1);
    assert_ne!(text, other);
    let is_other = RefCell::new(false);
    bencher.bench_local(|| {
        let next = !is_other.replace_with(|is_other| !*is_other);
        let text = if next { &other } else { &text };
        file.edit(&mut loaded.db, Contents::Text(text.as_str().into()));
        incident_rules::check_file(&loaded.db, loaded.workspace, file).len()
    });
}

/// The findings of a team's file after the title of one of its roles was changed, which its services show.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_an_edit_in_a_team(bencher: Bencher, services: usize) {
    let mut loaded = load(services);
    incident_rules::check(&loaded.db, loaded.workspace);
    let of_team = |file: &&SourceFile| file.path(&loaded.db).starts_with("teams/");
    let file = *loaded.files.iter().rfind(of_team).unwrap();
    edited(bencher, &mut loaded, file, "\"Team lead\"", "\"Lead\"");
}

/// The findings of a service's file after its timeout was changed, while what all services share is open and was edited.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_an_edit_beside_what_all_share(bencher: Bencher, services: usize) {
    let mut loaded = load(services);
    incident_rules::check(&loaded.db, loaded.workspace);
    let is_shared = |file: &&SourceFile| file.path(&loaded.db).starts_with("platform/");
    let shared = *loaded.files.iter().find(is_shared).unwrap();
    let text = shared.text(&loaded.db).replacen("\"Duty manager\"", "\"Manager on duty\"", 1);
    shared.edit(&mut loaded.db, Contents::Text(text.into()));
    incident_rules::check(&loaded.db, loaded.workspace);
    let file = *loaded.files.last().unwrap();
    edited(bencher, &mut loaded, file, "repeat_cycles = ", "repeat_cycles = 1");
}

/// The findings of the file that was opened last, as an editor asks for them before anybody types.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_opening(bencher: Bencher, services: usize) {
    let mut loaded = load(services);
    incident_rules::check(&loaded.db, loaded.workspace);
    let mut services = loaded.files.clone().into_iter().rev();
    bencher.bench_local(|| {
        let file = services.next().unwrap();
        file.expect_edits(&mut loaded.db);
        incident_rules::check_file(&loaded.db, loaded.workspace, file).len()
    });
}

/// The findings of a file after the first edit of it since it was opened.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_the_first_edit(bencher: Bencher, services: usize) {
    let loaded = RefCell::new(load(services));
    let files = loaded.borrow().files.clone();
    let mut opened = files.into_iter().rev();
    let check = |file| {
        let loaded = loaded.borrow();
        incident_rules::check_file(&loaded.db, loaded.workspace, file).len()
    };
    bencher
        .with_inputs(|| {
            let file = opened.next().unwrap();
            file.expect_edits(&mut loaded.borrow_mut().db);
            check(file);
            let text = file.text(&loaded.borrow().db).to_owned();
            (file, text.replacen("repeat_cycles = ", "repeat_cycles = 1", 1))
        })
        .bench_local_values(|(file, text)| {
            file.edit(&mut loaded.borrow_mut().db, Contents::Text(text.into()));
            check(file)
        });
}

/// The same for a line break at the end of the file, which no check looks at.
#[divan::bench(args = SIZES, sample_count = 20)]
fn check_after_a_line_break(bencher: Bencher, services: usize) {
    let mut loaded = load(services);
    incident_rules::check(&loaded.db, loaded.workspace);
    let file = *loaded.files.last().unwrap();
    let mut text = file.text(&loaded.db).to_owned();
    bencher.bench_local(|| {
        text.push('\n');
        file.edit(&mut loaded.db, Contents::Text(text.as_str().into()));
        incident_rules::check_file(&loaded.db, loaded.workspace, file).len()
    });
}
