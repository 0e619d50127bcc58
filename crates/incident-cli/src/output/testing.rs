//! A folder to write to, and ways for that to end early.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use incident_codegen::Generated;

use crate::exit::Failure;
use crate::output::steps::{Step, Steps};
use crate::output::{Order, Wanted, Written, in_place, manifest, survey, write};

pub(super) const EVERYTHING: fn(&str) -> bool = |_| true;

pub(super) fn wanted(service: &str, file: &str, contents: &str) -> Wanted {
    let generated = Generated {
        target: "pagerduty",
        path: format!("{service}/{file}"),
        contents: contents.to_owned(),
    };
    Wanted::new(generated, service.to_owned(), format!("{}.incident", service.to_lowercase()))
}

pub(super) fn old_files() -> Vec<Wanted> {
    vec![wanted("A", "x.json", "old x"), wanted("A", "deep/y.md", "old y"), wanted("A", "z", "z")]
}

/// One file changed, one removed, one the same, one new.
pub(super) fn new_files() -> Vec<Wanted> {
    vec![wanted("A", "x.json", "new x"), wanted("A", "z", "z"), wanted("A", "new/w", "new w")]
}

/// A folder in which `out` is written.
pub(super) struct Place {
    pub(super) parent: tempfile::TempDir,
}

impl Place {
    pub(super) fn new() -> Self {
        Self { parent: tempfile::tempdir().unwrap() }
    }

    /// With the old files in it, and files of somebody else.
    pub(super) fn with_old_output() -> Self {
        let place = Self::new();
        place.write(&old_files()).unwrap();
        place.put("README", "mine");
        place.put("A/notes/n.txt", "mine too");
        fs::create_dir(place.out().join("empty")).unwrap();
        place
    }

    pub(super) fn out(&self) -> PathBuf {
        self.parent.path().canonicalize().unwrap().join("out")
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn write(&self, files: &[Wanted]) -> Result<Written, Failure> {
        self.write_with(files, &Quick)
    }

    pub(super) fn write_with(
        &self,
        files: &[Wanted],
        steps: &dyn Steps,
    ) -> Result<Written, Failure> {
        self.order(files, &EVERYTHING, false, steps)
    }

    pub(super) fn order(
        &self,
        files: &[Wanted],
        covers: &dyn Fn(&str) -> bool,
        force: bool,
        steps: &dyn Steps,
    ) -> Result<Written, Failure> {
        let decides = &EVERYTHING;
        let order = Order { folder: &self.out(), shown: "out", files, covers, decides, force };
        write(&order, steps)
    }

    /// Every file in the output folder with its text, links as where they lead, empty folders with a
    /// slash.
    pub(super) fn contents(&self) -> BTreeMap<String, String> {
        let mut contents = BTreeMap::new();
        let survey = survey::Survey::of(&self.out()).unwrap();
        for (path, kind) in survey.files {
            let at = self.out().join(&path);
            let text = match kind {
                survey::Kind::Link => format!("-> {}", fs::read_link(at).unwrap().display()),
                _ => fs::read_to_string(at).unwrap(),
            };
            contents.insert(path.to_str().unwrap().to_owned(), text);
        }
        for folder in survey.folders {
            if fs::read_dir(self.out().join(&folder)).unwrap().next().is_none() {
                contents.insert(format!("{}/", folder.display()), String::new());
            }
        }
        contents
    }

    /// What stands beside the output folder, and in its staging folder.
    pub(super) fn litter(&self) -> Vec<String> {
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).into_iter().flatten();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let mut litter = names(self.parent.path());
        litter.retain(|name| name != "out");
        litter.extend(names(&self.out().join(in_place::STAGE_NAME)));
        litter
    }

    /// The paths in the manifest, each of which must be there with that checksum.
    pub(super) fn manifest(&self) -> Vec<String> {
        let survey = survey::Survey::of(&self.out()).unwrap();
        let known = manifest::Known::read(&self.out(), &survey).unwrap();
        for entry in &known.entries {
            let contents = fs::read(self.out().join(&entry.path)).unwrap();
            assert!(known.wrote(Path::new(&entry.path), &contents), "{}", entry.path);
        }
        known.entries.into_iter().map(|entry| entry.path).collect()
    }
}

/// Waits for no disk.
pub(super) struct Quick;

impl Steps for Quick {
    fn before(&self, _: Step<'_>) -> io::Result<()> {
        Ok(())
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

/// How a run ends early.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// An error of the system, which the run sees and cleans up after.
    Error(ErrorKind),
    /// The same error from then on, at every step: the disk has become read-only, or the folder is closed.
    Refused(ErrorKind),
    /// The process is gone: nothing is cleaned up.
    Killed,
}

/// Ends the run at its n-th step. Before that it may say that something is not supported.
pub(super) struct EndsAt {
    step: usize,
    end: End,
    unsupported: Option<Step<'static>>,
    names: Mutex<Vec<String>>,
}

impl EndsAt {
    pub(super) fn new(step: usize, end: End, unsupported: Option<Step<'static>>) -> Self {
        Self { step, end, unsupported, names: Mutex::default() }
    }

    /// The steps that were taken.
    pub(super) fn names(&self) -> MutexGuard<'_, Vec<String>> {
        self.names.lock().unwrap()
    }
}

impl Steps for EndsAt {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        let name = format!("{step:?}");
        let (taken, first) = {
            let mut names = self.names();
            // Writing in place stages too.
            let first = !names.contains(&name);
            names.push(name);
            (names.len(), first)
        };
        match self.end {
            End::Error(kind) if taken == self.step => return Err(kind.into()),
            End::Refused(kind) if taken >= self.step => return Err(kind.into()),
            End::Killed if taken == self.step => std::panic::resume_unwind(Box::new("killed")),
            _ => {}
        }
        match self.unsupported {
            Some(unsupported) if unsupported == step && first => {
                Err(ErrorKind::PermissionDenied.into())
            }
            _ => Ok(()),
        }
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

pub(super) const UNSUPPORTED: [Option<Step<'static>>; 3] =
    [None, Some(Step::Exchange), Some(Step::Stage)];
