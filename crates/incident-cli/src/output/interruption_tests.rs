//! Whatever ends a run, at whatever step: what is in the output folder then, and what the next run
//! makes of it.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::output::steps::Step;
use crate::output::testing::{End, EndsAt, Place, new_files, old_files};

/// The ways in which a run ends early, each tried at every step.
const ENDS: [End; 7] = [
    End::Killed,
    End::Error(ErrorKind::StorageFull),
    End::Error(ErrorKind::PermissionDenied),
    End::Error(ErrorKind::ReadOnlyFilesystem),
    End::Refused(ErrorKind::StorageFull),
    End::Refused(ErrorKind::PermissionDenied),
    End::Refused(ErrorKind::ReadOnlyFilesystem),
];

/// Whether a run goes on in place when it is told this at this step, and only there: a folder beside the output folder may
/// be refused where the output folder itself may be written to.
fn goes_on_in_place(end: End, step: &str) -> bool {
    match end {
        End::Error(ErrorKind::PermissionDenied) => ["Stage", "Exchange"].contains(&step),
        End::Error(ErrorKind::ReadOnlyFilesystem) => step == "Stage",
        _ => false,
    }
}

/// What the folder holds after the old, and after the new files were written.
fn before_and_after() -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let place = Place::with_old_output();
    let before = place.contents();
    place.write(&new_files()).unwrap();
    (before, place.contents())
}

/// How many steps a whole run takes.
fn steps_of_a_run(unsupported: Option<Step<'static>>) -> Vec<String> {
    let steps = EndsAt::new(0, End::Killed, unsupported);
    Place::with_old_output().write_with(&new_files(), &steps).unwrap();
    steps.names().clone()
}

#[test]
fn an_error_or_a_kill_at_any_step_leaves_the_old_or_the_new_output_whole() {
    let (before, after) = before_and_after();
    let names = steps_of_a_run(None);
    assert!(names.contains(&"Exchange".to_owned()), "{names:?}");
    let exchange = names.iter().position(|name| name == "Exchange").unwrap();
    for end in ENDS {
        for (step, name) in names.iter().enumerate() {
            let place = Place::with_old_output();
            let steps = EndsAt::new(step + 1, end, None);
            let run = catch_unwind(AssertUnwindSafe(|| place.write_with(&new_files(), &steps)));
            let is_old = step <= exchange && !goes_on_in_place(end, name);
            let expected = if is_old { &before } else { &after };
            assert_eq!(place.contents(), *expected, "{end:?} at {name}");
            assert_eq!(run.is_err(), matches!(end, End::Killed), "{end:?} at {name}");
            if let Ok(result) = run {
                assert_eq!(result.is_err(), is_old, "{end:?} at {name}");
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
        for end in ENDS {
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
        let renamed = steps.names().last().unwrap() == "CleanUp";
        assert_eq!(place.out().exists(), renamed, "{step}");
        place.write(&new_files()).unwrap();
        assert_eq!(place.litter(), Vec::<String>::new(), "{step}");
    }
}
