//! What may be typed at a place. The tokens around it decide, not the tree: what is being typed is seldom whole.

use std::ops::Range;

use incident_analysis::{entry, items};
use incident_base::{FileId, NodeId, TextRange, TextSize, line_around};
use incident_schema::{Key, Kind, blocks_in, keys_in, kind_named};
use incident_syntax::{TokenKind, tokens};

use super::outline::{Node, Outline, Spot};
use super::typed::{Quotes, Typed, is_of_word, typed};
use crate::Analysis;

/// What stands in place of the word that is being typed.
const MARK: &str = "x";

/// A place with what stands around it.
pub(crate) struct Site {
    /// The top-level entries around it, with a mark in place of the word at the cursor.
    pub(crate) outline: Outline,
    pub(crate) spot: Spot,
    /// The word around the cursor, without quotes.
    pub(crate) word: TextRange,
    /// The part of the word before the cursor.
    pub(crate) prefix: String,
    /// All of it.
    pub(crate) written: String,
    pub(crate) quotes: Quotes,
    /// The kinds of the blocks around it, from the outermost on.
    pub(crate) kinds: Vec<Kind>,
    /// What is to be typed there.
    pub(crate) place: Place,
    /// The line before the word.
    pub(crate) line: String,
    /// What stands directly behind the word.
    pub(crate) next: Option<char>,
}

/// What is to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An entry's first word.
    Entry(Behind),
    /// A label, by its position.
    Label(Kind, usize),
    /// The value of a key.
    Value(Kind, &'static Key, Form),
    /// Nothing that could be told.
    Nothing,
}

/// What follows an entry's first word on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Nothing of this entry.
    Nothing,
    /// `=`: it is a key.
    Equals,
    /// Labels or a brace: it is a kind.
    Header,
    /// Another entry.
    Entry,
}

/// How much of a value stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Not even `=`.
    Nothing,
    /// `=`.
    Equals,
    /// `= [`, or a part of a list; whether another item follows without a comma.
    Item(bool),
}

impl Site {
    /// What may be typed at a place; `None` in comments, in strings of several lines, and outside of all texts.
    pub(crate) fn find(analysis: &Analysis, file: FileId, offset: TextSize) -> Option<Self> {
        let text = analysis.text(file);
        let range = around(analysis, file, offset)?;
        let part = text.get(range.clone())?;
        let base = TextSize::try_from(range.start).ok()?;
        let offset = offset - base;
        let typed = typed(part, &tokens(part), offset)?;
        let mark = Mark::new(part, &typed)?;
        let (outline, spot) = Outline::with_spot(mark.text, mark.offset)?;
        let slice = |range: TextRange| {
            part.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
        };
        let before = part.get(..usize::from(typed.whole.start())).unwrap_or_default();
        let line = before.get(line_around(before, before.len())).unwrap_or_default().to_owned();
        let behind = part.get(usize::from(typed.whole.end())..).unwrap_or_default();
        let mut site = Self {
            word: typed.word + base,
            prefix: slice(TextRange::new(typed.word.start(), offset)).to_owned(),
            written: slice(typed.word).to_owned(),
            quotes: typed.quotes,
            next: behind.chars().next(),
            kinds: Vec::new(),
            place: Place::Nothing,
            line,
            outline,
            spot,
        };
        site.kinds = site.known_kinds();
        site.place = site.judge();
        Some(site)
    }

    /// The kinds of the blocks around, as far as they are known.
    fn known_kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::with_capacity(self.spot.path.len());
        for node in self.outline.around(&self.spot.path) {
            let Some(kind) = kind_named(self.outline.word(node), kinds.last().copied()) else {
                break;
            };
            kinds.push(kind);
        }
        kinds
    }

    fn judge(&self) -> Place {
        let Self { outline, spot, .. } = self;
        if self.kinds.len() < spot.path.len() || spot.is_behind_closer {
            return Place::Nothing;
        }
        let parent = self.parent();
        let kind = |at: usize| outline.kind(at).filter(|kind| *kind != TokenKind::Newline);
        let before: Vec<usize> = spot.before.clone().filter(|at| kind(*at).is_some()).collect();
        let Some((first, rest)) = before.split_first() else {
            return Place::Entry(self.behind(parent));
        };
        if kind(*first) != Some(TokenKind::Name) {
            return Place::Nothing;
        }
        let word = outline.token_text(*first);
        let key = || parent.and_then(|parent| keys_in(parent).find(|key| key.name == word));
        let rest: Vec<TokenKind> = rest.iter().filter_map(|at| kind(*at)).collect();
        match rest.as_slice() {
            labels if labels.iter().all(|kind| kind.is_scalar()) => {
                let known = blocks_in(parent).find(|(_, row)| row.name == word);
                match (known, key(), parent) {
                    (Some((kind, row)), ..)
                        if labels.len() + self.scalars_behind() < row.labels.len() =>
                    {
                        Place::Label(kind, labels.len())
                    }
                    (None, Some(key), Some(parent)) if labels.is_empty() && self.is_last() => {
                        Place::Value(parent, key, Form::Nothing)
                    }
                    _ => Place::Nothing,
                }
            }
            // Somebody who is used to another language writes `:`, and is told so.
            [TokenKind::Equals | TokenKind::Colon] if self.is_last() => {
                self.value(parent, key(), Form::Equals)
            }
            [TokenKind::Equals | TokenKind::Colon, TokenKind::OpenBracket, ..]
                if spot.lists == 1 =>
            {
                match rest.last() {
                    Some(TokenKind::OpenBracket | TokenKind::Comma) => {
                        self.value(parent, key(), Form::Item(self.item_follows()))
                    }
                    _ => Place::Nothing,
                }
            }
            _ => Place::Nothing,
        }
    }

    fn value(&self, parent: Option<Kind>, key: Option<&'static Key>, form: Form) -> Place {
        match (parent, key) {
            (Some(parent), Some(key)) => Place::Value(parent, key, form),
            _ => Place::Nothing,
        }
    }

    /// What follows the first word of an entry.
    fn behind(&self, parent: Option<Kind>) -> Behind {
        let next = self.spot.at + 1;
        match self.outline.kind(next) {
            Some(TokenKind::Equals) => Behind::Equals,
            Some(TokenKind::OpenBrace) if !self.is_put_in(next) => Behind::Header,
            Some(TokenKind::Name) if self.written.is_empty() => {
                let word = self.outline.token_text(next);
                let is_key = parent.is_some_and(|kind| keys_in(kind).any(|key| key.name == word));
                let is_kind = blocks_in(parent).any(|(_, row)| row.name == word);
                if is_key || is_kind { Behind::Entry } else { Behind::Header }
            }
            Some(kind) if kind.is_scalar() => Behind::Header,
            _ => Behind::Nothing,
        }
    }

    fn is_put_in(&self, at: usize) -> bool {
        self.outline.tokens.get(at).is_none_or(|token| token.range.is_empty())
    }

    fn scalars_behind(&self) -> usize {
        let behind = self.spot.at + 1..;
        behind.take_while(|at| self.outline.kind(*at).is_some_and(TokenKind::is_scalar)).count()
    }

    /// Whether the entry ends with the word.
    fn is_last(&self) -> bool {
        use TokenKind::{CloseBrace, Comma, Newline};
        let next = self.outline.kind(self.spot.at + 1);
        matches!(next, None | Some(Newline | Comma | CloseBrace))
    }

    /// Whether an item of the list follows without a comma.
    fn item_follows(&self) -> bool {
        let mut behind = (self.spot.at + 1..).map_while(|at| self.outline.kind(at));
        behind.find(|kind| *kind != TokenKind::Newline).is_some_and(TokenKind::is_scalar)
    }

    /// The kind of the innermost block around.
    pub(crate) fn parent(&self) -> Option<Kind> {
        self.kinds.last().copied()
    }

    /// The other items of the list in which the word stands, as they are written.
    pub(crate) fn other_items(&self) -> Vec<&str> {
        let is_item = |at: &usize| self.outline.kind(*at).is_some_and(TokenKind::is_scalar);
        let before = self.spot.before.clone().skip(1).filter(is_item);
        let behind = (self.spot.at + 1..self.outline.tokens.len())
            .take_while(|at| self.outline.kind(*at) != Some(TokenKind::CloseBracket))
            .filter(is_item);
        before.chain(behind).map(|at| self.outline.token_text(at)).collect()
    }

    /// The blocks and keys beside the place.
    pub(crate) fn beside(&self) -> impl Iterator<Item = &Node> {
        self.outline.beside(&self.spot)
    }

    /// The first token of an entry that follows on the same line.
    pub(crate) fn entry_behind(&self) -> Option<usize> {
        (self.place == Place::Entry(Behind::Entry)).then_some(self.spot.at + 1)
    }

    /// The innermost block around that is of a kind.
    pub(crate) fn inside(&self, kind: Kind) -> Option<&Node> {
        let at = self.kinds.iter().rposition(|around| *around == kind)?;
        self.outline.around(&self.spot.path).nth(at)
    }

    /// The service or profile around, or whatever else stands at the top level.
    pub(crate) fn top(&self) -> Option<&Node> {
        self.outline.around(&self.spot.path).next()
    }

    /// Whether nothing but blanks stands before the word on its line.
    pub(crate) fn begins_line(&self) -> bool {
        self.line.trim().is_empty()
    }
}

/// A text with a mark in place of a word.
struct Mark {
    text: String,
    offset: TextSize,
}

impl Mark {
    fn new(part: &str, typed: &Typed) -> Option<Self> {
        let before = part.get(..usize::from(typed.whole.start()))?;
        let behind = part.get(usize::from(typed.whole.end())..)?;
        // It must not grow together with what stands beside it.
        let touches = |character: char| is_of_word(character) || character == '"';
        let gap = if before.ends_with(touches) { " " } else { "" };
        let gap_behind = if behind.starts_with(touches) { " " } else { "" };
        let offset = TextSize::try_from(before.len() + gap.len()).ok()?;
        Some(Self { text: [before, gap, MARK, gap_behind, behind].concat(), offset })
    }
}

/// The part of a text that decides what may stand at a place: from the last top-level entry that starts on an earlier
/// line to the next that starts on a later one. A file may be long, and a key press short.
fn around(analysis: &Analysis, file: FileId, offset: TextSize) -> Option<Range<usize>> {
    let (db, source) = (&analysis.db, analysis.source(file)?);
    let text = analysis.text(file);
    let at = usize::from(offset);
    let is_place = text.is_char_boundary(at);
    let Range { start: line_start, end: line_end } = is_place.then(|| line_around(text, at))?;
    let all = items(db, source);
    let start = |item: &incident_analysis::Item<'_>| {
        entry(db, *item).map_or(0, |tree| usize::from(tree.range(NodeId(0)).start()))
    };
    let earlier = all.partition_point(|item| start(item) < line_start);
    let later = all.partition_point(|item| start(item) <= line_end);
    let from = earlier.checked_sub(1).and_then(|at| all.get(at)).map_or(0, start);
    let to = all.get(later).map_or(text.len(), start);
    (from <= line_start && line_end <= to).then_some(from..to)
}
