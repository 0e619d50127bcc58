//! An edit re-runs what it concerns and nothing else: the queries that ran are counted.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

use std::sync::{Arc, Mutex};

use incident_analysis::{Contents, Database, SourceFile, Workspace};
use incident_base::FileId;

const SERVICES: &str = "\
service Alpha {
  on_call_rotation alpha { members = [ann@x.org, bob@x.org] }
  escalation_policy alpha {
    tier oncall { timeout = 10m }
    tier boss   { timeout = 20m }
  }
  severity P1 \"down\" { response_time = 5m }
}
service Beta {
  use = [shared]
  on_call_rotation beta { members = [cid@x.org] }
  severity P1 \"down\" { response_time = 5m }
}
";
const PROFILE: &str = "\
profile shared {
  escalation_policy beta {
    tier oncall { timeout = 10m }
    tier boss   { timeout = 20m }
  }
}
profile unused { status_update_interval = 10m }
";

struct Program {
    db: Database,
    log: Arc<Mutex<Vec<String>>>,
    workspace: Workspace,
    files: Vec<SourceFile>,
}

impl Program {
    /// A program of files that somebody is writing.
    fn new(texts: &[&str]) -> Self {
        let mut program = Self::at_rest(texts);
        assert_eq!(program.messages(), Vec::<String>::new());
        // What depends on a file runs once when it is opened: it is less durable now.
        for file in program.files.clone() {
            file.expect_edits(&mut program.db);
        }
        program.messages();
        program
    }

    fn at_rest(texts: &[&str]) -> Self {
        let (db, log) = Database::logging();
        let files: Vec<SourceFile> = (0..)
            .zip(texts)
            .map(|(id, text)| {
                let contents = Contents::Text(Arc::from(*text));
                SourceFile::new(&db, FileId(id), format!("{id}.incident"), contents)
            })
            .collect();
        let workspace = Workspace::new(&db, files.clone(), None, None);
        Self { db, log, workspace, files }
    }

    fn messages(&self) -> Vec<String> {
        let found = incident_rules::check(&self.db, self.workspace);
        found.into_iter().map(|one| one.message).collect()
    }

    /// Replaces a file's text, checks everything, and counts the queries that ran, by name.
    fn edit(&mut self, file: usize, text: &str) -> Ran {
        self.log.lock().unwrap().clear();
        let contents = Contents::Text(Arc::from(text));
        self.files[file].edit(&mut self.db, contents);
        let messages = self.messages();
        let log = self.log.lock().unwrap().clone();
        Ran { log, messages }
    }
}

struct Ran {
    log: Vec<String>,
    messages: Vec<String>,
}

impl Ran {
    fn times(&self, query: &str) -> usize {
        let name = |line: &&String| line.split('(').next() == Some(query);
        self.log.iter().filter(name).count()
    }

    #[track_caller]
    fn assert(&self, expected: &[(&str, usize)]) {
        for (query, times) in expected {
            assert_eq!(self.times(query), *times, "{query} in {:#?}", self.log);
        }
    }
}

#[test]
fn blank_lines_and_comments_run_no_check() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let commented = SERVICES
        .replace("service Alpha", "// why\n\n\nservice Alpha")
        .replace("    tier boss", "\n    // the boss\n    tier boss")
        .replace("}\nservice", "}\n\n/* between */\nservice");
    let ran = program.edit(0, &commented);
    ran.assert(&[("typed", 0), ("lower", 0), ("service_findings", 0), ("own_findings", 0)]);
    ran.assert(&[("collisions", 0), ("names", 0)]);
}

#[test]
fn an_edit_inside_a_service_runs_that_services_queries_only() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let ran = program.edit(0, &SERVICES.replacen("timeout = 20m", "timeout = 25m", 1));
    ran.assert(&[("items", 0), ("typed", 1), ("lower", 1), ("service_findings", 1)]);
    ran.assert(&[("own_findings", 1), ("names", 0)]);
    assert_eq!(ran.messages, Vec::<String>::new());
}

#[test]
fn a_mistake_is_found_again_after_an_edit_elsewhere_moved_it() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let broken = SERVICES.replacen("response_time = 5m", "response_time = 5M", 1);
    let ran = program.edit(0, &broken);
    assert_eq!(ran.messages.len(), 1);
    let before = incident_rules::check(&program.db, program.workspace);
    let ran = program.edit(0, &format!("\n\n{broken}"));
    ran.assert(&[("typed", 0), ("lower", 0), ("service_findings", 0)]);
    let after = incident_rules::check(&program.db, program.workspace);
    let moved = before[0].place.range + incident_base::TextSize::new(2);
    assert_eq!(after[0].place.range, moved);
}

#[test]
fn an_edit_inside_a_profile_runs_the_services_that_use_it() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let ran = program.edit(1, &PROFILE.replace("timeout = 20m", "timeout = 25m"));
    ran.assert(&[("typed", 1), ("lower", 1), ("service_findings", 1)]);
    let ran = program.edit(1, &PROFILE.replace("interval = 10m", "interval = 11m"));
    // Back to the old timeout for Beta; the profile that nobody uses reaches nobody.
    ran.assert(&[("lower", 1)]);
}

#[test]
fn a_new_declaration_runs_only_what_could_mean_it() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let ran = program.edit(1, &format!("{PROFILE}person ann@x.org {{ name = \"Ann\" }}\n"));
    // Alpha's rotation names her, Beta's does not.
    ran.assert(&[("lower", 1), ("service_findings", 1)]);
}

/// What an edit in one of so many services, each in a file of its own, makes the checker look at.
fn looked_at(services: usize) -> usize {
    let shared = "team ops { members = [ann@x.org], role boss { assignee = ann@x.org } }\n\
                  profile shared { status_update_interval = 10m }\n";
    let service = |number: usize| {
        SERVICES
            .replace("Alpha", &format!("Alpha{number}"))
            .replace("alpha", &format!("alpha{number}"))
            .replace("tier boss   { timeout = 20m }", "tier boss { timeout = 20m }")
            .split("service Beta")
            .next()
            .unwrap()
            .replace("{\n  on_call", "{\n  use = [shared]\n  on_call")
    };
    let texts: Vec<String> = (0..services).map(service).chain([shared.to_owned()]).collect();
    let mut program = Program::at_rest(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(program.messages(), Vec::<String>::new());
    let file = program.files[7];
    let check =
        |program: &Program| incident_rules::check_file(&program.db, program.workspace, file).len();
    file.expect_edits(&mut program.db);
    assert_eq!(check(&program), 0);
    program.log.lock().unwrap().clear();
    file.edit(&mut program.db, Contents::Text(service(7).replace("10m", "11m").into()));
    assert_eq!(check(&program), 0);
    program.log.lock().unwrap().len()
}

#[test]
fn an_edit_looks_at_a_part_of_the_workspace_and_not_at_all_of_it() {
    let (small, large) = (looked_at(200), looked_at(1_000));
    // A few queries for each further part of 100 files.
    assert!(large < small + 8 * 10, "{small} in 200 services, {large} in 1,000");
}

#[test]
fn the_same_findings_as_a_fresh_start() {
    let texts = [
        SERVICES.replace("5m", "5M"),
        SERVICES.replace("use = [shared]", "use = [shraed]"),
        SERVICES.replace("{ timeout = 10m }", "timeout = 10m }"),
        SERVICES.replace("service Beta", "service Alpha"),
        SERVICES.to_owned(),
    ];
    let mut program = Program::new(&[SERVICES, PROFILE]);
    for text in &texts {
        let incremental = program.edit(0, text).messages;
        let (db, _) = Database::logging();
        let file = |id, text: &str| {
            let contents = Contents::Text(Arc::from(text));
            SourceFile::new(&db, FileId(id), format!("{id}.incident"), contents)
        };
        let files = vec![file(0, text), file(1, PROFILE)];
        let workspace = Workspace::new(&db, files, None, None);
        let fresh: Vec<String> =
            incident_rules::check(&db, workspace).into_iter().map(|one| one.message).collect();
        assert_eq!(incremental, fresh);
    }
}
