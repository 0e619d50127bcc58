//! Inputs that once broke a law, or came near it: the laws hold of them now.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use incident_tests::compiled::Files;
use incident_tests::files::{project, tree};
use incident_tests::laws::{self, Checker};

#[test]
fn the_laws_hold_of_what_was_found() {
    let found = tree(&project("tests/found")).unwrap();
    assert!(!found.is_empty());
    for (name, text) in found {
        println!("{name}");
        laws::lexer(text.as_bytes());
        laws::parser(&text);
        laws::formatter(&text);
        let mut checker = Checker::new(&Files::from([("a.incident".to_owned(), String::new())]));
        checker.check();
        checker.edit(0, &text);
        checker.assert_as_from_scratch(&checker.check());
        laws::compile(&checker);
    }
}
