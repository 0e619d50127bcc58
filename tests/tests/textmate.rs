//! `grammar/incident.tmLanguage.json` colours each token as what it is, in the engine that VS Code has, and knows the
//! words of the schema.
//!
//! It needs Node and `npm ci --prefix tests/textmate`, and says so where they are not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use incident_syntax::parse;
use incident_tests::ebnf::Grammar;
use incident_tests::files::{project, read};
use incident_tests::highlight::{Class, Classified, classified, slice};
use incident_tests::literate::is_update;
use incident_tests::texts::readable;
use incident_tests::tools::{missing, tool};
use incident_tests::words;
use serde_json::Value;

const PATH: &str = "grammar/incident.tmLanguage.json";

/// What the scopes of a token may begin with, of which exactly one is wanted.
const SCOPES: [&str; 22] = [
    "comment.line.double-slash",
    "comment.line.documentation",
    "comment.block",
    "keyword.declaration.block",
    "variable.other.property",
    "variable.other.reference",
    "entity.name.type",
    "constant.language.boolean",
    "constant.numeric.date",
    "constant.numeric.time",
    "constant.numeric.duration",
    "constant.numeric.business-days",
    "constant.numeric.percent",
    "constant.numeric.integer",
    "constant.numeric.other",
    "support.constant",
    "string.quoted.double",
    "string.quoted.triple",
    "string.unquoted.email",
    "string.unquoted.channel",
    "keyword.operator.assignment",
    "invalid",
];

/// The scope that a number should have: rules of the EBNF, and what they are.
const NUMBERS: [(&str, &str); 9] = [
    ("date", "constant.numeric.date"),
    ("instant", "constant.numeric.date"),
    ("span", "constant.numeric.date"),
    ("time", "constant.numeric.time"),
    ("hours", "constant.numeric.time"),
    ("duration", "constant.numeric.duration"),
    ("business days", "constant.numeric.business-days"),
    ("percent", "constant.numeric.percent"),
    ("integer", "constant.numeric.integer"),
];

fn ebnf() -> Grammar {
    let rules: Vec<&str> = NUMBERS.iter().map(|(rule, _)| *rule).chain(["boolean"]).collect();
    Grammar::read(&read(&project("grammar/incident.ebnf")).unwrap(), &rules).unwrap()
}

/// A piece of a text with one set of scopes, in bytes.
struct Scoped {
    start: usize,
    end: usize,
    scopes: Vec<String>,
}

/// The pieces of each text; `None` where the engine is not installed.
fn scoped(texts: &[&str]) -> Option<Vec<Vec<Scoped>>> {
    let node = tool("node")?;
    if !project("tests/textmate/node_modules/vscode-textmate").is_dir() {
        missing("what tests/textmate/package.json names (npm ci --prefix tests/textmate)");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("texts.json");
    fs::write(&input, serde_json::to_string(texts).unwrap()).unwrap();
    let script = project("tests/textmate/tokenize.mjs");
    let finished = node.run([script, project(PATH), input]);
    assert_eq!(finished.code, Some(0), "{}", finished.stderr);
    let found: Vec<Vec<(usize, usize, Vec<String>)>> =
        serde_json::from_str(&finished.stdout).unwrap();
    let pairs = found.into_iter().zip(texts);
    let in_bytes = pairs.map(|(pieces, text)| {
        // From UTF-16 code units to bytes.
        let mut offsets = Vec::new();
        for (at, character) in text.char_indices() {
            offsets.extend(std::iter::repeat_n(at, character.len_utf16()));
        }
        offsets.push(text.len());
        let pieces = pieces.into_iter();
        pieces
            .map(|(start, end, scopes)| Scoped { start: offsets[start], end: offsets[end], scopes })
            .collect()
    });
    Some(in_bytes.collect())
}

/// The parts of a token and the scope that each should have; none where it should have none of them.
fn wanted<'t>(
    grammar: &Grammar,
    text: &'t str,
    one: Classified,
) -> Vec<(&'t str, Option<&'static str>)> {
    let written = slice(text, one.token.range);
    let scope = match one.class {
        Class::LineComment => "comment.line.double-slash",
        Class::Documentation => "comment.line.documentation",
        Class::BlockComment => "comment.block",
        Class::Kind => "keyword.declaration.block",
        Class::Key => "variable.other.property",
        Class::Declared => "entity.name.type",
        Class::Boolean => "constant.language.boolean",
        Class::Constant => "support.constant",
        Class::Reference => "variable.other.reference",
        Class::ShortString => "string.quoted.double",
        Class::LongString => "string.quoted.triple",
        Class::Number => {
            let rule = NUMBERS.iter().find(|(rule, _)| grammar.is(rule, written));
            rule.map_or("constant.numeric.other", |(_, scope)| scope)
        }
        Class::Email => "string.unquoted.email",
        Class::Channel => {
            let (kind, target) = written.split_once(':').unwrap();
            let scope = match target {
                long if long.starts_with("\"\"\"") => "string.quoted.triple",
                short if short.starts_with('"') => "string.quoted.double",
                _ => "string.unquoted.channel",
            };
            let colon = &written[kind.len()..=kind.len()];
            return vec![(kind, Some("support.constant")), (colon, None), (target, Some(scope))];
        }
        Class::Equals => "keyword.operator.assignment",
        Class::UnknownKind | Class::UnknownKey | Class::Comma | Class::Bracket => {
            return vec![(written, None)];
        }
    };
    vec![(written, Some(scope))]
}

/// What is coloured wrongly in a text.
fn wrong(grammar: &Grammar, text: &str, pieces: &[Scoped]) -> Vec<String> {
    let mut wrong = Vec::new();
    for one in classified(text) {
        let mut start = usize::from(one.token.range.start());
        for (part, scope) in wanted(grammar, text, one) {
            let end = start + part.len();
            let in_it = pieces.iter().filter(|piece| piece.start < end && start < piece.end);
            let mut covered = 0;
            for piece in in_it {
                covered += piece.end.min(end) - piece.start.max(start);
                let is = |prefix: &str| {
                    piece
                        .scopes
                        .iter()
                        .any(|it| it.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.')))
                };
                let found: Vec<&str> = SCOPES.into_iter().filter(|scope| is(scope)).collect();
                if found != Vec::from_iter(scope) {
                    wrong
                        .push(format!("{part:?} ({:?}) at {start}: {:?}", one.class, piece.scopes));
                }
                let escape = &text[piece.start..piece.end];
                let in_string = matches!(scope, Some(it) if it.starts_with("string.quoted"));
                if in_string && is("constant.character.escape") != escape.starts_with('\\') {
                    wrong.push(format!("{escape:?} in {part:?}: {:?}", piece.scopes));
                }
            }
            let breaks = part.bytes().filter(|it| matches!(it, b'\n' | b'\r')).count();
            if covered + breaks != part.len() {
                wrong.push(format!("{part:?} at {start}: {covered} bytes of {}", part.len()));
            }
            start = end;
        }
    }
    wrong
}

#[test]
fn every_token_is_coloured_as_what_it_is() {
    let mut texts = readable().unwrap();
    let special = read(&project("tests/grammars/special.incident")).unwrap();
    assert_eq!(parse(&special).errors, []);
    texts.insert("special, CRLF".into(), special.replace('\n', "\r\n"));
    texts.insert("special".into(), special);
    let bodies: Vec<&str> = texts.values().map(String::as_str).collect();
    let Some(found) = scoped(&bodies) else { return };
    let grammar = ebnf();
    let mut seen = BTreeSet::new();
    let mut all = BTreeMap::new();
    for ((name, text), pieces) in texts.iter().zip(found) {
        seen.extend(classified(text).iter().map(|one| one.class));
        let wrong = wrong(&grammar, text, &pieces);
        if !wrong.is_empty() {
            all.insert(name, wrong);
        }
    }
    assert!(all.is_empty(), "{all:#?}");
    assert_eq!(seen.len(), 19, "{seen:?}");
}

#[test]
fn half_typed_texts_colour_what_stands_below() {
    let whole = "service A {\n  rotation_period = 7d\n}\n";
    let below = "rotation_period";
    let texts = [
        "service A {\n  members =\n  rotation_period = 7d\n}\n",
        "service A {\n  members = [a@b.example,\n  rotation_period = 7d\n}\n",
        "service A {\n  members = [a@b.example\n}\nservice B {\n  rotation_period = 7d\n}\n",
        "service A {\n  description = \"no end\n  rotation_period = 7d\n}\n",
        "service A {\n  severity P1 \"x\n  rotation_period = 7d\n}\n",
        "service A {\n  runbook = https://x.example/\n  rotation_period: 7d\n}\n",
        "service A\n{\n  rotation_period = 7d\n}\n",
        "service A {\n  members = a b ] c\n  rotation_period = 7d\n",
        "service {\n  é = \\ “x”\n  rotation_period = 7d\n}\n",
        whole,
    ];
    let Some(found) = scoped(&texts) else { return };
    for (text, pieces) in texts.into_iter().zip(found) {
        for (word, scope) in
            [(below, "variable.other.property"), ("7d", "constant.numeric.duration")]
        {
            let at = text.find(word).unwrap();
            let piece = pieces.iter().find(|piece| piece.start == at).unwrap();
            assert_eq!(piece.end, at + word.len(), "{text}");
            assert!(
                piece.scopes.iter().any(|it| it.starts_with(scope)),
                "{text}: {:?}",
                piece.scopes
            );
        }
    }
}

#[test]
fn the_grammar_has_the_words_of_the_schema() {
    let path = project(PATH);
    let written = read(&path).unwrap();
    let mut grammar: Value = serde_json::from_str(&written).unwrap();
    for (pointer, words) in [
        ("/repository/attribute/patterns/0/begin", words::keys()),
        ("/repository/block/patterns/0/begin", words::kinds()),
        ("/repository/name/patterns/1/match", words::constants()),
    ] {
        let pattern = grammar.pointer_mut(pointer).unwrap();
        // The first group holds the words, which stand for themselves in a regular expression.
        let text = pattern.as_str().unwrap();
        let (before, rest) = text.split_once('(').unwrap();
        let (_, behind) = rest.split_once(')').unwrap();
        let words: Vec<&str> = words.into_iter().collect();
        assert!(words.iter().all(|it| it.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())));
        *pattern = format!("{before}({}){behind}", words.join("|")).into();
    }
    let made = format!("{}\n", serde_json::to_string_pretty(&grammar).unwrap());
    if is_update() {
        fs::write(&path, &made).unwrap();
    } else {
        assert!(made == written, "INCIDENT_UPDATE=1 writes the schema's words into {PATH}");
    }
}

/// What VS Code is told of brackets, comments and words.
#[test]
fn the_language_configuration_knows_the_language() {
    let text = read(&project("editors/vscode/language-configuration.json")).unwrap();
    let configuration: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(configuration["comments"]["lineComment"], "//");
    assert_eq!(configuration["comments"]["blockComment"], serde_json::json!(["/*", "*/"]));
    assert_eq!(configuration["brackets"], serde_json::json!([["{", "}"], ["[", "]"]]));
    let Some(node) = tool("node") else { return };
    let script = project("tests/textmate/configuration.mjs");
    let finished = node.run([script, project("editors/vscode/language-configuration.json")]);
    assert_eq!(finished.code, Some(0), "{}{}", finished.stdout, finished.stderr);
}
