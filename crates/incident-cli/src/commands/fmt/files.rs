//! Files read, formatted and written, several at a time.

use std::path::{Path, PathBuf};

use incident_base::LineIndex;
use incident_fmt::Refusal;
use incident_syntax::SyntaxError;

use crate::diff;
use crate::exit::Failure;
use crate::parallel::{map, threads};
use crate::program::{Contents, read_file, shown, unread_failure};
use crate::replace::replace;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Replace what changes.
    Write,
    /// Only say whether it would change.
    Check,
    /// Say how it would change.
    Diff,
}

/// A file and what became of it.
pub(super) struct File {
    pub(super) path: PathBuf,
    /// As messages name it.
    pub(super) shown: String,
    /// What it held; nothing unless it was refused.
    pub(super) contents: Option<Contents>,
    pub(super) done: Done,
}

pub(super) enum Done {
    Unchanged,
    /// It changed, or would; the difference where it was asked for.
    Changed(String),
    /// It is no text, or has these errors.
    Refused(Vec<SyntaxError>),
    /// It could not be read or written, or the formatter failed.
    Failed(Failure),
}

/// Formats the files; the result is in their order.
pub(super) fn format_all(paths: &[PathBuf], mode: Mode, here: &Path) -> Vec<File> {
    let states = vec![(); threads(paths.len())];
    map(paths, states, |(), path| format_file(path, mode, here))
}

fn format_file(path: &Path, mode: Mode, here: &Path) -> File {
    let shown = shown(path, here);
    let file =
        |done, contents| File { path: path.to_owned(), shown: shown.clone(), contents, done };
    let contents = read_file(path);
    let original = match &contents {
        Contents::Text(text) => text,
        Contents::Unread(why) => return file(Done::Failed(unread_failure(why, &shown)), None),
        Contents::NotText(_) => return file(Done::Refused(Vec::new()), Some(contents)),
    };
    let text = match format_text(&shown, original) {
        Ok(text) => text,
        Err(Done::Refused(errors)) => return file(Done::Refused(errors), Some(contents)),
        Err(done) => return file(done, None),
    };
    if text == **original {
        return file(Done::Unchanged, None);
    }
    let done = match mode {
        Mode::Check => Done::Changed(String::new()),
        Mode::Diff => Done::Changed(diff::unified(&shown, original, &text)),
        Mode::Write => match replace(path, &shown, &text) {
            Ok(()) => Done::Changed(String::new()),
            Err(failure) => Done::Failed(failure),
        },
    };
    file(done, None)
}

/// The text formatted, or why it is not.
pub(super) fn format_text(shown: &str, text: &str) -> Result<String, Done> {
    match incident_fmt::format(text) {
        Ok(formatted) => Ok(formatted.text),
        // As `check` tells it, which knows the language.
        Err(Refusal::Syntax(_)) => {
            Err(Done::Refused(incident_syntax::parse_by(text, incident_analysis::holds).errors))
        }
        Err(Refusal::Line(comment)) => {
            let line = LineIndex::new(text).line_column(comment.range.start()).line;
            Err(Done::Failed(Failure::new(format!(
                "{shown}:{line}: this comment is about a line that would be laid out on several, and \
                 would be about one of them; the file was left as it is. Give what the comment is \
                 about a line of its own."
            ))))
        }
        Err(Refusal::Meaning) => Err(Done::Failed(Failure::new(format!(
            "{shown} was left as it is: formatted, it would say something else. This is a bug in \
             incident, not in your file. Please report it with the file."
        )))),
    }
}
