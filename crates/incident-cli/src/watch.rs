//! `--watch`: the same again whenever the program changes, until the user ends it.
//!
//! When files change and none comes or goes, only those are read, and only what depends on them is
//! computed again. Everything else (a new file, a new folder, `incident.toml`) reads the program anew.

mod events;

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use incident_analysis::config::FILE_NAME;
use incident_base::FileId;
use jiff::civil::Date;

use crate::checked::Checked;
use crate::exit::{Failure, Outcome};
use crate::printable::one_line;
use crate::program::{Contents, LoadedFile, Program, is_passed_by, read_file};
use crate::report::counted;
use crate::terminal::{Color, Stream};
pub(crate) use events::{Changes, Events, Folders, events, is_readable};

/// What is watched, and how it is shown.
pub(crate) struct Watch<'w> {
    /// Reads the program.
    pub(crate) load: &'w dyn Fn() -> Result<Program, Failure>,
    /// The day on which people are there or are not, which may have changed since the last time.
    pub(crate) as_of: &'w dyn Fn() -> Date,
    /// For the lines of its own.
    pub(crate) color: Color,
}

/// Does the work at once and after every change, and comes back only when watching is impossible. That the
/// work fails, or that the program cannot be read for a while, is said and changes nothing.
///
/// # Errors
/// When the program cannot be read at the start, or its folders not be watched.
pub(crate) fn watch(
    watch: &Watch<'_>,
    work: &mut dyn FnMut(&mut Checked) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    let (mut folders, events) = events()?;
    let mut checked = Checked::new(load(watch, &mut folders)?, (watch.as_of)());
    loop {
        checked.set_as_of((watch.as_of)());
        if let Err(failure) = work(&mut checked) {
            say(&format!("incident: {failure}\n"), watch.color)?;
        }
        let count = checked.program().sources().filter(|(_, file)| !file.is_folder()).count();
        let files = counted(count, "file");
        say(&format!("watching {files} for changes; Ctrl+C ends it\n"), watch.color)?;
        let changed = wait(watch, &mut folders, &events, &mut checked)?;
        announce(&changed, watch.color)?;
    }
}

/// Waits until the program is another one, takes that in, and names the files that changed.
fn wait(
    watch: &Watch<'_>,
    folders: &mut Folders,
    events: &Events,
    checked: &mut Checked,
) -> Result<Vec<String>, Failure> {
    // What could not be read is tried again at the next change, whatever changes.
    let mut is_unread = false;
    loop {
        let paths = events.next()?.map(|changes| folders.sift(changes));
        folders.lose(paths.as_ref());
        match react(checked, paths.as_ref()) {
            Reaction::Nothing if !is_unread => {}
            Reaction::Changed(names) if !is_unread => return Ok(names),
            _ => match load(watch, folders) {
                Ok(program) => {
                    let names = differing(&checked.program().files, &program.files);
                    // An empty folder, or a file that is not one of ours.
                    if !names.is_empty() || is_unread {
                        *checked = Checked::new(program, (watch.as_of)());
                        return Ok(names);
                    }
                }
                Err(failure) => {
                    is_unread = true;
                    say(&format!("incident: {failure}\n"), watch.color)?;
                }
            },
        }
    }
}

/// The program, with every folder of it watched since before it was read.
fn load(watch: &Watch<'_>, folders: &mut Folders) -> Result<Program, Failure> {
    let mut program = (watch.load)()?;
    // Once at most: what happens in a folder that is watched, and to it, is told and read after this.
    if is_new(folders.follow(&program.folders))? {
        program = (watch.load)()?;
        is_new(folders.follow(&program.folders))?;
    }
    Ok(program)
}

fn is_new((any_new, failure): (bool, Option<Failure>)) -> Result<bool, Failure> {
    failure.map_or(Ok(any_new), Err)
}

enum Reaction {
    /// Nothing that the program depends on changed.
    Nothing,
    /// These files have other contents now.
    Changed(Vec<String>),
    /// The program may be made of other files.
    ReadAnew,
}

/// Takes in what changed on the disk. Without paths it is not known what.
fn react(checked: &mut Checked, paths: Option<&BTreeSet<PathBuf>>) -> Reaction {
    let Some(paths) = paths else { return Reaction::ReadAnew };
    let mut read: Vec<(FileId, Contents)> = Vec::new();
    for path in paths {
        let program = checked.program();
        let known =
            program.sources().find(|(_, file)| file.absolute.as_deref() == Some(path.as_path()));
        match known {
            Some((id, file)) => match read_file(path) {
                // It may be gone.
                Contents::Unread(_) => return Reaction::ReadAnew,
                contents if contents == file.contents => {}
                contents => read.push((id, contents)),
            },
            None if decides_which_files(program, path) => return Reaction::ReadAnew,
            None => {}
        }
    }
    let mut names = Vec::with_capacity(read.len());
    for (id, contents) in read {
        names.extend(checked.program().file(id).map(|file| file.shown.clone()));
        checked.set_contents(id, contents);
    }
    if names.is_empty() { Reaction::Nothing } else { Reaction::Changed(names) }
}

/// The files that came, went or changed, as messages name them.
fn differing(before: &[LoadedFile], after: &[LoadedFile]) -> Vec<String> {
    let by_path = |files: &[LoadedFile]| -> BTreeMap<String, Contents> {
        files.iter().map(|file| (file.shown.clone(), file.contents.clone())).collect()
    };
    let (before, after) = (by_path(before), by_path(after));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    paths.into_iter().filter(differs).cloned().collect()
}

/// Whether the program may be made of other files for a change of this path, which is none of its sources.
fn decides_which_files(program: &Program, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    let is_source = path.extension().is_some_and(|extension| extension == "incident");
    let is_hidden = name.to_str().is_some_and(|name| name.starts_with('.'));
    let is_output = path.starts_with(&program.out);
    let is_folder = program.folders.contains(path) || !is_passed_by(name) && path.is_dir();
    name == FILE_NAME
        || name == ".gitignore"
        || !is_hidden && !is_output && (is_source || is_folder)
}

/// On a terminal, what was shown before goes, so that what is seen is what holds.
fn announce(changed: &[String], color: Color) -> Result<(), Failure> {
    let mut error = Stream::error(color);
    if error.color && std::io::stdout().is_terminal() && std::io::stderr().is_terminal() {
        error.write("\x1b[2J\x1b[H")?;
    }
    let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
    let what = match changed {
        [] => "something changed".to_owned(),
        [one] => format!("{} changed", one_line(one)),
        [first, rest @ ..] => format!("{} and {} more changed", one_line(first), rest.len()),
    };
    error.write(&format!("{time} {what}\n"))
}

fn say(line: &str, color: Color) -> Result<(), Failure> {
    Stream::error(color).write(line)
}
