//! `check --fix`.

use std::path::PathBuf;
use std::sync::Arc;

use incident_base::{Certainty, MOST_LISTED};
use incident_rules::not_all_listed;

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

/// Mending one thing can show another. Nothing known takes more than three rounds, and a thousand times as many errors as
/// are listed three more.
const ROUNDS: usize = 10;

/// How many times more errors of a file are listed, once those that were are mended: with as many each time, the rounds
/// would be as many as the errors are.
const MORE: usize = 10;

/// What mending changed.
#[derive(Default)]
pub(super) struct Mended {
    files: Vec<Fixed>,
    /// Whether more could be mended.
    is_unfinished: bool,
}

impl Mended {
    /// With what was changed in another program.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.is_unfinished |= other.is_unfinished;
        self
    }
}

/// Mends the program in memory, until there is nothing left that is certain enough, or there was no end of it: a mend may
/// undo another.
pub(super) fn fix(checked: &mut Checked, at_least: Certainty) -> Mended {
    let files = &checked.program().files;
    let before: Vec<Contents> = files.iter().map(|file| file.contents.clone()).collect();
    let mut most_listed = MOST_LISTED;
    let mut round = 0;
    let is_unfinished = loop {
        let findings = checked.findings();
        let mended = checked.mended(&findings, at_least);
        if mended.is_empty() || round == ROUNDS {
            break !mended.is_empty();
        }
        round += 1;
        if not_all_listed(&findings).any(|file| mended.iter().any(|(id, _)| *id == file)) {
            most_listed = most_listed.saturating_mul(MORE);
            checked.list(most_listed, mended);
            continue;
        }
        for (id, text) in mended {
            checked.set_contents(id, Contents::Text(text.into()));
        }
    };
    if most_listed > MOST_LISTED {
        checked.list(MOST_LISTED, Vec::new());
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
    Mended { files: changed.collect(), is_unfinished }
}

/// Where mending went on for too long, and what to do about it.
fn unfinished(way_out: &str) -> String {
    format!("stopped after {ROUNDS} rounds with more to mend: {way_out}\n")
}

/// Shows what would change, and writes nothing.
pub(super) fn show(mended: &Mended, mut output: Stream) -> Result<Outcome, Failure> {
    let style = Style { color: output.color };
    for file in &mended.files {
        let diff = diff::unified(&file.shown, &file.before, &file.after);
        output.write(&diff::shown(&diff, style))?;
    }
    if mended.is_unfinished {
        let way_out = "run it without --diff, then once more.";
        Stream::error(Color::Never).write(&unfinished(way_out))?;
    }
    Ok(if mended.files.is_empty() { Outcome::Clean } else { Outcome::Differs })
}

/// Writes what changed, each file as a whole, and says so on standard error.
pub(super) fn write(mended: &Mended) -> Result<(), Failure> {
    for file in &mended.files {
        let Some(path) = &file.path else {
            return Err(Failure::new(
                "--fix cannot write standard input (-). `--fix --diff` shows what it would change.",
            ));
        };
        replace(path, &file.shown, &file.after)?;
    }
    if !mended.files.is_empty() {
        let mut lines = format!("mended {}\n", counted(mended.files.len(), "file"));
        if mended.is_unfinished {
            lines.push_str(&unfinished("run it again."));
        }
        Stream::error(Color::Never).write(&lines)?;
    }
    Ok(())
}
