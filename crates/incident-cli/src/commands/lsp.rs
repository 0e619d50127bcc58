//! `incident lsp`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Source};
use incident_lsp::{Disk, Ended, Loaded};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::arguments::date;
use crate::exit::{Failure, Outcome, reason};
use crate::parallel::{map, threads};
use crate::program::{LoadedFile, Program, read_file, unread_failure};

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
    let ended =
        incident_lsp::serve(Arc::new(Files { as_of: arguments.as_of })).map_err(|error| {
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
}

impl Disk for Files {
    fn workspace_of(&self, path: &Path) -> Option<PathBuf> {
        path.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_path_buf)
    }

    fn load(&self, folder: &Path) -> Result<Loaded, String> {
        let program = Program::around(folder).map_err(|failure| failure.to_string())?;
        let source = |file: &LoadedFile| (file.path.clone(), Source::from(file.contents.clone()));
        // One less than there could be: somebody types meanwhile.
        let threads = threads(program.files.len()).saturating_sub(1).max(1);
        let mut files = map(&program.files, vec![(); threads], |(), file| source(file));
        let config = if program.has_config { files.pop() } else { None };
        let unread = program.files.iter().filter_map(|file| match &file.contents {
            Contents::Unread(why) => Some(unread_failure(why, &file.shown).to_string()),
            _ => None,
        });
        Ok(Loaded { files, config, unread: unread.collect() })
    }

    fn read(&self, path: &Path) -> Option<Contents> {
        Some(read_file(path)).filter(|contents| !matches!(contents, Contents::Unread(_)))
    }

    fn is_file_in(&self, path: &Path, folder: &Path) -> bool {
        let real = |path: &Path| fs::canonicalize(path).ok();
        let (Some(path), Some(folder)) = (real(path), real(folder)) else { return false };
        path.starts_with(folder) && path.is_file()
    }

    fn today(&self) -> Date {
        self.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
