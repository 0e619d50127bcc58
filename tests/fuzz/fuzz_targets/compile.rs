//! What has no errors compiles, into the output folder only.
#![no_main]

use incident_tests::compiled::Files;
use incident_tests::laws::{self, Checker};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let program = Files::from([("a.incident".to_owned(), text.to_owned())]);
    laws::compile(&Checker::new(&program));
});
