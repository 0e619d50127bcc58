//! A valid file with one character less: one error, and every other declaration is still known.

use incident_base::{TextRange, TextSize};
use incident_syntax::tree::{Attribute, Block, Entry, Item};
use incident_syntax::{Parse, TokenKind, parse, tokens};

use crate::dump::{describe, dump, entry};
use crate::examples::{NEIGHBOURS, PAYMENT};

pub(crate) const REALISTIC: &str = include_str!("realistic.incident");

/// A declaration: how deep it stands, where, and what it says.
pub(crate) struct Declaration {
    depth: usize,
    pub(crate) range: TextRange,
    pub(crate) says: String,
}

pub(crate) fn declarations(parse: &Parse) -> Vec<Declaration> {
    fn add(item: &Item, depth: usize, one: &Entry, found: &mut Vec<Declaration>) {
        let mut says = String::new();
        entry(&mut says, 0, one);
        let (Entry::Attribute(Attribute { id, .. }) | Entry::Block(Block { id, .. })) = one;
        found.push(Declaration { depth, range: item.range(*id), says });
        if let Entry::Block(block) = one {
            block.body.iter().flatten().for_each(|inside| add(item, depth + 1, inside, found));
        }
    }
    let mut found = Vec::new();
    parse.items.iter().for_each(|item| add(item, 0, &item.entry, &mut found));
    found
}

/// Valid files, with line breaks of both kinds.
fn texts() -> Vec<String> {
    [REALISTIC, PAYMENT, NEIGHBOURS]
        .into_iter()
        .flat_map(|text| [text.to_owned(), text.replace('\n', "\r\n")])
        .collect()
}

/// The same without any indentation, which only braces need: where one of them is missing, layout decides.
fn texts_and_flat_texts() -> Vec<String> {
    let flat =
        |text: &String| text.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    let texts = texts();
    texts.iter().map(flat).chain(texts.iter().cloned()).collect()
}

/// What is wrong when the range is deleted: too many errors, or a declaration elsewhere that is lost. Behind
/// the place the rest of its line may be lost when `line_may_be_lost`.
fn complaints(
    text: &str,
    deleted: TextRange,
    allowed: std::ops::RangeInclusive<usize>,
    line_may_be_lost: bool,
) -> String {
    replaced(text, deleted, "", allowed, line_may_be_lost)
}

fn replaced(
    text: &str,
    deleted: TextRange,
    with: &str,
    allowed: std::ops::RangeInclusive<usize>,
    line_may_be_lost: bool,
) -> String {
    let rest = &text[usize::from(deleted.end())..];
    let line_end = deleted.end() + TextSize::of(rest.lines().next().unwrap_or_default());
    let mut shorter = text.to_owned();
    shorter.replace_range(std::ops::Range::<usize>::from(deleted), with);
    let before = parse(text);
    let after = parse(&shorter);
    let mut complaints = String::new();
    if !allowed.contains(&after.errors.len()) {
        for error in &after.errors {
            complaints += &format!("  {}\n", describe(&shorter, error));
        }
        complaints += &format!("  {} errors\n", after.errors.len());
    }
    let mut known = declarations(&after);
    for declaration in declarations(&before) {
        if declaration.range.contains_inclusive(deleted.start())
            || declaration.range.contains_inclusive(deleted.end())
        {
            continue;
        }
        let start = declaration.range.start();
        if line_may_be_lost && deleted.end() <= start && start < line_end {
            continue;
        }
        let same = known
            .iter()
            .position(|other| other.depth == declaration.depth && other.says == declaration.says);
        match same {
            Some(at) => drop(known.swap_remove(at)),
            None => complaints += &format!("  lost: {}\n", declaration.says.trim_end()),
        }
    }
    if complaints.is_empty() {
        return complaints;
    }
    let line = text[..deleted.start().into()].lines().count();
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    format!("without {:?} in line {line} {shown:?}:\n{complaints}", &text[deleted])
}

/// Deletes each token of these kinds; those in a line listed in `torn` may lose the rest of the line.
fn without_each(
    kinds: &[TokenKind],
    allowed: std::ops::RangeInclusive<usize>,
    may_lose_line: impl Fn(&str) -> bool,
) {
    let braces = kinds.contains(&TokenKind::OpenBrace);
    for text in &if braces { texts() } else { texts_and_flat_texts() } {
        let mut all = String::new();
        for token in tokens(text).into_iter().filter(|token| kinds.contains(&token.kind)) {
            let line = text[..token.range.end().into()].lines().count() - 1;
            let line = text.lines().nth(line).unwrap();
            all += &complaints(text, token.range, allowed.clone(), may_lose_line(line));
        }
        assert!(all.is_empty(), "{all}");
    }
}

#[test]
fn the_realistic_file_is_valid() {
    let parse = parse(REALISTIC);
    assert_eq!(parse.errors, [], "{}", dump(REALISTIC, &parse));
    expect_test::expect_file!["expected/realistic.txt"].assert_eq(&dump(REALISTIC, &parse));
}

/// `group Supporting component "Refunds" }`: which of the words begins the body only the schema could tell.
#[test]
fn a_missing_brace_is_one_error() {
    without_each(&[TokenKind::OpenBrace, TokenKind::CloseBrace], 1..=1, |line| {
        line.contains("group Supporting { component \"Refunds\" }")
    });
}

#[test]
fn a_missing_bracket_is_one_error() {
    without_each(&[TokenKind::OpenBracket, TokenKind::CloseBracket], 1..=1, |_| false);
}

/// `timeout 5m` is a block with a label as far as the grammar knows: the analysis, which knows that
/// `timeout` is a key, reports it.
#[test]
fn a_missing_equals_sign_is_one_error_at_most() {
    without_each(&[TokenKind::Equals], 0..=1, |_| false);
}

/// Without the last comma of a list nothing is wrong.
#[test]
fn a_missing_comma_is_one_error_at_most() {
    without_each(&[TokenKind::Comma], 0..=1, |_| true);
}

/// `\the` has a valid escape, so that line has no error without its first inner quote.
#[test]
fn a_missing_quote_is_one_error() {
    for text in &texts_and_flat_texts() {
        let mut all = String::new();
        for (at, _) in text.match_indices('"') {
            let quote = TextRange::at(TextSize::new(at as u32), 1.into());
            let fewest = usize::from(!text[at..].starts_with("\"the builder"));
            all += &complaints(text, quote, fewest..=1, true);
        }
        assert!(all.is_empty(), "{all}");
    }
}

#[test]
fn a_bracket_too_many_is_one_error() {
    for text in &texts() {
        let mut all = String::new();
        for token in tokens(text) {
            let doubled = match token.kind {
                TokenKind::OpenBrace => "{{",
                TokenKind::CloseBrace => "}}",
                TokenKind::OpenBracket => "[[",
                TokenKind::CloseBracket => "]]",
                _ => continue,
            };
            all += &replaced(text, token.range, doubled, 1..=1, false);
        }
        assert!(all.is_empty(), "{all}");
    }
}
