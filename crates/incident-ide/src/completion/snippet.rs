//! Texts to be put in, with stops for whoever goes through them with the tab key.

use incident_ir::ONCALL;
use incident_schema::{Kind, Reference, Type, keys_in, kind_named};
use incident_syntax::{TokenKind, tokens};

use super::outline::{Node, Outline};

/// A text with stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pieces: Vec<Piece>,
    /// What is put in where there are no stops, when that is another text.
    unstopped: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A stop with the text that stands there at first.
    Stop(String),
    /// A stop for one of these words.
    Choice(Vec<String>),
}

impl Snippet {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    pub(crate) fn then(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece::Text(text)),
        }
        self
    }

    pub(crate) fn stop(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Stop(text.into()));
        self
    }

    /// A stop for one of the words, of which the first stands there; without any, nothing does.
    pub(crate) fn choice(mut self, mut words: Vec<String>) -> Self {
        self.pieces.push(match words.len() {
            0 | 1 => Piece::Stop(words.pop().unwrap_or_default()),
            _ => Piece::Choice(words),
        });
        self
    }

    pub(crate) fn unstopped(mut self, text: impl Into<String>) -> Self {
        self.unstopped = Some(text.into());
        self
    }

    /// The same between two texts.
    pub(crate) fn within(self, before: &str, behind: &str) -> Self {
        let unstopped = self.unstopped.map(|text| [before, &text, behind].concat());
        let pieces = self.pieces.into_iter();
        let whole = pieces.fold(Self::text(before), |whole, piece| match piece {
            Piece::Text(text) => whole.then(text),
            Piece::Stop(text) => whole.stop(text),
            Piece::Choice(words) => whole.choice(words),
        });
        Self { unstopped, ..whole.then(behind) }
    }

    /// Whether there is anything to stop at.
    pub fn has_stops(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Text(_)))
    }

    /// The text for those who know no stops.
    pub fn plain(&self) -> String {
        self.unstopped.clone().unwrap_or_else(|| self.filled())
    }

    /// The text with what stands at the stops at first.
    pub(crate) fn filled(&self) -> String {
        let texts = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Stop(text) => text.as_str(),
            Piece::Choice(words) => words.first().map_or("", String::as_str),
        });
        texts.collect()
    }

    /// The text in the snippet syntax of the Language Server Protocol.
    pub fn with_stops(&self) -> String {
        let mut number = 0;
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => escape(text, "\\$}"),
            Piece::Stop(text) => {
                number += 1;
                match text.is_empty() {
                    true => format!("${number}"),
                    false => format!("${{{number}:{}}}", escape(text, "\\$}")),
                }
            }
            Piece::Choice(words) => {
                number += 1;
                let words: Vec<String> = words.iter().map(|word| escape(word, "\\$},|")).collect();
                format!("${{{number}|{}|}}", words.join(","))
            }
        });
        let text: String = pieces.collect();
        if number == 0 { text } else { text + "$0" }
    }
}

fn escape(text: &str, special: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// What is known of words that may stand at stops.
pub(crate) struct Known<'a> {
    /// Names of a sort, the likeliest first.
    pub(crate) names: &'a dyn Fn(Reference) -> Vec<String>,
    /// Words for the first label of the block that are still free; empty when that is not known.
    pub(crate) free: Vec<String>,
}

/// A kind's example with a stop at every label and value.
pub(crate) fn block(kind: Kind, known: &Known<'_>) -> Snippet {
    let example = incident_schema::block(kind).example;
    let outline = Outline::new(example.to_owned());
    let mut stops = Vec::new();
    for node in &outline.entries {
        stops_of(&outline, node, None, known, &mut stops);
    }
    stops.sort_by_key(|(at, _)| *at);
    let mut stops = stops.into_iter().peekable();
    let mut snippet = Snippet::default();
    let mut reached = 0;
    for token in tokens(example) {
        let (start, end) = (usize::from(token.range.start()), usize::from(token.range.end()));
        let written = example.get(start..end).unwrap_or_default();
        let stop = stops.next_if(|(range, _)| range.0 == start);
        snippet = match stop {
            Some((range, words)) => {
                reached = range.1;
                let whole = example.get(start..range.1).unwrap_or_default();
                stop_at(snippet, whole, words)
            }
            None if start < reached => snippet,
            None => snippet.then(written),
        };
    }
    snippet
}

/// From where to where, and the words for it if they are known.
type Stop = ((usize, usize), Vec<String>);

fn stops_of(
    outline: &Outline,
    node: &Node,
    parent: Option<Kind>,
    known: &Known<'_>,
    stops: &mut Vec<Stop>,
) {
    let range = |from: usize, to: usize| {
        let start = outline.tokens.get(from).map(|it| usize::from(it.range.start()));
        let end = outline.tokens.get(to).map(|it| usize::from(it.range.end()));
        (start.unwrap_or_default(), end.unwrap_or_default())
    };
    let head = node.head.clone();
    if outline.is_attribute(node) {
        let word = outline.word(node);
        let key = parent.and_then(|parent| keys_in(parent).find(|key| key.name == word));
        let Some(key) = key else { return };
        let value = head.start + 2;
        if outline.kind(value) == Some(TokenKind::OpenBracket) {
            // All that stands between the brackets.
            if value + 2 < head.end {
                stops.push((range(value + 1, head.end - 2), Vec::new()));
            }
            return;
        }
        stops.push((range(value, value), words(key.ty, outline.token_text(value), known)));
        return;
    }
    let Some(kind) = kind_named(outline.word(node), parent) else { return };
    let labels = incident_schema::block(kind).labels;
    for (position, (at, label)) in (head.start + 1..head.end).zip(labels).enumerate() {
        let free = known.free.clone();
        let words = match position {
            0 if parent.is_none() && !free.is_empty() => free,
            _ => words(label.ty, outline.token_text(at), known),
        };
        stops.push((range(at, at), words));
    }
    for inner in &node.body {
        stops_of(outline, inner, Some(kind), known, stops);
    }
}

/// The words that a value of a type is taken from, that of the example first.
pub(crate) fn words(ty: Type, example: &str, known: &Known<'_>) -> Vec<String> {
    let with_first = |words: Vec<String>| {
        let first = words.iter().filter(|word| *word == example).cloned();
        let rest = words.iter().filter(|word| *word != example).cloned();
        first.chain(rest).collect()
    };
    match ty.item() {
        Type::Boolean => with_first(vec!["true".to_owned(), "false".to_owned()]),
        Type::Choice(set) => {
            with_first(set.choices.iter().map(|choice| choice.name.to_owned()).collect())
        }
        Type::Name(reference) => {
            let mut names = (known.names)(reference);
            // Whoever is on call needs no declaration.
            if !names.is_empty() && example == ONCALL {
                names.push(ONCALL.to_owned());
            }
            with_first(names)
        }
        _ => Vec::new(),
    }
}

/// A stop in place of a value; of a string, between its quotes.
pub(crate) fn stop_at(snippet: Snippet, value: &str, words: Vec<String>) -> Snippet {
    if !words.is_empty() {
        return snippet.choice(words);
    }
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('"')) {
        Some(inner) => snippet.then("\"").stop(inner).then("\""),
        None => snippet.stop(value),
    }
}

/// A whole block as editors keep snippets of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockSnippet {
    /// The word that it is found by.
    pub word: &'static str,
    /// What it declares.
    pub doc: &'static str,
    /// Its lines, in the snippet syntax of the Language Server Protocol.
    pub lines: Vec<String>,
}

/// Every kind of block as a snippet, in the order of the reference.
pub fn block_snippets() -> Vec<BlockSnippet> {
    let known = Known { names: &|_| Vec::new(), free: Vec::new() };
    let all = incident_schema::blocks().filter(|(kind, _)| *kind != Kind::Import);
    let snippets = all.map(|(kind, row)| {
        let text = block(kind, &known).with_stops();
        let lines = text.lines().map(str::to_owned).collect();
        BlockSnippet { word: row.name, doc: row.doc, lines }
    });
    snippets.collect()
}
