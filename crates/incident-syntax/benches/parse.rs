//! How fast text is read, in bytes a second: `cargo bench -p incident-syntax`.
//!
//! The target is 60 MB/s for lexing and parsing realistic text on one core.
#![allow(missing_docs, reason = "a benchmark has no users")]

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const PAYMENT: &str = include_str!("../../../examples/payment.incident");
const NEIGHBOURS: &str = include_str!("../../../examples/payment-neighbours.incident");

/// How often both are read, one file at a time as in a workspace of 1,000 files.
const TIMES: usize = 500;

fn bytes() -> BytesCount {
    BytesCount::new((PAYMENT.len() + NEIGHBOURS.len()) * TIMES)
}

fn each<T>(read: impl Fn(&str) -> T) {
    for _ in 0..TIMES {
        divan::black_box(read(divan::black_box(PAYMENT)));
        divan::black_box(read(divan::black_box(NEIGHBOURS)));
    }
}

/// Tokens alone.
#[divan::bench]
fn lex(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| each(incident_syntax::tokens));
}

/// Tokens, repair, grammar: the tree with ranges.
#[divan::bench]
fn lex_and_parse(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| each(incident_syntax::parse_ast));
}

/// All the way to the position-free trees.
#[divan::bench]
fn parse(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| each(incident_syntax::parse));
}

/// The same text as one file of some 3 MB.
#[divan::bench]
fn parse_one_large_file(bencher: Bencher) {
    let text = [PAYMENT, NEIGHBOURS].concat().repeat(TIMES);
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::parse(&text));
}

/// That file with one brace missing at its beginning, so that the repair goes through all of it.
#[divan::bench]
fn parse_one_large_unbalanced_file(bencher: Bencher) {
    let text = [PAYMENT, NEIGHBOURS].concat().repeat(TIMES);
    let text = format!("service A {{\n{text}");
    bencher.counter(BytesCount::of_str(&text)).bench(|| incident_syntax::parse(&text));
}
