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

/// Services that use the same profiles, each of which uses the next one.
fn chain(profiles: usize, services: usize) -> (String, String) {
    let profile = |number| format!("profile p{number} {{ use = [p{}] }}\n", number + 1);
    let last = format!("profile p{profiles} {{ status_update_interval = 10m }}\n");
    let profiles = (0..profiles).map(profile).collect::<String>() + &last;
    let service = |number| format!("service s{number} {{ use = [p0] }}\n");
    (profiles, (0..services).map(service).collect())
}

#[test]
fn what_profiles_give_is_put_together_once_for_all_services_that_use_the_same() {
    let (profiles, services) = chain(20, 30);
    let mut program = Program::new(&[&profiles, &services]);
    let ran = program.edit(0, &profiles.replace("10m", "12m"));
    ran.assert(&[("typed", 1), ("given", 1), ("lower", 30)]);
    // Whom each of them reaches is asked only where something is wrong.
    ran.assert(&[("services_using", 0), ("reach", 0)]);
}

#[test]
fn a_new_declaration_runs_only_what_could_mean_it() {
    let mut program = Program::new(&[SERVICES, PROFILE]);
    let ran = program.edit(1, &format!("{PROFILE}person ann@x.org {{ name = \"Ann\" }}\n"));
    // Alpha's rotation names her, Beta's does not.
    ran.assert(&[("lower", 1), ("service_findings", 1)]);
}

const PLATFORM: &str = "\
profile shared { status_update_interval = 10m }
role boss { assignee = ann@x.org }
person ann@x.org { time_zone = \"UTC\" }
";
const TEAM: &str = "\
team alpha7 {
  members = [ann@x.org, bob@x.org]
  role lead7 { assignee = bob@x.org }
}
";

/// So many services, each in a file of its own, and in two more files what all of them share and what one does.
struct Large {
    program: Program,
    services: usize,
}

impl Large {
    fn new(services: usize) -> Self {
        let texts = (0..services).map(Self::service);
        let texts: Vec<String> = texts.chain([PLATFORM.to_owned(), TEAM.to_owned()]).collect();
        let program = Program::at_rest(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(program.messages(), Vec::<String>::new());
        Self { program, services }
    }

    fn service(number: usize) -> String {
        let text = SERVICES.split("service Beta").next().unwrap();
        text.replace("Alpha", &format!("Alpha{number}"))
            .replace("alpha", &format!("alpha{number}"))
            .replace("{\n  on_call", "{\n  use = [shared]\n  on_call")
    }

    fn check(&self, file: usize) -> usize {
        let Program { db, workspace, files, .. } = &self.program;
        incident_rules::check_file(db, *workspace, files[file]).len()
    }

    /// Opens a file as an editor does.
    fn open(&mut self, file: usize) {
        self.program.files[file].expect_edits(&mut self.program.db);
        assert_eq!(self.check(file), 0);
    }

    /// How many results are looked at for the findings of a file after an edit in it.
    fn looked_at(&mut self, file: usize, text: String) -> usize {
        self.program.log.lock().unwrap().clear();
        let contents = Contents::Text(text.into());
        self.program.files[file].edit(&mut self.program.db, contents);
        assert_eq!(self.check(file), 0);
        self.program.log.lock().unwrap().len()
    }
}

/// An edit must not look at more in 1,000 services than in 200, but for a few queries for each further part of 100 files.
#[track_caller]
fn assert_in_parts(looked_at: impl Fn(Large) -> usize) {
    let (small, large) = (looked_at(Large::new(200)), looked_at(Large::new(1_000)));
    assert!(large < small + 8 * 10, "{small} in 200 services, {large} in 1,000");
}

#[test]
fn an_edit_looks_at_a_part_of_the_workspace_and_not_at_all_of_it() {
    assert_in_parts(|mut large| {
        large.open(7);
        large.looked_at(7, Large::service(7).replace("10m", "11m"))
    });
}

#[test]
fn nor_does_one_in_a_team_that_others_do_not_refer_to() {
    let edits =
        [("bob@x.org]", "bob@x.org, cid@x.org]"), ("{ assignee", "{ title = \"Lead\", assignee")];
    for (from, to) in edits {
        assert_in_parts(|mut large| {
            let team = large.services + 1;
            large.open(team);
            large.looked_at(team, TEAM.replace(from, to))
        });
    }
}

#[test]
fn nor_does_one_in_a_service_while_what_all_share_is_open_and_was_edited() {
    assert_in_parts(|mut large| {
        let platform = large.services;
        large.open(platform);
        large.open(7);
        let edited =
            PLATFORM.replace("10m", "20m").replace("{ assignee", "{ title = \"Boss\", assignee");
        assert!(
            large.looked_at(platform, edited) > large.services,
            "all services have another boss"
        );
        large.check(7);
        large.looked_at(7, Large::service(7).replace("10m", "11m"))
    });
}

#[test]
fn nor_does_a_comment_in_what_all_share() {
    assert_in_parts(|mut large| {
        let platform = large.services;
        large.open(platform);
        large.looked_at(platform, PLATFORM.replace("role boss", "// why\nrole boss"))
    });
}

/// How many queries the first check of a program runs, and how many findings it has.
fn whole_check(texts: &[String]) -> (usize, usize) {
    let program = Program::at_rest(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let findings = program.messages().len();
    let ran = program.log.lock().unwrap().len();
    (ran, findings)
}

/// Twice as many services are twice as many queries: each service has its own, and what all share is asked once. None may
/// be asked for each pair of services, and none is left out.
#[test]
fn a_whole_check_runs_queries_in_proportion_to_the_services() {
    type Make = fn(usize) -> Vec<String>;
    let in_files: Make = |services| {
        let texts = (0..services).map(Large::service);
        texts.chain([PLATFORM.to_owned(), TEAM.to_owned()]).collect()
    };
    let in_one_file: Make = |services| {
        let all = (0..services).map(Large::service).collect::<String>();
        vec![all + PLATFORM + TEAM]
    };
    let with_mistakes: Make = |services| {
        let wrong = |number| {
            let text = Large::service(number).replace("[shared]", &format!("[nowhere{number}]"));
            text.replace("response_time = 5m", "response_time = 5M")
        };
        (0..services).map(wrong).chain([PLATFORM.to_owned(), TEAM.to_owned()]).collect()
    };
    // Names that collide are told of each other: here every two services.
    let in_pairs: Make = |services| {
        let same = |number| {
            let policy = format!("escalation_policy alpha{number} ");
            Large::service(number).replace(&policy, &format!("escalation_policy a{} ", number / 2))
        };
        (0..services).map(same).chain([PLATFORM.to_owned(), TEAM.to_owned()]).collect()
    };
    for (name, make) in [
        ("a file each", in_files),
        ("one file", in_one_file),
        ("with mistakes", with_mistakes),
        ("in pairs", in_pairs),
    ] {
        let [one, two, four] = [100, 200, 400].map(|services| whole_check(&make(services)));
        let (first, second) = (two.0 - one.0, four.0 - two.0);
        assert!(first >= 100 * 3, "{name}: {first} queries for 100 services more");
        // What is asked for each part of 100 files makes the little that is not exact.
        assert!(second.abs_diff(2 * first) <= first / 50, "{name}: {first}, then {second}");
        assert_eq!(four.1, 4 * one.1, "{name}: findings");
    }
}

/// So is what runs and what is looked at when something changes that all of them have.
#[test]
fn an_edit_of_what_all_share_costs_in_proportion_to_the_services() {
    let looked_at = [100, 200, 400].map(|services| {
        let mut large = Large::new(services);
        large.open(services);
        let ran = large.program.edit(services, &PLATFORM.replace("10m", "20m"));
        assert_eq!((ran.times("lower"), ran.messages.len()), (services, 0));
        ran.log.len()
    });
    let (first, second) = (looked_at[1] - looked_at[0], looked_at[2] - looked_at[1]);
    assert!(second.abs_diff(2 * first) <= first / 50, "{looked_at:?}");
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
