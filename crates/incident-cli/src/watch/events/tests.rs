//! Folders that come and go while they are watched. What the system tells is waited for; what it fails to tell is
//! forced.

use std::fs;

use notify::event::Flag;

use super::*;

/// A folder below a temporary one, both followed.
fn followed() -> (tempfile::TempDir, BTreeSet<PathBuf>, Folders, Events) {
    let place = tempfile::tempdir().unwrap();
    let outer = fs::canonicalize(place.path()).unwrap();
    let inner = outer.join("inner");
    fs::create_dir(&inner).unwrap();
    let all = BTreeSet::from([outer, inner]);
    let (mut folders, events) = events().unwrap();
    assert!(is_new(&mut folders, &all));
    assert!(!is_new(&mut folders, &all));
    (place, all, folders, events)
}

fn is_new(folders: &mut Folders, all: &BTreeSet<PathBuf>) -> bool {
    let (any_new, failure) = folders.follow(all);
    assert!(failure.is_none());
    any_new
}

/// Waits until the system tells of a path.
fn wait_for(events: &Events, path: &Path) {
    while !events.next().unwrap().is_some_and(|changes| changes.paths.contains(path)) {}
}

#[test]
fn folders_of_which_nobody_knows_whether_they_are_the_same_are_watched_again() {
    let (_place, all, mut folders, events) = followed();
    let inner = all.last().unwrap();
    let (system, forced) = channel();
    let told = Events { events: forced };
    fs::remove_dir(inner).unwrap();
    fs::create_dir(inner).unwrap();
    // What there was no room for.
    system.send(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))).unwrap();
    assert_eq!(told.next().unwrap(), None);
    folders.lose(None);
    assert!(is_new(&mut folders, &all));
    let file = inner.join("new.incident");
    fs::write(&file, "").unwrap();
    wait_for(&events, &file);
}

/// A change of the times, or of who may read, which the system does not tell apart.
fn touched(path: &Path) -> Changes {
    Changes { paths: BTreeSet::new(), touched: BTreeSet::from([path.to_path_buf()]) }
}

#[test]
fn a_folder_of_which_only_the_times_change_is_as_before() {
    let (_place, all, mut folders, _events) = followed();
    let inner = all.last().unwrap();
    let (system, forced) = channel();
    let any = EventKind::Modify(ModifyKind::Metadata(notify::event::MetadataKind::Any));
    system.send(Ok(Event::new(any).add_path(inner.clone()))).unwrap();
    let told = Events { events: forced };
    system.send(Ok(Event::new(EventKind::Any).add_path(PathBuf::from("end")))).unwrap();
    let told = told.next().unwrap().unwrap();
    assert_eq!(folders.sift(told), BTreeSet::from([PathBuf::from("end")]));
    // One that nobody could read before.
    folders.followed.insert(inner.clone(), false);
    assert_eq!(folders.sift(touched(inner)), BTreeSet::from([inner.clone()]));
    fs::remove_dir(inner).unwrap();
    assert_eq!(folders.sift(touched(inner)), BTreeSet::from([inner.clone()]));
}

#[test]
fn only_what_is_in_a_folder_goes_with_it() {
    let (place, mut all, mut folders, _events) = followed();
    let outer = all.first().unwrap().clone();
    for name in ["inner/deep", "inner.beside"] {
        fs::create_dir(outer.join(name)).unwrap();
        all.insert(outer.join(name));
    }
    assert!(is_new(&mut folders, &all));
    folders.lose(Some(&BTreeSet::from([outer.join("inner")])));
    let left: Vec<&PathBuf> = folders.followed.keys().collect();
    assert_eq!(left, [&outer, &outer.join("inner.beside")]);
    drop(place);
}
