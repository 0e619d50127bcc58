//! How deep lines stand: as they are indented, or where no indentation says it, as what stands on them may stand.

mod nesting;

use std::cell::Cell;

use incident_base::{TextSize, line_before};

use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// What begins an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'t> {
    /// Its first word.
    pub word: &'t str,
    /// Whether it is a block, and no key.
    pub is_block: bool,
}

/// Whether a language has an entry in a block that begins with a word (`None`: at the top level). `None` when it knows the
/// entry or the block nowhere.
pub type Holds = fn(Option<&str>, Opening<'_>) -> Option<bool>;

/// Whether a language has an entry that begins so, anywhere.
pub(crate) fn knows(holds: Holds, entry: Opening<'_>) -> bool {
    holds(None, entry).is_some()
}

/// How deep each line of a text stands.
pub(crate) struct Indents<'t> {
    text: &'t str,
    /// By the places of the lines' first lexemes, where the text does not show it.
    by_nesting: Option<Vec<(TextSize, u32)>>,
    /// How much was looked at.
    work: Cell<u64>,
}

impl<'t> Indents<'t> {
    pub(crate) fn new(text: &'t str, lexemes: &[Lexeme], holds: Option<Holds>) -> Self {
        let work = Cell::new(lexemes.len() as u64);
        match holds.filter(|_| !shows(text, lexemes, &work)) {
            Some(holds) => {
                let (lines, looked_at) = nesting::depths(text, lexemes, holds);
                work.set(work.get() + looked_at);
                Self { text, by_nesting: Some(lines), work }
            }
            None => Self { text, by_nesting: None, work },
        }
    }

    /// How much was looked at so far.
    pub(crate) fn work(&self) -> u64 {
        self.work.get()
    }

    /// How deep the line stands of which this is the first lexeme's place. Only the order of these numbers says something.
    pub(crate) fn of(&self, first: TextSize) -> u32 {
        let Some(lines) = &self.by_nesting else {
            return columns(before(self.text, first, &self.work));
        };
        let behind = lines.partition_point(|(start, _)| *start <= first);
        behind.checked_sub(1).and_then(|at| lines.get(at)).map_or(0, |(_, depth)| *depth)
    }
}

/// Whether indentation says where blocks end: what stands below an opener is deeper, and most closers are that should be.
fn shows(text: &str, lexemes: &[Lexeme], work: &Cell<u64>) -> bool {
    let (mut tabs, mut blanks) = (false, false);
    let mut opener = None;
    let mut openers = [0_u32; 2];
    let mut closers = [0_u32; 2];
    for line in lexemes.split(|lexeme| lexeme.kind == TokenKind::Newline) {
        let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
        let blanks_before = before(text, first.range.start(), work);
        let indent = columns(blanks_before);
        let is_indented = indent > 0;
        match blanks_before.chars().next() {
            Some('\t') => tabs = true,
            Some(' ') => blanks = true,
            _ => {}
        }
        // How wide a tab is shown is a matter of taste.
        if tabs && blanks {
            return false;
        }
        if first.kind == TokenKind::Name && opener.is_some_and(|opener| indent <= opener) {
            return false;
        }
        opener = Some(indent).filter(|_| last.kind == TokenKind::OpenBrace);
        let [at_margin, indented] = match (first.kind, last.kind) {
            (TokenKind::CloseBrace, _) => &mut closers,
            (_, TokenKind::OpenBrace) => &mut openers,
            _ => &mut [0; 2],
        };
        *(if is_indented { indented } else { at_margin }) += 1;
    }
    let [outer, inner] = openers;
    let [at_margin, indented] = closers;
    inner == 0 || indented * 2 > inner || at_margin <= outer
}

/// How many columns of blanks a line begins with; a tab goes to the next multiple of 4.
fn columns(line: &str) -> u32 {
    const TAB: u32 = 4;
    let mut columns = 0;
    for character in line.chars() {
        match character {
            '\t' => columns += TAB - columns % TAB,
            blank if blank.is_whitespace() => columns += 1,
            _ => break,
        }
    }
    columns
}

/// What stands before a place on its line.
fn before<'t>(text: &'t str, place: TextSize, work: &Cell<u64>) -> &'t str {
    let line = line_before(text, place.into());
    // Its blanks are this line's alone. What else stands there is looked at for each place that is asked for.
    work.set(work.get() + line.trim_start().len() as u64);
    line.strip_prefix('\u{FEFF}').unwrap_or(line)
}
