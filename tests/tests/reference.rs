//! `docs/reference.md` is what the schema says.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use incident_tests::files::{difference, project, read};
use xtask::reference;

#[test]
fn the_reference_is_fresh() {
    let written = read(&project(reference::PATH)).unwrap();
    let stale = difference(&reference::text(), &written);
    assert_eq!(stale, None, "run `cargo xtask reference`");
}
