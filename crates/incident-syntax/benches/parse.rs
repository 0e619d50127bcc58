//! How fast text is read, in bytes a second: the examples, over and over, as one file of some 4 MB.
//!
//! `cargo bench -p incident-syntax`. The target is 60 MB/s for `parse` on one core.
#![allow(missing_docs, reason = "a benchmark has no users")]

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn text() -> String {
    const PAYMENT: &str = include_str!("../../../examples/payment.incident");
    const NEIGHBOURS: &str = include_str!("../../../examples/payment-neighbours.incident");
    const REPEATS: usize = 500;
    [PAYMENT, NEIGHBOURS].concat().repeat(REPEATS)
}

/// Tokens alone.
#[divan::bench]
fn lex(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::tokens(&text));
}

/// Tokens, repair, grammar: the tree with ranges.
#[divan::bench]
fn parse_ast(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::parse_ast(&text));
}

/// All the way to the position-free trees.
#[divan::bench]
fn parse(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::parse(&text));
}

/// The same with one brace missing at the beginning, which takes the way of the repair.
#[divan::bench]
fn parse_unbalanced(bencher: Bencher) {
    let text = format!("service A {{\n{}", text());
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::parse(&text));
}
