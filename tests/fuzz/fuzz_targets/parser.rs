//! Entries and errors stand in the text, and reading is linear.
#![no_main]

use incident_tests::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| laws::parser(text));
