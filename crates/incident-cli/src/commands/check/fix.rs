//! `check --fix`.

use std::path::PathBuf;
use std::sync::Arc;

use incident_base::Certainty;

use crate::checked::Checked;
use crate::diff;
use crate::exit::{Failure, Outcome};
use crate::program::Contents;
use crate::replace::replace;
use crate::report::{Style, counted};
use crate::terminal::{Color, Stream};

/// A file that mending changes.
pub(super) struct Fixed {
    /// `None` for standard input.
    path: Option<PathBuf>,
    shown: String,
    before: Arc<str>,
    after: Arc<str>,
}

/// Mending one thing can show another. Nothing known takes more than three rounds.
const ROUNDS: usize = 10;

/// Mends the program in memory, until there is nothing left that is certain enough.
pub(super) fn fix(checked: &mut Checked, at_least: Certainty) -> Vec<Fixed> {
    let files = &checked.program().files;
    let before: Vec<Contents> = files.iter().map(|file| file.contents.clone()).collect();
    for _ in 0..ROUNDS {
        let findings = checked.findings();
        let mended = checked.mended(&findings, at_least);
        if mended.is_empty() {
            break;
        }
        for (id, text) in mended {
            checked.set_contents(id, Contents::Text(text.into()));
        }
    }
    let changed = checked.program().files.iter().zip(before).filter_map(|(file, before)| {
        match (before, &file.contents) {
            (Contents::Text(before), Contents::Text(after)) if before != *after => Some(Fixed {
                path: file.absolute.clone(),
                shown: file.shown.clone(),
                before,
                after: Arc::clone(after),
            }),
            _ => None,
        }
    });
    changed.collect()
}

/// Shows what would change, and writes nothing.
pub(super) fn show(fixed: &[Fixed], mut output: Stream) -> Result<Outcome, Failure> {
    let style = Style { color: output.color };
    for file in fixed {
        let diff = diff::unified(&file.shown, &file.before, &file.after);
        output.write(&diff::shown(&diff, style))?;
    }
    Ok(if fixed.is_empty() { Outcome::Clean } else { Outcome::Differs })
}

/// Writes what changed, each file as a whole, and says so on standard error.
pub(super) fn write(fixed: &[Fixed]) -> Result<(), Failure> {
    for file in fixed {
        let Some(path) = &file.path else {
            return Err(Failure::new(
                "--fix cannot write standard input (-). `--fix --diff` shows what it would change.",
            ));
        };
        replace(path, &file.shown, &file.after)?;
    }
    if !fixed.is_empty() {
        let line = format!("mended {}\n", counted(fixed.len(), "file"));
        Stream::error(Color::Never).write(&line)?;
    }
    Ok(())
}
