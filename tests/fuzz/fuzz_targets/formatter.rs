//! A formatted text says the same, keeps its comments, and is its own result.
#![no_main]

use incident_tests::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    laws::formatter(text);
});
