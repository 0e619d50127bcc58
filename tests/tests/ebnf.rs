//! `grammar/incident.ebnf` derives what the parser takes, and nothing else: texts made of it, texts that differ
//! from such by a token or a character, the examples, and the literals.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::sync::LazyLock;

use incident_syntax::literal::{
    LiteralError, business_days, date, duration, hours, instant, integer, percent, span,
    time_of_day,
};
use incident_syntax::{TokenKind, parse, tokens};
use incident_tests::compiled::examples;
use incident_tests::ebnf::{Grammar, Piece};
use incident_tests::files::{project, read};
use incident_tests::random::Random;

/// A literal: its rule, how it is read, and what the grammar leaves to the reader, as parts of what it says.
type Literal = (&'static str, fn(&str) -> Result<(), LiteralError>, &'static [&'static str]);

/// Why a date is none whose year is too early or too late.
const YEARS: &str = "years go from";

const LITERALS: [Literal; 9] = [
    ("integer", |text| integer::parse(text).map(drop), &["the largest number"]),
    ("percent", |text| percent::parse(text).map(drop), &["at most `100%`"]),
    ("duration", |text| duration::parse(text).map(drop), &["century", "more than zero"]),
    ("business days", |text| business_days::parse(text).map(drop), &["century", "at least one"]),
    ("time", |text| time_of_day::parse(text).map(drop), &[]),
    ("hours", |text| hours::parse(text).map(drop), &["they end when they begin"]),
    ("date", |text| date::parse(text).map(drop), &[" days", YEARS]),
    ("instant", |text| instant::parse(text).map(drop), &[" days", YEARS]),
    (
        "span",
        |text| span::parse(text).map(drop),
        &[" days", YEARS, "before its start", "it is empty"],
    ),
];

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let text = read(&project("grammar/incident.ebnf")).unwrap();
    let literals: Vec<&str> = LITERALS.iter().map(|(rule, ..)| *rule).chain(["boolean"]).collect();
    Grammar::read(&text, &literals).unwrap()
});

/// What the lexer calls a token of the grammar.
fn kind(piece: &Piece) -> &'static [TokenKind] {
    match piece.name.as_str() {
        "BLANK" => &[TokenKind::Blank],
        "DOC COMMENT" => &[TokenKind::DocComment],
        "LINE COMMENT" => &[TokenKind::LineComment],
        "BLOCK COMMENT" => &[TokenKind::BlockComment],
        "NL" => &[TokenKind::Newline, TokenKind::BlockComment],
        "NAME" => &[TokenKind::Name],
        "NUMBER" => &[TokenKind::Number],
        "EMAIL" => &[TokenKind::Email],
        "CHANNEL" => &[TokenKind::Channel],
        "STRING" => &[TokenKind::String],
        "{" => &[TokenKind::OpenBrace],
        "}" => &[TokenKind::CloseBrace],
        "[" => &[TokenKind::OpenBracket],
        "]" => &[TokenKind::CloseBracket],
        "=" => &[TokenKind::Equals],
        "," => &[TokenKind::Comma],
        _ => &[],
    }
}

/// Whether grammar and parser agree that a text is right or wrong; when it is right, they must see the same
/// tokens in it.
#[track_caller]
fn verdict(text: &str) -> bool {
    let cut = GRAMMAR.cut(text);
    let derived = cut.as_ref().is_some_and(|cut| GRAMMAR.derives_cut(cut));
    let errors = parse(text).errors;
    assert_eq!(
        derived,
        errors.is_empty(),
        "the grammar says {derived}\n{text:?}\n{text}\n{errors:#?}"
    );
    if let Some(cut) = cut.filter(|_| derived) {
        let found = tokens(text);
        let found: Vec<_> = found.iter().filter(|it| it.kind != TokenKind::ByteOrderMark).collect();
        assert_eq!(found.len(), cut.pieces.len(), "{text:?}\n{found:#?}\n{cut:#?}");
        for (token, piece) in found.into_iter().zip(&cut.pieces) {
            let range = usize::from(token.range.start())..usize::from(token.range.end());
            assert_eq!(range, piece.range, "{text:?}");
            assert!(kind(piece).contains(&token.kind), "{text:?}: {token:?} is {piece:?}");
        }
    }
    derived
}

/// Changes a token or two.
fn changed(tokens: &[String], others: &[String], random: &mut Random) -> Vec<String> {
    let mut tokens = tokens.to_vec();
    for _ in 0..=random.below(2) {
        let at = random.below(tokens.len());
        match random.below(5) {
            _ if tokens.is_empty() => return tokens,
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at].clone()),
            2 if at > 0 => tokens.swap(at, at - 1),
            3 => tokens.insert(at, random.pick(others).cloned().unwrap_or_default()),
            _ => tokens[at] = random.pick(others).cloned().unwrap_or_default(),
        }
    }
    tokens
}

/// Changes a character.
fn misspelt(text: &str, random: &mut Random) -> String {
    const OTHERS: &str = "a0-_.:/*\\\"#@%+{}[]=,; \t\n\ré";
    let mut characters: Vec<char> = text.chars().collect();
    let at = random.below(characters.len());
    let others: Vec<char> = OTHERS.chars().collect();
    match random.below(3) {
        _ if characters.is_empty() => {}
        0 => drop(characters.remove(at)),
        1 => characters.insert(at, *random.pick(&others).unwrap()),
        _ => characters[at] = *random.pick(&others).unwrap(),
    }
    characters.into_iter().collect()
}

#[test]
fn the_parser_takes_what_the_grammar_makes_and_refuses_what_it_does_not() {
    const SENTENCES: usize = 200;
    let mut random = Random::new(4);
    let mut before: Vec<String> = vec!["{".to_owned()];
    let (mut wrong, mut right, mut longest, mut reread) = (0, 0, 0, 0);
    for _ in 0..SENTENCES {
        let sentence = GRAMMAR.sentence(&mut random).tokens;
        let text = GRAMMAR.joined(&sentence, &mut random);
        longest = longest.max(sentence.len());
        // A line of a long string can happen to look like the beginning of another.
        reread += usize::from(!verdict(&text));
        for _ in 0..3 {
            let tokens = changed(&sentence, &before, &mut random);
            let derived = [
                verdict(&GRAMMAR.joined(&tokens, &mut random)),
                verdict(&misspelt(&text, &mut random)),
            ];
            right += derived.iter().filter(|it| **it).count();
            wrong += derived.iter().filter(|it| !**it).count();
        }
        if !sentence.is_empty() {
            before = sentence;
        }
    }
    assert!(reread * 1000 < SENTENCES, "{reread} sentences are none");
    assert!(wrong > SENTENCES && right > SENTENCES / 2, "{wrong} wrong, {right} right");
    assert!(longest > 100, "the longest sentence has {longest} tokens");
}

#[test]
fn the_examples_are_derived_and_lines_without_their_end_are_judged_alike() {
    for (path, text) in examples().unwrap().into_values().flatten() {
        if path.ends_with(".incident") {
            assert!(verdict(&text), "{path}");
            // A line or half of one left out, in the first lines: the whole has many.
            let lines: Vec<&str> = text.split_inclusive('\n').take(20).collect();
            for (at, line) in lines.iter().enumerate() {
                for half in ["", &line[..line.floor_char_boundary(line.len() / 2)]] {
                    let mut changed = lines.clone();
                    changed[at] = half;
                    verdict(&changed.concat());
                }
            }
        }
    }
}

#[test]
fn texts_at_the_edges_are_judged_alike() {
    for (text, right) in [
        ("", true),
        ("\u{FEFF}\n", true),
        (" \u{FEFF}", false),
        ("a", true),
        ("a b \"c\" 5 d@e f:g", true),
        ("a\"b\"c", true),
        ("a {\n,b }", false),
        ("a { b = 1,, c = 2, }", true),
        ("a { b = 1 }\n, c", false),
        ("a = [\n,]", false),
        ("a = [1\n,\n2,\n]", true),
        ("a = [1 2]", false),
        ("a /* \n */ b", true),
        ("a = /* \n */ b", false),
        ("a = /* /* */ b", false),
        ("a = /*/ */ b", true),
        ("a = /**/ b", true),
        ("a = /*/*/ b", false),
        ("a = \"\"", true),
        ("a = \"\"\"", false),
        ("a = \"\"\"\"\"\"", true),
        ("a = \"\"\"\"b\"\"\"", true),
        ("a = \"\"\"b\"\"\"\"", false),
        ("a = \"\"\"\nb = \"\"\"", true),
        ("a = \"\"\"\nb = \"\"\"\n", false),
        ("a = \"\"\"\nb = c=\"\"\"\n", true),
        ("a = \"\\u{10FFFF}\"", true),
        ("a = \"\\u{110000}\"", false),
        ("a = \"\\u{d800}\"", false),
        ("a = \"\\u{000041}\"", true),
        ("a = \"\\u{0000041}\"", false),
        ("a = \"b\rc\"", false),
        ("a = b--c", false),
        ("a = b--c@d", true),
        ("a = 5/6", true),
        ("a = 5//6", true),
        ("a = b//c", true),
        ("a = b/c", false),
        ("a = https://b", false),
        ("a = b:\"c\"", true),
        ("a = b: c", false),
        ("///\na", true),
        ("a\rb", false),
        ("a\r\nb", true),
    ] {
        assert_eq!(verdict(text), right, "{text:?}");
    }
}

#[test]
fn literals_are_read_as_the_grammar_writes_them() {
    let mut random = Random::new(1);
    for (rule, read, left) in LITERALS {
        let (mut right, mut refused) = (0, 0);
        for _ in 0..2_000 {
            let mut text = GRAMMAR.text_of(rule, &mut random);
            if random.percent(40) {
                text = misspelt(&text, &mut random);
            }
            match (GRAMMAR.is(rule, &text), read(&text)) {
                (true, Ok(())) => right += 1,
                (true, Err(error)) => {
                    let is_left = left.iter().any(|part| error.reason.contains(part));
                    assert!(is_left, "{rule}: {text}: {error:?}");
                }
                (false, Err(_)) => refused += 1,
                (false, Ok(())) => panic!("{rule}: {text:?} is read"),
            }
        }
        assert!(right > 100 && refused > 100, "{rule}: {right} right, {refused} refused");
    }
}
