//! What is kept and what is said when something is wrong: source above, understanding below.

mod brackets;
mod lines;
mod lists;
mod texts;
mod words;

use expect_test::Expect;
use incident_syntax::parse;

use crate::dump::dump;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&dump(text, &parse(text)));
}
