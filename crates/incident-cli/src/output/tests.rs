use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::output::steps::Step;

const EVERYTHING: fn(&str) -> bool = |_| true;

fn wanted(service: &str, file: &str, contents: &str) -> Wanted {
    Wanted {
        path: format!("{service}/{file}"),
        contents: contents.to_owned(),
        service: service.to_owned(),
        source: format!("{}.incident", service.to_lowercase()),
    }
}

fn old_files() -> Vec<Wanted> {
    vec![wanted("A", "x.json", "old x"), wanted("A", "deep/y.md", "old y"), wanted("A", "z", "z")]
}

/// One file changed, one removed, one the same, one new.
fn new_files() -> Vec<Wanted> {
    vec![wanted("A", "x.json", "new x"), wanted("A", "z", "z"), wanted("A", "new/w", "new w")]
}

/// A folder in which `out` is written.
struct Place {
    parent: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { parent: tempfile::tempdir().unwrap() }
    }

    /// With the old files in it, and files of somebody else.
    fn with_old_output() -> Self {
        let place = Self::new();
        place.write(&old_files()).unwrap();
        place.put("README", "mine");
        place.put("A/notes/n.txt", "mine too");
        fs::create_dir(place.out().join("empty")).unwrap();
        place
    }

    fn out(&self) -> std::path::PathBuf {
        self.parent.path().canonicalize().unwrap().join("out")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn write(&self, files: &[Wanted]) -> Result<Written, Failure> {
        self.write_with(files, &Quick)
    }

    fn write_with(&self, files: &[Wanted], steps: &dyn Steps) -> Result<Written, Failure> {
        self.order(files, &EVERYTHING, false, steps)
    }

    fn order(
        &self,
        files: &[Wanted],
        covers: &dyn Fn(&str) -> bool,
        force: bool,
        steps: &dyn Steps,
    ) -> Result<Written, Failure> {
        write(&Order { folder: &self.out(), shown: "out", files, covers, force }, steps)
    }

    /// Every file in the output folder with its text, links as where they lead, empty folders with a
    /// slash.
    fn contents(&self) -> BTreeMap<String, String> {
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
    fn litter(&self) -> Vec<String> {
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
    fn manifest(&self) -> Vec<String> {
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
struct Quick;

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
enum End {
    /// An error of the system, which the run sees and cleans up after.
    Error(ErrorKind),
    /// The process is gone: nothing is cleaned up.
    Killed,
}

/// Ends the run at its n-th step. Before that it may say that something is not supported.
struct EndsAt {
    step: usize,
    end: End,
    unsupported: Option<Step<'static>>,
    taken: Cell<usize>,
    names: RefCell<Vec<String>>,
}

impl EndsAt {
    fn new(step: usize, end: End, unsupported: Option<Step<'static>>) -> Self {
        Self { step, end, unsupported, taken: Cell::new(0), names: RefCell::default() }
    }
}

impl Steps for EndsAt {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        self.names.borrow_mut().push(format!("{step:?}"));
        self.taken.set(self.taken.get() + 1);
        if self.taken.get() == self.step {
            match self.end {
                End::Error(kind) => return Err(kind.into()),
                End::Killed => std::panic::resume_unwind(Box::new("killed")),
            }
        }
        // The first of its kind only: writing in place stages too.
        let first = self.names.borrow().iter().filter(|name| **name == format!("{step:?}")).count();
        match self.unsupported {
            Some(unsupported) if unsupported == step && first == 1 => {
                Err(ErrorKind::PermissionDenied.into())
            }
            _ => Ok(()),
        }
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

const UNSUPPORTED: [Option<Step<'static>>; 3] = [None, Some(Step::Exchange), Some(Step::Stage)];

/// What the folder holds after the old, and after the new files were written.
fn before_and_after() -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let place = Place::with_old_output();
    let before = place.contents();
    place.write(&new_files()).unwrap();
    (before, place.contents())
}

#[test]
fn a_new_folder_holds_the_files_and_the_manifest() {
    let place = Place::new();
    assert_eq!(place.write(&old_files()), Ok(Written { changed: true, removed: 0 }));
    let paths: Vec<String> = place.contents().into_keys().collect();
    assert_eq!(paths, ["A/deep/y.md", "A/x.json", "A/z", "manifest.json"]);
    assert_eq!(place.manifest(), ["A/deep/y.md", "A/x.json", "A/z"]);
    assert_eq!(place.litter(), Vec::<String>::new());
}

#[test]
fn the_disk_has_every_file_and_folder_before_the_exchange() {
    #[derive(Default)]
    struct Counts(RefCell<Vec<&'static str>>);
    impl Steps for Counts {
        fn before(&self, step: Step<'_>) -> io::Result<()> {
            if step == Step::Exchange {
                self.0.borrow_mut().push("exchange");
            }
            Ok(())
        }

        fn sync(&self, file: &File) -> io::Result<()> {
            let is_folder = file.metadata()?.is_dir();
            self.0.borrow_mut().push(if is_folder { "folder" } else { "file" });
            file.sync_all()
        }
    }
    let place = Place::with_old_output();
    let counts = Counts::default();
    place.write_with(&new_files(), &counts).unwrap();
    // Two files and the manifest; `.`, `A`, `A/new` and `A/notes`; the folder above.
    let expected = [&["file"; 3][..], &["folder"; 4], &["exchange"], &["folder"]].concat();
    assert_eq!(counts.0.into_inner(), expected);
}

#[test]
fn the_second_time_nothing_is_touched() {
    let place = Place::with_old_output();
    let refuse = EndsAt::new(1, End::Error(ErrorKind::StorageFull), None);
    let written = place.write_with(&old_files(), &refuse);
    assert_eq!(written, Ok(Written { changed: false, removed: 0 }));
    assert_eq!(refuse.taken.get(), 0);
}

#[test]
fn old_files_go_and_files_of_others_stay() {
    for unsupported in UNSUPPORTED {
        let place = Place::with_old_output();
        let steps = EndsAt::new(0, End::Killed, unsupported);
        let written = place.write_with(&new_files(), &steps);
        assert_eq!(written, Ok(Written { changed: true, removed: 1 }), "{unsupported:?}");
        let contents = place.contents();
        let paths: Vec<&str> = contents.keys().map(String::as_str).collect();
        let expected =
            ["A/new/w", "A/notes/n.txt", "A/x.json", "A/z", "README", "empty/", "manifest.json"];
        assert_eq!(paths, expected, "{unsupported:?}");
        assert_eq!(contents["A/x.json"], "new x");
        assert_eq!(contents["README"], "mine");
        assert_eq!(place.manifest(), ["A/new/w", "A/x.json", "A/z"]);
        assert_eq!(place.litter(), Vec::<String>::new(), "{unsupported:?}");
    }
}

#[test]
fn without_services_nothing_is_made_and_old_output_is_removed() {
    let place = Place::new();
    assert_eq!(place.write(&[]), Ok(Written { changed: false, removed: 0 }));
    assert!(!place.out().exists());
    let place = Place::with_old_output();
    assert_eq!(place.write(&[]), Ok(Written { changed: true, removed: 3 }));
    let paths: Vec<String> = place.contents().into_keys().collect();
    assert_eq!(paths, ["A/notes/n.txt", "README", "empty/", "manifest.json"]);
}

/// How many steps a whole run takes.
fn steps_of_a_run(unsupported: Option<Step<'static>>) -> Vec<String> {
    let steps = EndsAt::new(0, End::Killed, unsupported);
    Place::with_old_output().write_with(&new_files(), &steps).unwrap();
    steps.names.into_inner()
}

#[test]
fn an_error_or_a_kill_at_any_step_leaves_the_old_or_the_new_output_whole() {
    let (before, after) = before_and_after();
    let names = steps_of_a_run(None);
    assert!(names.contains(&"Exchange".to_owned()), "{names:?}");
    let exchange = names.iter().position(|name| name == "Exchange").unwrap();
    for end in [End::Killed, End::Error(ErrorKind::StorageFull)] {
        for (step, name) in names.iter().enumerate() {
            let place = Place::with_old_output();
            let steps = EndsAt::new(step + 1, end, None);
            let run = catch_unwind(AssertUnwindSafe(|| place.write_with(&new_files(), &steps)));
            let expected = if step <= exchange { &before } else { &after };
            assert_eq!(place.contents(), *expected, "{end:?} at {name}");
            if let Ok(result) = run {
                assert_eq!(result.is_err(), step <= exchange, "{end:?} at {name}");
                if let Err(failure) = result {
                    let text = failure.to_string();
                    let state = "Nothing was written; the folder is as it was.";
                    assert!(text.ends_with(state), "{text}");
                }
            }
            // The next run finishes, and clears away what this one left.
            place.write(&new_files()).unwrap();
            assert_eq!(place.contents(), after, "after {end:?} at {name}");
            assert_eq!(place.litter(), Vec::<String>::new(), "after {end:?} at {name}");
        }
    }
}

#[test]
fn in_place_the_next_run_finishes_whatever_ended_this_one() {
    let (before, after) = before_and_after();
    for unsupported in [Some(Step::Exchange), Some(Step::Stage)] {
        let names = steps_of_a_run(unsupported);
        let placed = names.iter().position(|name| name.starts_with("Place")).unwrap();
        let committed = names.iter().position(|name| name == "Commit").unwrap();
        for end in [End::Killed, End::Error(ErrorKind::StorageFull)] {
            for (step, name) in names.iter().enumerate() {
                let place = Place::with_old_output();
                let steps = EndsAt::new(step + 1, end, unsupported);
                let run = catch_unwind(AssertUnwindSafe(|| place.write_with(&new_files(), &steps)));
                match &run {
                    // An error while clearing away is none of the result's.
                    Ok(Ok(_)) => assert_eq!(place.contents(), after, "{end:?} at {name}"),
                    _ if step <= placed => {
                        assert_eq!(place.contents(), before, "{end:?} at {name}");
                    }
                    // Until the commit the manifest is the old one.
                    _ if step <= committed => {
                        assert_eq!(place.contents()["manifest.json"], before["manifest.json"]);
                    }
                    _ => assert_eq!(place.contents(), after, "{end:?} at {name}"),
                }
                if let Ok(Err(failure)) = run {
                    let unfinished =
                        failure.to_string().contains("compile again, which finishes it");
                    assert_eq!(unfinished, step >= placed, "{end:?} at {name}: {failure}");
                }
                // Neither the sources of then nor others need --force after that.
                for files in [new_files(), old_files(), new_files()] {
                    place.write(&files).unwrap();
                }
                assert_eq!(place.contents(), after, "after {end:?} at {name}");
                assert_eq!(place.litter(), Vec::<String>::new(), "after {end:?} at {name}");
            }
        }
    }
}

#[test]
fn a_first_run_that_is_killed_leaves_nothing_in_the_way() {
    for step in 1.. {
        let place = Place::new();
        let steps = EndsAt::new(step, End::Killed, None);
        let run = catch_unwind(AssertUnwindSafe(|| place.write_with(&new_files(), &steps)));
        if run.is_ok() {
            assert!(step > 4);
            break;
        }
        let renamed = steps.names.borrow().last().unwrap() == "CleanUp";
        assert_eq!(place.out().exists(), renamed, "{step}");
        place.write(&new_files()).unwrap();
        assert_eq!(place.litter(), Vec::<String>::new(), "{step}");
    }
}

#[test]
fn what_was_changed_by_hand_is_named_and_kept() {
    let place = Place::with_old_output();
    place.put("A/x.json", "by hand");
    place.put("A/deep/y.md", "by hand");
    let before = place.contents();
    assert_eq!(
        place.write(&new_files()).unwrap_err().to_string(),
        "out/A/deep/y.md, out/A/x.json: changed by hand since incident wrote it. Put the change into \
         the .incident file, or use --force to overwrite it. Nothing was written."
    );
    assert_eq!(place.contents(), before);
    place.order(&new_files(), &EVERYTHING, true, &Quick).unwrap();
    assert_eq!(place.contents()["A/x.json"], "new x");
    assert!(!place.contents().contains_key("A/deep/y.md"));
}

#[test]
fn a_change_by_hand_that_the_sources_have_caught_up_with_is_none() {
    let place = Place::with_old_output();
    place.put("A/x.json", "new x");
    assert!(place.write(&new_files()).unwrap().changed);
}

#[test]
fn a_file_that_was_removed_by_hand_is_written_again() {
    let place = Place::with_old_output();
    fs::remove_file(place.out().join("A/x.json")).unwrap();
    assert!(place.write(&old_files()).unwrap().changed);
    assert_eq!(place.contents()["A/x.json"], "old x");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let place = Place::new();
    place.put("thesis.txt", "mine");
    let before = place.contents();
    let text = place.write(&new_files()).unwrap_err().to_string();
    assert!(text.starts_with("out is not empty and was not written by incident"), "{text}");
    place.put("manifest.json", r#"{"name": "a web app"}"#);
    assert!(place.write(&new_files()).is_err());
    fs::remove_file(place.out().join("manifest.json")).unwrap();
    assert_eq!(place.contents(), before);
    place.order(&new_files(), &EVERYTHING, true, &Quick).unwrap();
    assert_eq!(place.contents()["thesis.txt"], "mine");
}

#[test]
fn an_empty_folder_is_as_good_as_none() {
    let place = Place::new();
    fs::create_dir(place.out()).unwrap();
    place.write(&new_files()).unwrap();
    let place = Place::new();
    place.put(".gitkeep", "");
    place.write(&new_files()).unwrap();
    assert!(place.contents().contains_key(".gitkeep"));
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let place = Place::with_old_output();
    place.put("A/new/w", "mine");
    assert_eq!(
        place.write(&new_files()).unwrap_err().to_string(),
        "out/A/new/w: not written by incident, and in its way. Move it away, or use --force to \
         overwrite it. Nothing was written."
    );
    place.order(&new_files(), &EVERYTHING, true, &Quick).unwrap();
    assert_eq!(place.contents()["A/new/w"], "new w");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    for (link, target) in [("B", elsewhere.path().to_path_buf()), ("B/x", "y".into())] {
        let place = Place::with_old_output();
        let at = place.out().join(link);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        symlink(&target, &at).unwrap();
        let files = [wanted("B", "x", "text")];
        // Not even with --force.
        let text = place.order(&files, &EVERYTHING, true, &Quick).unwrap_err().to_string();
        assert!(text.starts_with(&format!("out/{link}: a link or a folder stands")), "{text}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
    // A link elsewhere in the folder stays as it is.
    let place = Place::with_old_output();
    symlink("nowhere", place.out().join("link")).unwrap();
    place.write(&new_files()).unwrap();
    assert_eq!(place.contents()["link"], "-> nowhere");
}

#[test]
fn a_folder_where_a_file_belongs_is_named() {
    let place = Place::with_old_output();
    place.put("A/new/w/file", "mine");
    let text = place.order(&new_files(), &EVERYTHING, true, &Quick).unwrap_err().to_string();
    assert!(text.starts_with("out/A/new/w: a link or a folder stands"), "{text}");
}

#[test]
fn files_that_would_leave_the_folder_are_refused() {
    let place = Place::new();
    for path in ["../x", "/x", "A/../../x", "manifest.json"] {
        let file = Wanted { path: path.to_owned(), ..wanted("A", "x", "") };
        let text = place.write(&[file]).unwrap_err().to_string();
        assert!(text.starts_with("A gives a file that must not be written"), "{text}");
    }
    let twice = [wanted("A", "x", "1"), wanted("A", "x", "2")];
    assert!(place.write(&twice).unwrap_err().to_string().contains("give the same file, A/x."));
    assert!(!place.out().exists());
}

#[test]
fn a_manifest_that_names_files_elsewhere_is_not_ours() {
    let place = Place::with_old_output();
    let victim = place.parent.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    let text = fs::read_to_string(place.out().join("manifest.json")).unwrap();
    place.put("manifest.json", &text.replace("A/x.json", "../victim"));
    assert!(place.write(&new_files()).is_err());
    assert_eq!(fs::read_to_string(victim).unwrap(), "mine");
}

#[test]
fn one_file_of_a_workspace_leaves_the_other_services_alone() {
    let place = Place::new();
    let other = wanted("B", "b.json", "b");
    let mut both = old_files();
    both.push(other);
    place.write(&both).unwrap();
    let only_a = |source: &str| source == "a.incident";
    place.order(&new_files(), &only_a, false, &Quick).unwrap();
    assert_eq!(place.manifest(), ["A/new/w", "A/x.json", "A/z", "B/b.json"]);
    assert_eq!(place.contents()["B/b.json"], "b");

    // What was changed by hand there is no concern of this run, and still known by the next.
    place.put("B/b.json", "by hand");
    place.order(&old_files(), &only_a, false, &Quick).unwrap();
    let mut both = old_files();
    both.push(wanted("B", "b.json", "new b"));
    let text = place.write(&both).unwrap_err().to_string();
    assert!(text.starts_with("out/B/b.json: changed by hand"), "{text}");
}

#[test]
fn a_service_that_moved_to_another_file_leaves_nothing_behind() {
    let place = Place::new();
    place.write(&old_files()).unwrap();
    let moved: Vec<Wanted> = new_files()
        .into_iter()
        .map(|file| Wanted { source: "b.incident".to_owned(), ..file })
        .collect();
    place.order(&moved, &|source| source == "b.incident", false, &Quick).unwrap();
    assert_eq!(place.manifest(), ["A/new/w", "A/x.json", "A/z"]);
    assert!(!place.contents().contains_key("A/deep/y.md"));
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_new_folders_are_open() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let place = Place::new();
    place.write(&old_files()).unwrap();
    assert_eq!(mode(&place.out()), mode(&place.out().join("A")));
    fs::set_permissions(place.out(), fs::Permissions::from_mode(0o750)).unwrap();
    place.write(&new_files()).unwrap();
    assert_eq!(mode(&place.out()), 0o750);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_closed_to_writing_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_old_output();
    let before = place.contents();
    let close = |mode: u32| {
        for folder in [place.out(), place.parent.path().to_path_buf()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    close(0o555);
    // The superuser may write all the same; then there is nothing to see here.
    let superuser = fs::create_dir(place.parent.path().join("probe")).is_ok();
    let result = place.write(&new_files());
    close(0o755);
    if !superuser {
        let text = result.unwrap_err().to_string();
        assert!(text.ends_with("permission denied. Nothing was written; the folder is as it was."));
        assert_eq!(place.contents(), before);
        assert_eq!(place.litter(), Vec::<String>::new());
    }
}
