//! How deep lines stand by what may stand in what, and by brackets where that leaves a choice.

use std::cell::Cell;
use std::collections::BTreeSet;

use incident_base::TextSize;

use super::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// So many blocks at once one mistake, or a few, may seem to close or to leave open.
const REACH: usize = 4;

/// A block that is open.
struct Frame<'t> {
    kind: &'t str,
    /// How deep the line of its opener stands.
    depth: u32,
    /// Entries stand behind the opener on its line, so that its closer belongs there as well.
    is_one_line: bool,
    /// Nothing stands in it yet.
    is_empty: bool,
    /// The keys that stand in it.
    keys: BTreeSet<&'t str>,
}

/// A `}` that closes nothing of its own line, and that line if the `}` begins it.
type Closer = Option<usize>;

struct Nesting<'t> {
    text: &'t str,
    holds: Holds,
    lines: Vec<&'t [Lexeme]>,
    depths: Vec<(TextSize, u32)>,
    frames: Vec<Frame<'t>>,
    /// How many `{` more are missing in the text than `}`.
    missing_openers: i64,
    /// How many lists of the last entry are open.
    lists: usize,
    /// Those since the last entry began.
    closers: Vec<Closer>,
    /// How many lexemes were looked at, and blocks asked what they hold.
    visited: Cell<u64>,
}

/// How deep each line stands, by the place of its first lexeme, in order; and how much was looked at for it.
pub(super) fn depths(text: &str, lexemes: &[Lexeme], holds: Holds) -> (Vec<(TextSize, u32)>, u64) {
    let lines = lexemes.split(|lexeme| lexeme.kind == TokenKind::Newline);
    let lines: Vec<&[Lexeme]> = lines.filter(|line| !line.is_empty()).collect();
    let starts = lines.iter().filter_map(|line| line.first());
    let depths = starts.map(|first| (first.range.start(), 0)).collect();
    let missing_openers = lexemes.iter().fold(0, |missing, lexeme| match lexeme.kind {
        TokenKind::OpenBrace => missing - 1,
        TokenKind::CloseBrace => missing + 1,
        _ => missing,
    });
    let mut nesting = Nesting {
        text,
        holds,
        lines,
        depths,
        frames: Vec::new(),
        missing_openers,
        lists: 0,
        closers: Vec::new(),
        visited: Cell::new(lexemes.len() as u64),
    };
    for number in 0..nesting.lines.len() {
        nesting.line(number);
    }
    nesting.settle(0);
    (nesting.depths, nesting.visited.into_inner())
}

impl<'t> Nesting<'t> {
    fn line(&mut self, number: usize) {
        let line = self.of(number);
        let mut open = Vec::new();
        let mut begins_entry = true;
        let mut is_braceless = self.is_braceless(number);
        for (at, lexeme) in line.iter().enumerate() {
            let closes = lexeme.kind == TokenKind::CloseBrace;
            if begins_entry && !closes {
                let depth = self.begin(number, at);
                if at == 0 {
                    self.set(number, depth);
                }
                begins_entry = false;
            }
            match lexeme.kind {
                TokenKind::OpenBracket => self.lists += 1,
                TokenKind::CloseBracket => self.lists = self.lists.saturating_sub(1),
                _ => {}
            }
            if lexeme.kind == TokenKind::OpenBrace {
                open.push(at);
            } else if closes && open.pop().is_none() && !std::mem::take(&mut is_braceless) {
                self.closers.push((at == 0).then_some(number));
                begins_entry = true;
            }
        }
        let depth = self.inside();
        for at in open {
            let kind = match at {
                0 => number.checked_sub(1).map(|above| self.header(self.of(above))),
                _ => line.get(..at).map(|before| self.header(before)),
            };
            self.open(kind.unwrap_or_default(), depth, at + 1 < line.len());
        }
        if let Some(kind) = self.lacks_its_brace(number) {
            self.missing_openers -= 1;
            self.open(kind, depth, false);
        }
    }

    /// Closes what ends before the lexeme of a line that begins an entry or goes on with one; how deep it stands.
    fn begin(&mut self, number: usize, at: usize) -> u32 {
        let by_brackets = self.frames.len().saturating_sub(self.closers.len());
        let Some(opening) = self.opening(number, at) else {
            // No `}` ends a block in the middle of a list.
            self.settle(if self.lists > 0 { self.frames.len() } else { by_brackets });
            let first = self.of(number).get(at).map(|it| it.kind);
            // Values of a list stand deeper than its key, and its closer does not.
            let ends_list = matches!(first, Some(TokenKind::CloseBracket | TokenKind::OpenBrace));
            return self.inside() + u32::from(!ends_list);
        };
        self.lists = 0;
        let place = self.place(opening, by_brackets);
        self.settle(place.unwrap_or(by_brackets));
        if place.is_none() && self.missing_openers > 0 {
            // It stands in a block of which the header is missing.
            self.missing_openers -= 1;
            self.open("", self.inside(), false);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.is_empty = false;
            frame.keys.extend(Some(opening.word).filter(|_| !opening.is_block));
        }
        self.inside()
    }

    fn open(&mut self, kind: &'t str, depth: u32, is_one_line: bool) {
        self.frames.push(Frame { kind, depth, is_one_line, is_empty: true, keys: BTreeSet::new() });
    }

    /// The word that begins the header which ends these lexemes.
    fn header(&self, before: &[Lexeme]) -> &'t str {
        let start = before.iter().rposition(|it| !it.kind.is_scalar()).map_or(0, |at| at + 1);
        self.visit(before.len() - start);
        before.get(start).map_or("", |first| slice(self.text, first.range))
    }

    /// The kind of the block whose `{` is missing at the end of this line: what stands below may stand in it and not
    /// beside it, or a `{` is missing somewhere.
    fn lacks_its_brace(&self, number: usize) -> Option<&'t str> {
        let line = self.of(number);
        let opening = self.opening(number, 0)?;
        let is_header = opening.is_block && line.iter().all(|it| it.kind.is_scalar());
        let below = self.opening(number + 1, 0).filter(|_| is_header)?;
        let around = self.kind(self.frames.len());
        let fits_inside = (self.holds)(Some(opening.word), below) == Some(true);
        let fits_beside = (self.holds)(around, below) == Some(true);
        (fits_inside && (!fits_beside || self.missing_openers > 0)).then_some(opening.word)
    }

    /// How many blocks are open around an entry. `None` when it may stand in none of them.
    fn place(&self, opening: Opening<'_>, by_brackets: usize) -> Option<usize> {
        let holds = |depth: usize| {
            self.visit(1);
            (self.holds)(self.kind(depth), opening)
        };
        if holds(by_brackets).is_none() {
            return Some(by_brackets);
        }
        // A key that stands in a block already begins another, whose header is missing.
        let is_there = |depth: usize| {
            let frame = depth.checked_sub(1).and_then(|at| self.frames.get(at));
            !opening.is_block && frame.is_some_and(|frame| frame.keys.contains(&opening.word))
        };
        let may_be_meant = |depth: &usize| {
            *depth <= self.frames.len()
                && holds(*depth) == Some(true)
                && (*depth <= by_brackets || !is_there(*depth))
        };
        // One `}` too many is as likely as one missing; what is meant to be deeper is never found further out.
        let further =
            (1..=REACH).flat_map(|by| [Some(by_brackets + by), by_brackets.checked_sub(by)]);
        // A `}` directly below the `{` is rather too many than the end of a block in which nothing stands.
        let is_hollow = self.missing_openers > 0
            && self.closers.len() == 1
            && self.frames.last().is_some_and(|frame| frame.is_empty && !frame.is_one_line);
        let hollow = is_hollow.then_some(self.frames.len());
        let near = hollow.into_iter().chain([by_brackets]);
        let mut depths = near.chain(further.flatten());
        depths.find(may_be_meant)
    }

    /// The kind of the innermost of so many blocks.
    fn kind(&self, depth: usize) -> Option<&'t str> {
        depth.checked_sub(1).and_then(|at| self.frames.get(at)).map(|frame| frame.kind)
    }

    /// Closes blocks until so many are open, by the closers since the last entry: one too many stands deeper than what it
    /// would close, one missing is seen by what stands further out below.
    fn settle(&mut self, open: usize) {
        let closers = std::mem::take(&mut self.closers);
        let mut missing = self.frames.len().saturating_sub(open + closers.len());
        for line in closers {
            while missing > 0
                && self.frames.pop_if(|frame| frame.is_one_line || frame.is_empty).is_some()
            {
                missing -= 1;
            }
            let frame = if self.frames.len() > open { self.frames.pop() } else { None };
            let depth = frame.map_or(self.inside() + 1, |frame| frame.depth);
            if let Some(line) = line {
                self.set(line, depth);
            }
        }
        self.frames.truncate(open);
    }

    /// How deep an entry stands in the innermost open block.
    fn inside(&self) -> u32 {
        self.frames.last().map_or(0, |frame| frame.depth + 1)
    }

    fn set(&mut self, line: usize, depth: u32) {
        if let Some((_, of_line)) = self.depths.get_mut(line) {
            *of_line = depth;
        }
    }

    /// Whether keys stand behind a header without its `{`, so that a `}` on the line would be its own.
    fn is_braceless(&self, number: usize) -> bool {
        let line = self.of(number);
        self.behind(line) == Some(TokenKind::Equals)
            && self.opening(number, 0).is_some_and(|opening| opening.is_block)
    }

    /// What begins at a lexeme of a line, unless it is a value of a list.
    fn opening(&self, number: usize, at: usize) -> Option<Opening<'t>> {
        let rest = self.of(number).get(at..)?;
        let first = rest.first().filter(|first| first.kind == TokenKind::Name)?;
        let behind = self.behind(rest);
        let second = rest.get(1).map(|it| it.kind);
        let above = number.checked_sub(1).and_then(|above| self.of(above).last());
        let goes_on = above.is_some_and(|last| {
            matches!(last.kind, TokenKind::Comma | TokenKind::Equals | TokenKind::OpenBracket)
        });
        let is_block = match (second, behind) {
            (Some(TokenKind::Equals | TokenKind::Colon), _) => false,
            (_, Some(TokenKind::Comma | TokenKind::CloseBracket)) => return None,
            (None, _) if goes_on => return None,
            _ => true,
        };
        Some(Opening { word: slice(self.text, first.range), is_block })
    }

    /// What stands behind the words that begin these.
    fn behind(&self, lexemes: &[Lexeme]) -> Option<TokenKind> {
        let words = lexemes.iter().take_while(|it| it.kind.is_scalar()).count();
        self.visit(words + 1);
        lexemes.get(words).map(|it| it.kind)
    }

    fn visit(&self, count: usize) {
        self.visited.set(self.visited.get() + count as u64);
    }

    fn of(&self, number: usize) -> &'t [Lexeme] {
        self.lines.get(number).copied().unwrap_or_default()
    }
}
