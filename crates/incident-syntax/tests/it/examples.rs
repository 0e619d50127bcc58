//! The project's examples.

use incident_syntax::parse;

use crate::dump::dump;

pub(crate) const PAYMENT: &str = include_str!("../../../../examples/payment.incident");
pub(crate) const NEIGHBOURS: &str =
    include_str!("../../../../examples/payment-neighbours.incident");

#[test]
fn the_examples_have_no_syntax_errors() {
    for text in [PAYMENT, NEIGHBOURS] {
        let parse = parse(text);
        assert_eq!(parse.errors, [], "{}", dump(text, &parse));
    }
}

#[test]
fn the_neighbours_example_is_understood_whole() {
    let parse = parse(NEIGHBOURS);
    expect_test::expect_file!["expected/neighbours.txt"].assert_eq(&dump(NEIGHBOURS, &parse));
}
