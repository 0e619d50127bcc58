//! `incident fmt`.

mod files;
mod refused;

use std::path::{Path, PathBuf};

use crate::commands::current_folder;
use crate::diff;
use crate::exit::{Failure, Outcome};
use crate::program::{Contents, Located, Program, locate, shown, unread_failure};
use crate::report::{Style, counted};
use crate::terminal::{Color, Stream};

use files::{Done, File, Mode, format_text};
use refused::Refused;

/// Lay .incident files out in one way
///
/// Comments, documentation and blank lines stay; what a file says stays. A file that does not parse is
/// left as it is, and its errors are shown. Folders are searched as check searches them; a file that is
/// named is formatted in any case.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident fmt                              every file of the program around the current folder
  incident fmt services/payment.incident    one file
  incident fmt --check                      for pipelines: name the files that would change
  incident fmt --diff                       show what would change
  incident fmt - < draft.incident           standard input to standard output

Exit codes: 0 all is formatted, 1 there are errors (or, with --check or --diff, something would change),
2 it could not run.")]
pub(crate) struct Arguments {
    /// Files and folders, or - for standard input; the program around the current folder if not given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write nothing, and list the files that would change
    #[arg(long)]
    check: bool,

    /// Write nothing, and show what would change as a unified diff
    #[arg(long)]
    diff: bool,

    /// Colour the output
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let here = current_folder()?;
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    match arguments.paths.as_slice() {
        [only] if is_stdin(only) => standard_input(arguments, &here),
        paths if paths.iter().any(|path| is_stdin(path)) => Err(Failure::new(
            "standard input (-) cannot be formatted together with files. (A file of that name is \
             ./-.)",
        )),
        paths => named_files(arguments, paths, &here),
    }
}

impl Arguments {
    fn mode(&self) -> Mode {
        match (self.diff, self.check) {
            (true, _) => Mode::Diff,
            (false, true) => Mode::Check,
            (false, false) => Mode::Write,
        }
    }
}

fn standard_input(arguments: &Arguments, here: &Path) -> Result<Outcome, Failure> {
    let program = Program::from_stdin(here)?;
    let Some(file) = program.files.into_iter().next() else { return Ok(Outcome::Clean) };
    let mut output = Stream::output(arguments.color);
    let (original, text) = match &file.contents {
        Contents::Text(original) => (original, format_text(&file.shown, original)),
        Contents::NotText(_) | Contents::Unread(_) => {
            let refused = Refused { file, syntax_errors: Vec::new() };
            return report_refused(arguments, vec![refused], here).map(|()| Outcome::Errors);
        }
    };
    let text = match text {
        Ok(text) => text,
        Err(Done::Refused(syntax_errors)) => {
            let refused = Refused { file, syntax_errors };
            return report_refused(arguments, vec![refused], here).map(|()| Outcome::Errors);
        }
        Err(Done::Failed(failure)) => return Err(failure),
        Err(_) => return Ok(Outcome::Clean),
    };
    let changes = text != **original;
    match arguments.mode() {
        Mode::Write => {
            output.write(&text)?;
            return Ok(Outcome::Clean);
        }
        Mode::Check if changes => output.write(&format!("{}\n", file.shown))?,
        Mode::Diff if changes => {
            let diff = diff::unified(&file.shown, original, &text);
            output.write(&diff::shown(&diff, Style { color: output.color }))?;
        }
        Mode::Check | Mode::Diff => {}
    }
    Ok(if changes { Outcome::Differs } else { Outcome::Clean })
}

fn named_files(arguments: &Arguments, paths: &[PathBuf], here: &Path) -> Result<Outcome, Failure> {
    let mode = arguments.mode();
    let Located { files: found, unread } = locate(paths, here)?;
    let found: Vec<PathBuf> = found.into_iter().collect();
    let mut changed = Vec::new();
    let mut refused = Vec::new();
    let unread = unread.iter().map(|(folder, why)| unread_failure(why, &shown(folder, here)));
    let mut failures: Vec<Failure> = unread.collect();
    let total = found.len();
    let mut output = Stream::output(arguments.color);
    let style = Style { color: output.color };
    for File { path, shown, contents, done } in files::format_all(&found, mode, here) {
        match done {
            Done::Unchanged => {}
            Done::Changed(diff) => changed.push((shown, diff)),
            Done::Failed(failure) => failures.push(failure),
            Done::Refused(syntax_errors) => {
                refused.push(Refused::new(path, shown, contents, syntax_errors));
            }
        }
    }
    match mode {
        Mode::Write => {}
        Mode::Check => {
            let list: String = changed.iter().map(|(shown, _)| format!("{shown}\n")).collect();
            output.write(&list)?;
        }
        Mode::Diff => {
            let diffs: String = changed.iter().map(|(_, text)| diff::shown(text, style)).collect();
            output.write(&diffs)?;
        }
    }
    let counts = Counts { total, changed: changed.len(), refused: refused.len() };
    if !refused.is_empty() {
        report_refused(arguments, refused, here)?;
    }
    if let Some(last) = failures.pop() {
        let mut error = Stream::error(Color::Never);
        for failure in failures {
            error.write(&format!("incident: {failure}\n"))?;
        }
        return Err(last);
    }
    let line = format!("{}\n", counts.summary(mode));
    match mode {
        Mode::Write => output.write(&line)?,
        Mode::Check | Mode::Diff => Stream::error(Color::Never).write(&line)?,
    }
    Ok(match counts {
        Counts { refused: 1.., .. } => Outcome::Errors,
        Counts { changed: 1.., .. } if mode != Mode::Write => Outcome::Differs,
        _ => Outcome::Clean,
    })
}

/// Shows on standard error what is wrong with files that were left as they are.
fn report_refused(
    arguments: &Arguments,
    refused: Vec<Refused>,
    here: &Path,
) -> Result<(), Failure> {
    let mut error = Stream::error(arguments.color);
    let style = Style { color: error.color };
    let report = refused::report(refused, here, style, error.columns);
    error.write(&report)
}

#[derive(Clone, Copy)]
struct Counts {
    total: usize,
    changed: usize,
    refused: usize,
}

impl Counts {
    /// "formatted 2 files, 3 were formatted already; 1 with errors was left as it is".
    fn summary(self, mode: Mode) -> String {
        let Self { total, changed, refused } = self;
        let already = total.saturating_sub(changed + refused);
        let were = |count: usize| if count == 1 { "was" } else { "were" };
        let mut line = match (mode, changed, already) {
            (_, 0, 0) => String::new(),
            (Mode::Write, 0, _) => {
                format!("{} {} formatted already", counted(already, "file"), were(already))
            }
            (Mode::Write, _, 0) => format!("formatted {}", counted(changed, "file")),
            (Mode::Write, ..) => {
                format!(
                    "formatted {}, {already} {} formatted already",
                    counted(changed, "file"),
                    were(already)
                )
            }
            (_, 0, _) => format!("{} {} formatted", counted(already, "file"), are(already)),
            (..) => {
                format!("{changed} of {} would change: run `incident fmt`", counted(total, "file"))
            }
        };
        if refused > 0 {
            let parted = if line.is_empty() { "" } else { "; " };
            line.push_str(&format!(
                "{parted}{} with errors {} left as {}",
                counted(refused, "file"),
                were(refused),
                if refused == 1 { "it is" } else { "they are" }
            ));
        }
        line
    }
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_one_line() {
        for (mode, total, changed, refused, line) in [
            (Mode::Write, 5, 2, 0, "formatted 2 files, 3 were formatted already"),
            (Mode::Write, 1, 1, 0, "formatted 1 file"),
            (Mode::Write, 1, 0, 0, "1 file was formatted already"),
            (Mode::Write, 2, 0, 2, "2 files with errors were left as they are"),
            (
                Mode::Write,
                3,
                1,
                1,
                "formatted 1 file, 1 was formatted already; 1 file with errors was left as it is",
            ),
            (Mode::Check, 5, 2, 0, "2 of 5 files would change: run `incident fmt`"),
            (Mode::Check, 5, 0, 0, "5 files are formatted"),
            (Mode::Diff, 1, 0, 0, "1 file is formatted"),
            (
                Mode::Check,
                2,
                1,
                1,
                "1 of 2 files would change: run `incident fmt`; 1 file with errors was left as it is",
            ),
        ] {
            assert_eq!(Counts { total, changed, refused }.summary(mode), line);
        }
    }
}
