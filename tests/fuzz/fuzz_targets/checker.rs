//! Findings stand in the text, and after an edit they are those of a fresh start.
#![no_main]

use incident_tests::compiled::Files;
use incident_tests::laws::Checker;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The first half is what stood there before.
    let before = text.get(..text.floor_char_boundary(text.len() / 2)).unwrap_or_default();
    let mut checker = Checker::new(&Files::from([("a.incident".to_owned(), before.to_owned())]));
    checker.check();
    checker.edit(0, text);
    let findings = checker.check();
    checker.assert_as_from_scratch(&findings);
});
