//! The cost is linear: counted work at N and at 2N.

use incident_fmt::format;

use crate::programs::program;

const PAYMENT: &str = include_str!("../../../../examples/payment.incident");

/// Twice as much of something takes twice the work, for each byte read or written: in deep nesting a line
/// may have 128 blanks that were not there before.
#[track_caller]
fn assert_linear(make: impl Fn(usize) -> String, count: usize) {
    let cost = |count| {
        let text = make(count);
        let formatted = format(&text).unwrap();
        let bytes = (text.len() + formatted.text.len()) as u64;
        assert!(formatted.work <= 4 * bytes + 100, "{} for {bytes} bytes", formatted.work);
        (formatted.work, bytes)
    };
    let ((once, bytes), (twice, more_bytes)) = (cost(count), cost(2 * count));
    assert!(
        twice * bytes * 10 <= once * more_bytes * 11 + 1_000,
        "{once} for {count}, then {twice}"
    );
}

#[test]
fn in_length() {
    assert_linear(|count| PAYMENT.repeat(count), 20);
}

#[test]
fn in_the_length_of_a_line_and_of_a_run() {
    assert_linear(|count| format!("a = [{}]\n", vec!["b"; count].join(", ")), 2_000);
    assert_linear(|count| format!("a {{ {} }}\n", vec!["b = 1"; count].join(", ")), 2_000);
    assert_linear(|count| "tier a { b = [c] } // d\n".repeat(count), 2_000);
    assert_linear(|count| "// a\n/// b\n\n\n".repeat(count) + "c", 2_000);
    assert_linear(|count| format!("a = \"\"\"\n{}\"\"\"", "  b\n".repeat(count)), 2_000);
    assert_linear(|count| format!("/*\n{}*/", " * b\n".repeat(count)), 2_000);
}

#[test]
fn in_nesting() {
    let nested = |count: usize, open: &str, close: &str| {
        let one = format!("{}{}\n", open.repeat(count), close.repeat(count));
        one.repeat(50)
    };
    assert_linear(|count| nested(count, "a { ", "}"), 30);
    assert_linear(|count| nested(count, "a {\n", "}\n"), 8);
    assert_linear(
        |count| format!("a = {}", nested(count, "[", "]").replace('\n', "\na = ") + "b"),
        30,
    );
}

#[test]
fn in_whatever_else_there_is() {
    let bytes: Vec<u8> = (0..20_000_u32).map(|at| (at * at / 7 % 251) as u8).collect();
    let part = |count: usize| {
        let text = program(&bytes[..count]);
        format!(
            "{}\n",
            text.trim_start_matches('\u{FEFF}').replace('\r', "").replace("incident:", "of ")
        )
    };
    assert_linear(|count| part(5_000).repeat(count), 2);
}
