//! How fast text is formatted, in bytes a second: `cargo bench -p incident-fmt`.
//!
//! The target for the whole command is 25 MB in a second on two cores, files read and written.
#![allow(missing_docs, reason = "a benchmark has no users")]

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const PAYMENT: &str = include_str!("../../../examples/payment.incident");
const NEIGHBOURS: &str = include_str!("../../../examples/payment-neighbours.incident");

/// How often both are formatted, one file at a time as in a workspace of 1,000 files.
const TIMES: usize = 500;

fn each(bencher: Bencher<'_, '_>, texts: &[String]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes * TIMES)).bench(|| {
        for text in texts.iter().cycle().take(texts.len() * TIMES) {
            divan::black_box(incident_fmt::format(divan::black_box(text)).is_ok());
        }
    });
}

/// What a text is read for, as a measure for the others.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let bytes = (PAYMENT.len() + NEIGHBOURS.len()) * TIMES;
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for _ in 0..TIMES {
            divan::black_box(incident_syntax::parse_ast(divan::black_box(PAYMENT)));
            divan::black_box(incident_syntax::parse_ast(divan::black_box(NEIGHBOURS)));
        }
    });
}

/// Texts that are formatted already.
#[divan::bench]
fn formatted(bencher: Bencher<'_, '_>) {
    each(bencher, &[PAYMENT.to_owned(), NEIGHBOURS.to_owned()]);
}

/// The same without any indentation or alignment: every line changes, and the result is checked.
#[divan::bench]
fn from_scratch(bencher: Bencher<'_, '_>) {
    each(bencher, &[PAYMENT, NEIGHBOURS].map(flat));
}

/// One file of some 3 MB, from scratch.
#[divan::bench]
fn one_large_file(bencher: Bencher<'_, '_>) {
    let text = flat(&[PAYMENT, NEIGHBOURS].concat()).repeat(TIMES);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| incident_fmt::format(divan::black_box(&text)).is_ok());
}

fn flat(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ") + "\n"
    });
    lines.collect()
}
