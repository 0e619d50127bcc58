//! Laws of reading.

use incident_base::{TextRange, TextSize};
use incident_syntax::tree::Item;
use incident_syntax::{SyntaxError, decode, parse, tokens};

/// Bytes are text or are said not to be; the tokens of a text are the text.
pub fn lexer(bytes: &[u8]) {
    let Ok(text) = decode(bytes) else { return };
    let mut end = TextSize::new(0);
    for token in tokens(text) {
        assert_eq!(token.range.start(), end, "a gap before {token:?} of {text:?}");
        assert!(!token.range.is_empty(), "{token:?} of {text:?}");
        assert_is_of(text, token.range);
        end = token.range.end();
    }
    assert_eq!(end, TextSize::of(text), "{text:?}");
}

/// How much may be looked at for a byte of text.
const WORK: u64 = 12;

/// Whatever the text is, its entries and errors stand in it, in order, and reading it is linear.
pub fn parser(text: &str) {
    let parsed = parse(text);
    let most = WORK * (text.len() as u64 + 1);
    assert!(parsed.work <= most, "{} steps for {} bytes: {text:?}", parsed.work, text.len());
    for Item { ranges, .. } in &parsed.items {
        let whole = *ranges.first().unwrap();
        for range in ranges.iter() {
            assert_is_of(text, *range);
            assert!(whole.contains_range(*range), "{range:?} is not in {whole:?} of {text:?}");
        }
    }
    let start = |error: &SyntaxError| error.range.start();
    assert!(parsed.errors.is_sorted_by_key(start), "{:?} of {text:?}", parsed.errors);
    for error in &parsed.errors {
        assert_is_of(text, error.range);
        error.related.into_iter().for_each(|range| assert_is_of(text, range));
    }
}

fn assert_is_of(text: &str, range: TextRange) {
    let bytes = usize::from(range.start())..usize::from(range.end());
    assert!(text.get(bytes).is_some(), "{range:?} is no stretch of {text:?}");
}
