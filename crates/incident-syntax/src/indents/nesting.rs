//! How deep lines stand by what may stand in what, and by brackets where that leaves a choice.

use incident_base::TextSize;

use super::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// So many blocks at once one mistake, or a few, may seem to close or to leave open.
const REACH: usize = 4;

/// A block that is open.
#[derive(Clone, Copy)]
struct Frame<'t> {
    kind: &'t str,
    /// How deep the line of its opener stands.
    depth: u32,
}

/// A `}` that closes nothing of its own line, and that line if the `}` begins it.
type Closer = Option<usize>;

struct Nesting<'t> {
    text: &'t str,
    holds: Holds,
    lines: Vec<&'t [Lexeme]>,
    depths: Vec<(TextSize, u32)>,
    frames: Vec<Frame<'t>>,
    /// Those since the last entry began.
    closers: Vec<Closer>,
}

/// How deep each line stands, by the place of its first lexeme, in order.
pub(super) fn depths(text: &str, lexemes: &[Lexeme], holds: Holds) -> Vec<(TextSize, u32)> {
    let lines = lexemes.split(|lexeme| lexeme.kind == TokenKind::Newline);
    let lines: Vec<&[Lexeme]> = lines.filter(|line| !line.is_empty()).collect();
    let starts = lines.iter().filter_map(|line| line.first());
    let depths = starts.map(|first| (first.range.start(), 0)).collect();
    let mut nesting =
        Nesting { text, holds, lines, depths, frames: Vec::new(), closers: Vec::new() };
    for number in 0..nesting.lines.len() {
        nesting.line(number);
    }
    nesting.settle(0);
    nesting.depths
}

impl<'t> Nesting<'t> {
    fn line(&mut self, number: usize) {
        let line = self.of(number);
        match self.opening(number) {
            Some(opening) => {
                let depth = self.place(opening);
                self.settle(depth);
            }
            None if self.begins_with(number, TokenKind::CloseBrace) => {}
            None => self.settle(self.frames.len().saturating_sub(self.closers.len())),
        }
        // Values of a list stand deeper than its key, and its closer does not.
        let is_inner = self.opening(number).is_none()
            && ![TokenKind::CloseBracket, TokenKind::OpenBrace]
                .iter()
                .any(|kind| self.begins_with(number, *kind));
        let depth = self.inside() + u32::from(is_inner);
        self.set(number, depth);
        let mut open = Vec::new();
        for (at, lexeme) in line.iter().enumerate() {
            match lexeme.kind {
                TokenKind::OpenBrace => open.push(at),
                TokenKind::CloseBrace if open.pop().is_none() => {
                    self.closers.push((at == 0).then_some(number));
                }
                _ => {}
            }
        }
        if !open.is_empty() && !self.closers.is_empty() {
            // `} else {`
            self.settle(self.frames.len().saturating_sub(self.closers.len()));
        }
        for at in open {
            let kind = match at {
                0 => number.checked_sub(1).map(|above| self.header(self.of(above))),
                _ => line.get(..at).map(|before| self.header(before)),
            };
            self.frames.push(Frame { kind: kind.unwrap_or_default(), depth });
        }
        if let Some(kind) = self.lacks_its_brace(number) {
            self.frames.push(Frame { kind, depth });
        }
    }

    /// The word that begins the header which ends these lexemes.
    fn header(&self, before: &[Lexeme]) -> &'t str {
        let start = before.iter().rposition(|it| !it.kind.is_scalar()).map_or(0, |at| at + 1);
        before.get(start).map_or("", |first| slice(self.text, first.range))
    }

    /// The kind of the block whose `{` is missing at the end of this line: what stands below may stand in it and not
    /// beside it.
    fn lacks_its_brace(&self, number: usize) -> Option<&'t str> {
        let line = self.of(number);
        let opening = self.opening(number)?;
        let is_header = opening.is_block && line.iter().all(|it| it.kind.is_scalar());
        let below = self.opening(number + 1).filter(|_| is_header)?;
        let around = self.frames.last().map(|frame| frame.kind);
        let fits_inside = (self.holds)(Some(opening.word), below) == Some(true);
        let fits_beside = (self.holds)(around, below) == Some(true);
        (fits_inside && !fits_beside).then_some(opening.word)
    }

    /// How many blocks are open around an entry.
    fn place(&self, opening: Opening<'_>) -> usize {
        let by_brackets = self.frames.len().saturating_sub(self.closers.len());
        let kind = |depth: usize| depth.checked_sub(1).and_then(|at| self.frames.get(at));
        let holds = |depth: &usize| {
            *depth <= self.frames.len()
                && (self.holds)(kind(*depth).map(|frame| frame.kind), opening) == Some(true)
        };
        if (self.holds)(kind(by_brackets).map(|frame| frame.kind), opening).is_none() {
            return by_brackets;
        }
        // One `}` too many is as likely as one missing; what is meant to be deeper is never found further out.
        let further =
            (1..=REACH).flat_map(|by| [Some(by_brackets + by), by_brackets.checked_sub(by)]);
        let mut depths = std::iter::once(by_brackets).chain(further.flatten());
        depths.find(holds).unwrap_or(by_brackets)
    }

    /// Closes blocks until so many are open, by the closers since the last entry: one too many stands deeper than what it
    /// would close, one missing is seen by what stands further out below.
    fn settle(&mut self, open: usize) {
        for line in std::mem::take(&mut self.closers) {
            let frame = if self.frames.len() > open { self.frames.pop() } else { None };
            let depth = frame.map_or(self.inside(), |frame| frame.depth);
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

    /// What a line begins that is no value of a list.
    fn opening(&self, number: usize) -> Option<Opening<'t>> {
        let line = self.of(number);
        let first = line.first().filter(|first| first.kind == TokenKind::Name)?;
        let behind = line.iter().find(|it| !it.kind.is_scalar()).map(|it| it.kind);
        let second = line.get(1).map(|it| it.kind);
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

    fn begins_with(&self, number: usize, kind: TokenKind) -> bool {
        self.of(number).first().is_some_and(|first| first.kind == kind)
    }

    fn of(&self, number: usize) -> &'t [Lexeme] {
        self.lines.get(number).copied().unwrap_or_default()
    }
}
