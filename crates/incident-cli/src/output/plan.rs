//! What is written, kept and removed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::output::line_ends::says_the_same;
use crate::output::manifest::{self, Known, Manifest};
use crate::output::safe_path::safe_path;
use crate::output::survey::{Kind, Survey};
use crate::output::{Order, Wanted};
use crate::parallel::{map, threads};

/// The folder as it will be, by paths relative to it.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// Files whose contents are new. The manifest is not among them.
    pub(crate) write: BTreeMap<PathBuf, &'a str>,
    /// What stays as it is: somebody else's, other services', and ours with the same contents.
    pub(crate) keep: BTreeMap<PathBuf, Kind>,
    /// Empty folders that stay.
    pub(crate) keep_folders: BTreeSet<PathBuf>,
    /// Our files that nothing gives any more.
    pub(crate) remove: BTreeSet<PathBuf>,
    /// How many files are overwritten or removed though they are not as we wrote them.
    pub(crate) forced: usize,
    /// How many of our files stay because their targets are not written in this run.
    pub(crate) left: usize,
    /// The manifest's text.
    pub(crate) manifest: String,
    /// Whether the folder is not already like this.
    pub(crate) changes_anything: bool,
}

/// What stands in the way.
#[derive(Default)]
struct Obstacles {
    /// Ours, but changed since.
    edited: BTreeSet<String>,
    /// The same, of what nothing gives any more.
    removed: BTreeSet<String>,
    /// Somebody else's where ours belongs.
    foreign: BTreeSet<String>,
    /// A link, a folder or a device where a file or a folder of ours belongs; not even `--force`
    /// writes there.
    blocked: BTreeSet<String>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(order: &Order<'a>, old: &Survey, ours: Known) -> Result<Self, Failure> {
        let mut plan = Self::default();
        let mut obstacles = Obstacles::default();
        let wanted = wanted(order.files)?;
        let pieces: Vec<(&PathBuf, &'a Wanted)> =
            wanted.iter().map(|(path, it)| (path, *it)).collect();
        let states = vec![(); threads(pieces.len())];
        let places =
            map(&pieces, states, |(), (path, file)| place(order.folder, old, &ours, path, file));
        let new = pieces.iter().zip(places).filter_map(|((path, file), place)| {
            let path = PathBuf::clone(path);
            match place {
                Place::Same => return None,
                Place::Ours => {}
                Place::Edited => _ = obstacles.edited.insert(file.path.clone()),
                Place::Foreign => _ = obstacles.foreign.insert(file.path.clone()),
                Place::Blocked(by) => {
                    obstacles.blocked.insert(by);
                    return None;
                }
            }
            Some((path, file.contents.as_str()))
        });
        plan.write = new.collect();
        let mut kept_entries = Vec::new();
        let services: BTreeSet<&str> = order.files.iter().map(|it| it.service.as_str()).collect();
        for entry in &ours.entries {
            let Some(path) = safe_path(&entry.path) else { continue };
            if wanted.contains_key(&path) || old.files.get(&path) != Some(&Kind::File) {
                continue;
            }
            if !(order.decides)(&entry.target) {
                plan.left += 1;
                kept_entries.push(entry.clone());
                continue;
            }
            if !(order.covers)(&entry.source) && !services.contains(entry.service.as_str()) {
                kept_entries.push(entry.clone());
                continue;
            }
            if !as_we_wrote_it(order, &ours, &path) {
                obstacles.removed.insert(entry.path.clone());
            }
            plan.remove.insert(path);
        }
        plan.forced = [&obstacles.edited, &obstacles.removed, &obstacles.foreign]
            .map(BTreeSet::len)
            .iter()
            .sum();
        obstacles.refuse(order)?;

        plan.manifest = Manifest::text(order.files, &kept_entries);
        plan.keep_the_rest(old);
        let leftovers = old.files.contains_key(Path::new(manifest::NEXT_NAME));
        plan.changes_anything = !plan.write.is_empty()
            || !plan.remove.is_empty()
            || leftovers
            || (plan.manifest != ours.text && (ours.is_ours || !order.files.is_empty()));
        Ok(plan)
    }

    /// Everything that is neither replaced nor removed stays.
    fn keep_the_rest(&mut self, old: &Survey) {
        let ours = [manifest::NAME, manifest::NEXT_NAME];
        for (path, kind) in &old.files {
            let replaced = self.write.contains_key(path) || self.remove.contains(path);
            if !replaced && !ours.iter().any(|name| path.as_os_str() == *name) {
                self.keep.insert(path.clone(), *kind);
            }
        }
        let all = old.files.keys().chain(&old.folders);
        let not_empty: HashSet<&Path> = all.filter_map(|path| path.parent()).collect();
        let empty = old.folders.iter().filter(|folder| !not_empty.contains(folder.as_path()));
        self.keep_folders.extend(empty.cloned());
    }
}

/// What is where a file is wanted.
enum Place {
    /// The same file.
    Same,
    /// Nothing, or another file of ours.
    Ours,
    /// A file of ours that was changed since.
    Edited,
    /// Somebody else's file.
    Foreign,
    /// This, which is no file or stands where a folder belongs.
    Blocked(String),
}

fn place(folder: &Path, old: &Survey, ours: &Known, path: &Path, file: &Wanted) -> Place {
    if old.files.is_empty() && old.folders.is_empty() {
        return Place::Ours;
    }
    let in_the_way = path
        .ancestors()
        .skip(1)
        .find(|above| old.files.contains_key(*above))
        .or_else(|| old.folders.contains(path).then_some(path));
    if let Some(obstacle) = in_the_way {
        return Place::Blocked(obstacle.to_string_lossy().into_owned());
    }
    match old.files.get(path) {
        None => Place::Ours,
        Some(Kind::File) => {
            let found = fs::read(folder.join(path)).unwrap_or_default();
            if says_the_same(&found, file.contents.as_bytes()) {
                Place::Same
            } else if !ours.lists(path) {
                Place::Foreign
            // An empty one was lost with the power: see `stage.rs`.
            } else if !found.is_empty() && !ours.wrote(path, &found) {
                Place::Edited
            } else {
                Place::Ours
            }
        }
        Some(Kind::Link | Kind::Other) => Place::Blocked(file.path.clone()),
    }
}

/// The files by path. They come from our own code generator; that they stay inside of the folder is
/// checked all the same.
fn wanted(files: &[Wanted]) -> Result<BTreeMap<PathBuf, &Wanted>, Failure> {
    // A map is made in one go from what is sorted; comparing paths takes long, and texts does not.
    let mut sorted: Vec<&Wanted> = files.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    for (other, file) in sorted.iter().zip(sorted.iter().skip(1)) {
        if other.path == file.path {
            return Err(Failure::new(format!(
                "{} in {} and {} in {} give the same file, {}.",
                other.service, other.source, file.service, file.source, file.path
            )));
        }
    }
    let with_path = sorted.into_iter().map(|file| {
        let reserved = [manifest::NAME, manifest::NEXT_NAME].contains(&file.path.as_str());
        match safe_path(&file.path).filter(|_| !reserved) {
            Some(path) => Ok((path, file)),
            None => Err(Failure::new(format!(
                "{} gives a file that must not be written: \"{}\".",
                file.service, file.path
            ))),
        }
    });
    with_path.collect()
}

/// What cannot be read is not known to be ours.
fn as_we_wrote_it(order: &Order<'_>, ours: &Known, path: &Path) -> bool {
    fs::read(order.folder.join(path)).is_ok_and(|contents| ours.wrote(path, &contents))
}

impl Obstacles {
    fn refuse(self, order: &Order<'_>) -> Result<(), Failure> {
        let shown = order.shown;
        if !self.blocked.is_empty() {
            return Err(Failure::new(format!(
                "{}: a link or a folder stands where incident has to write. Move it away and compile again.",
                listed(shown, &self.blocked)
            )));
        }
        if order.force {
            return Ok(());
        }
        // `--force` is for all of them: nobody must say it for one kind and lose what is of another.
        let said = [
            (
                &self.edited,
                "changed since incident wrote it, by hand or by a merge. Put the change into the \
                 .incident file, and use --force to overwrite it.",
            ),
            (
                &self.removed,
                "changed since incident wrote it, by hand or by a merge, and no source gives it any \
                 more. Move it out of the folder if the change is wanted, or use --force to remove it.",
            ),
            (
                &self.foreign,
                "not written by incident, and in its way. Move it away, or use --force to overwrite \
                 it.",
            ),
        ];
        let said = said.iter().filter(|(paths, _)| !paths.is_empty());
        let said: Vec<String> =
            said.map(|(paths, reason)| format!("{}: {reason}", listed(shown, paths))).collect();
        if !said.is_empty() {
            return Err(Failure::new(format!("{} Nothing was written.", said.join(" "))));
        }
        Ok(())
    }
}

/// The first few paths, and how many more.
fn listed(folder: &str, paths: &BTreeSet<String>) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> =
        paths.iter().take(SHOWN).map(|path| format!("{folder}/{path}")).collect();
    if paths.len() > SHOWN {
        names.push(format!("and {} more", paths.len() - SHOWN));
    }
    names.join(", ")
}
