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
    assert!(folders.follow(&all).unwrap());
    assert!(!folders.follow(&all).unwrap());
    (place, all, folders, events)
}

/// Waits until the system tells of a path.
fn wait_for(events: &Events, path: &Path) {
    while !events.next().unwrap().is_some_and(|paths| paths.contains(path)) {}
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
    let paths = told.next().unwrap();
    assert_eq!(paths, None);
    folders.lose(paths.as_ref());
    assert!(folders.follow(&all).unwrap());
    let file = inner.join("new.incident");
    fs::write(&file, "").unwrap();
    wait_for(&events, &file);
}
