//! Bytes are text or are said not to be, and the tokens of a text are the text.
#![no_main]

use incident_tests::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| laws::lexer(bytes));
