//! `incident lsp`.

mod watching;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Source};
use incident_lsp::{Changed, Disk, Ended, Loaded};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::arguments::date;
use crate::exit::{Failure, Outcome, reason};
use crate::parallel::{map, threads};
use crate::program::{LoadedFile, Program, holds_sources, read_file, unread_failure};

use watching::Watching;

/// Serve an editor over standard input and output
///
/// The editor starts it and speaks the Language Server Protocol with it. It ends when the editor does.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident lsp    what an editor's settings name as the command of the server")]
pub(crate) struct Arguments {
    /// What some editors add; there is no other way to speak with it
    #[arg(long, hide = true)]
    stdio: bool,

    /// The day on which people are there or away, as 2026-12-20; the current one if not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let files = Files { as_of: arguments.as_of, watching: OnceLock::new() };
    let ended = incident_lsp::serve(Arc::new(files)).map_err(|error| {
        Failure::new(format!("the server cannot be started: {}.", reason(&error)))
    })?;
    Ok(match ended {
        Ended::Orderly => Outcome::Clean,
        Ended::Abruptly => Outcome::Errors,
    })
}

/// The real ones.
struct Files {
    as_of: Option<Date>,
    /// Once it was asked for.
    watching: OnceLock<Watching>,
}

impl Disk for Files {
    fn workspace_of(&self, path: &Path) -> Option<PathBuf> {
        path.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_path_buf)
    }

    fn load(&self, folder: &Path) -> Result<Loaded, String> {
        let mut unwatched = None;
        let mut follow = |folders: &_| {
            let Some(watching) = self.watching.get() else { return false };
            let (any_new, failure) = watching.follow(folder, folders);
            unwatched = unwatched.take().or(failure);
            any_new
        };
        let read = Program::around(folder, &mut follow);
        let program = read.map_err(|failure| {
            self.watching.get().into_iter().for_each(|it| it.await_program(folder));
            failure.to_string()
        })?;
        self.watching.get().into_iter().for_each(|it| it.is_made_of(folder, &program));
        let source = |file: &LoadedFile| (file.path.clone(), Source::from(file.contents.clone()));
        // One less than there could be: somebody types meanwhile.
        let threads = threads(program.files.len()).saturating_sub(1).max(1);
        let mut files = map(&program.files, vec![(); threads], |(), file| source(file));
        let config = if program.has_config { files.pop() } else { None };
        let unread = program.files.iter().filter_map(|file| match &file.contents {
            Contents::Unread(why) => Some(unread_failure(why, &file.shown).to_string()),
            _ => None,
        });
        Ok(Loaded {
            files,
            config,
            troubles: unread.chain(unwatched.map(|it| it.to_string())).collect(),
        })
    }

    fn read(&self, path: &Path) -> Option<Contents> {
        Some(read_file(path)).filter(|contents| !matches!(contents, Contents::Unread(_)))
    }

    fn is_file_in(&self, path: &Path, folder: &Path) -> bool {
        let real = |path: &Path| fs::canonicalize(path).ok();
        let (Some(path), Some(folder)) = (real(path), real(folder)) else { return false };
        path.starts_with(folder) && path.is_file()
    }

    fn holds_sources(&self, path: &Path, around: &Path) -> bool {
        holds_sources(path, around)
    }

    fn watch(&self, changed: Changed) -> Result<(), String> {
        let watching = Watching::start(changed).map_err(|failure| failure.to_string())?;
        self.watching.get_or_init(|| watching);
        Ok(())
    }

    fn forget(&self, folder: &Path) {
        if let Some(watching) = self.watching.get() {
            watching.forget(folder);
        }
    }

    fn today(&self) -> Date {
        self.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
