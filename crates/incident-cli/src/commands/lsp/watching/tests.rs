//! What is told of a program's folders, change by change; the changes are the system's.

use super::*;
use crate::watch::Events;

/// A program that was read and is watched.
struct Place {
    _place: tempfile::TempDir,
    folder: PathBuf,
    watched: Watched,
    events: Events,
}

impl Place {
    fn new(folders: &[&str]) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(place.path()).unwrap();
        folders.iter().for_each(|name| fs::create_dir(folder.join(name)).unwrap());
        fs::write(folder.join("incident.toml"), "").unwrap();
        let (folders, events) = events().unwrap();
        let mut place = Self {
            _place: place,
            folder,
            watched: Watched { folders, programs: BTreeMap::new() },
            events,
        };
        place.read();
        place
    }

    fn read(&mut self) {
        let program = Program::around(&self.folder, &mut |_| false).unwrap();
        let (real, folders) = (self.folder.clone(), program.folders.clone());
        let files = program.files.iter().filter_map(|file| file.absolute.as_deref());
        let made_of = files.flat_map(Path::ancestors).map(Path::to_path_buf).collect();
        let searched = Searched { real, folders, made_of: Some(made_of) };
        self.watched.programs.insert(self.folder.clone(), searched);
        assert!(self.watched.follow().1.is_none());
    }

    /// What is told until a file is, which is written now, without the folder's name.
    fn told_until(&mut self, file: &str) -> BTreeSet<String> {
        let path = self.folder.join(file);
        fs::write(&path, "").unwrap();
        let mut all = BTreeSet::new();
        while !all.contains(&path) {
            let changes = self.events.next().unwrap();
            all.extend(self.watched.take(changes).unwrap());
        }
        let name = |path: &PathBuf| path.strip_prefix(&self.folder).unwrap().display().to_string();
        all.iter().map(name).collect()
    }
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

#[test]
fn folders_that_come_and_go_and_hold_nothing_of_a_program_are_not_told() {
    let mut place = Place::new(&["was"]);
    fs::write(place.folder.join(".gitignore"), "ignored/\n").unwrap();
    let ignored = place.folder.join("ignored");
    fs::create_dir_all(place.folder.join(".git")).unwrap();
    assert_eq!(place.told_until("first.incident"), names([".gitignore", "first.incident"]));
    for name in ["node_modules/x", "new", "ignored", ".hidden"] {
        fs::create_dir_all(place.folder.join(name)).unwrap();
    }
    fs::write(ignored.join("a.incident"), "").unwrap();
    fs::remove_dir(place.folder.join("was")).unwrap();
    let times = fs::FileTimes::new().set_modified(std::time::SystemTime::UNIX_EPOCH);
    fs::File::open(&place.folder).unwrap().set_times(times).unwrap();
    assert_eq!(place.told_until("second.incident"), names(["second.incident"]));
    assert!(!place.watched.folders.has(&ignored));
    // The one that came is followed.
    assert_eq!(place.told_until("new/a.incident"), names(["new/a.incident"]));
    fs::remove_dir(place.folder.join("node_modules/x")).unwrap();
    fs::create_dir(place.folder.join("new/deep")).unwrap();
    fs::remove_dir(place.folder.join("new/deep")).unwrap();
    assert_eq!(place.told_until("third.incident"), names(["third.incident"]));
}

#[test]
fn folders_with_something_of_a_program_are_told_when_they_come_and_when_they_go() {
    let mut place = Place::new(&[]);
    let elsewhere = tempfile::tempdir_in(place.folder.parent().unwrap()).unwrap();
    let away = elsewhere.path().join("shared");
    fs::create_dir_all(away.join("deep")).unwrap();
    fs::write(away.join("deep/a.incident"), "").unwrap();
    let shared = place.folder.join("shared");
    fs::rename(&away, &shared).unwrap();
    assert_eq!(place.told_until("a.incident"), names(["a.incident", "shared"]));
    place.read();
    fs::rename(&shared, &away).unwrap();
    assert_eq!(place.told_until("b.incident"), names(["b.incident", "shared"]));
}

#[test]
fn when_nobody_knows_what_changed_no_folder_counts_as_watched() {
    let mut place = Place::new(&[]);
    assert!(place.watched.folders.has(&place.folder));
    assert_eq!(place.watched.take(None), None);
    assert!(!place.watched.folders.has(&place.folder));
}
