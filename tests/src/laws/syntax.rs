//! Laws of reading.

use incident_base::{TextRange, TextSize};
use incident_syntax::tree::{Block, Entry, Item};
use incident_syntax::{SyntaxError, Token, TokenKind, decode, parse, tokens};

use crate::phases;

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

/// How much may be looked at for a byte of text, which is read a second time when it has mistakes: most for a bracket
/// in a list whose other half has to be put in.
const WORK: u64 = 40;

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

/// What a text declares over whole lines: blocks with braces, that are entries of the file or of one of its blocks.
pub struct Declared {
    /// Each from the start of its first line to the end of its last, and its entry as it stands in the tree.
    blocks: Vec<(String, Entry)>,
}

impl Declared {
    /// Of a text without errors.
    pub fn of(text: &str) -> Self {
        let mut blocks = Vec::new();
        for item in parse(text).items {
            let inner = match item.entry.as_ref() {
                Entry::Block(block) => block.body.iter().flatten().collect(),
                Entry::Attribute(_) => Vec::new(),
            };
            for entry in inner.into_iter().chain([item.entry.as_ref()]) {
                if let Entry::Block(Block { id, body: Some(_), .. }) = entry {
                    let range = std::ops::Range::<usize>::from(item.range(*id));
                    let start = text.get(..range.start).unwrap_or_default();
                    let start = start.rfind('\n').map_or(0, |at| at + 1);
                    let lines = text.get(start..range.end).unwrap_or_default();
                    blocks.push((lines.to_owned(), entry.clone()));
                }
            }
        }
        Self { blocks }
    }

    /// Where the lines of one of them stand in another text as they stood in this one, it is known there, whatever
    /// became of the rest. How many there were.
    pub fn assert_known(&self, text: &str) -> usize {
        let is_over_lines = |token: &&Token| {
            let range = std::ops::Range::<usize>::from(token.range);
            token.kind != TokenKind::Newline && text.get(range).unwrap_or_default().contains('\n')
        };
        let all = tokens(text);
        let mut no_entries: Vec<TextRange> =
            all.iter().filter(is_over_lines).map(|it| it.range).collect();
        no_entries.extend(closed_lists(&all));
        let mut known = Vec::new();
        for item in parse(text).items {
            blocks_of(&item.entry, &mut known);
        }
        let mut whole = 0;
        for (lines, entry) in &self.blocks {
            for (at, _) in text.match_indices(lines.as_str()) {
                let end = at + lines.len();
                let behind = text.get(end..).unwrap_or_default();
                let before = text.get(..at).unwrap_or_default();
                let starts_a_line = before.is_empty() || before.ends_with('\n');
                let ends_a_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
                let place = TextRange::new(
                    TextSize::try_from(at).unwrap(),
                    TextSize::try_from(end).unwrap(),
                );
                // In what is a comment or a text now, perhaps one without an end, or a list that is closed, nothing is
                // declared.
                let is_no_entry = no_entries.iter().any(|one| one.intersect(place).is_some());
                if !starts_a_line || !ends_a_line || is_no_entry {
                    continue;
                }
                whole += 1;
                let is_known = known.iter().any(|other| says_the_same(other, entry));
                assert!(is_known, "{lines}\nis lost in\n{text}");
            }
        }
        whole
    }
}

/// The lists of a text that somebody closed, wherever: brackets that balance are not judged by the layout.
fn closed_lists(tokens: &[Token]) -> Vec<TextRange> {
    let mut open: Vec<&Token> = Vec::new();
    let mut lists = Vec::new();
    for token in tokens {
        let opener = match token.kind {
            TokenKind::OpenBracket | TokenKind::OpenBrace => {
                open.push(token);
                continue;
            }
            TokenKind::CloseBracket => TokenKind::OpenBracket,
            TokenKind::CloseBrace => TokenKind::OpenBrace,
            _ => continue,
        };
        let Some(at) = open.iter().rposition(|it| it.kind == opener) else { continue };
        if let Some(start) = open.drain(at..).next().filter(|_| opener == TokenKind::OpenBracket) {
            lists.push(start.range.cover(token.range));
        }
    }
    lists
}

/// All blocks of a tree.
fn blocks_of(entry: &Entry, found: &mut Vec<Entry>) {
    if let Entry::Block(block) = entry {
        found.push(entry.clone());
        block.body.iter().flatten().for_each(|inner| blocks_of(inner, found));
    }
}

/// Whether two trees are the same but for where in their files they stand and what documents them.
fn says_the_same(one: &Entry, other: &Entry) -> bool {
    let said = |entry: &Entry| {
        let mut text = String::new();
        phases::entry(&mut text, 0, entry);
        text.lines()
            .skip_while(|line| line.starts_with("docs "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    said(one) == said(other)
}

fn assert_is_of(text: &str, range: TextRange) {
    let bytes = usize::from(range.start())..usize::from(range.end());
    assert!(text.get(bytes).is_some(), "{range:?} is no stretch of {text:?}");
}
