//! One character too many, or a mark in the place of another, that costs more than its own place: the text is read as it
//! is without the one or with the right other, and that is the one mistake told.
//!
//! Which character it is is tried out, for nothing else tells it: of those beside what was found wrong, the one without
//! which the fewest mistakes are left, and none where it stood. Only parts of a text of a few thousand bytes are
//! read again and again, each from one entry of the top level to the next.

mod candidates;
mod moved;
mod part;

use std::ops::Range;

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::indents::Holds;
use candidates::{Candidate, candidates};
pub(crate) use moved::Moved;
use part::{Part, is_behind_word, parts};

/// A text with more mistakes has others than slips.
const MOST_ERRORS: usize = 50;

/// A part of it with more has.
const MOST_TROUBLES: usize = 16;

/// How many slips of one part are looked for.
const IN_A_PART: usize = 4;

/// How often each byte of a text is read again at most, so that cost stays linear.
const AGAIN: usize = 400;

/// How many bytes are read again at most: a text that is being typed cannot wait for more.
const MOST_AGAIN: usize = 1 << 19;

/// A text read without its slips.
pub(crate) struct Slips {
    /// The text without them.
    pub(crate) text: String,
    /// Where what stands in it stands in the text with them.
    pub(crate) moved: Moved,
    /// What they are.
    pub(crate) errors: Vec<SyntaxError>,
}

/// A slip, by where it stands in the text with all of them.
struct Slip {
    candidate: Candidate,
    error: SyntaxError,
}

/// Looks for slips in a text that was read with these errors; how many bytes were read again for that.
pub(crate) fn find(text: &str, holds: Holds, errors: &[SyntaxError]) -> (Option<Slips>, usize) {
    if errors.is_empty() || errors.len() > MOST_ERRORS {
        return (None, 0);
    }
    let budget = text.len().saturating_mul(AGAIN).min(MOST_AGAIN);
    let mut left = budget;
    let mut found: Vec<Slip> = Vec::new();
    for range in parts(text, holds, errors) {
        let start = range.start;
        let Some(part) = text.get(range) else { continue };
        let slips = in_part(part, holds, &mut left);
        found.extend(slips.into_iter().map(|slip| slip.shifted(start)));
    }
    (without(text, found), budget - left)
}

/// The text without the slips found, which stand in order.
fn without(text: &str, found: Vec<Slip>) -> Option<Slips> {
    if found.is_empty() {
        return None;
    }
    let mut without = String::with_capacity(text.len());
    let mut reached = 0;
    for Slip { candidate, .. } in &found {
        without.push_str(text.get(reached..candidate.at)?);
        without.push_str(candidate.instead);
        reached = candidate.at + candidate.length;
    }
    without.push_str(text.get(reached..)?);
    let moved = moved(&found);
    let errors = found.into_iter().map(|slip| slip.error).collect();
    Some(Slips { text: without, moved, errors })
}

/// The slips of a part of a text, in order.
fn in_part(text: &str, holds: Holds, left: &mut usize) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    let Some(mut part) = Part::read(text.to_owned(), holds, left) else { return found };
    while found.len() < IN_A_PART {
        let Some((candidate, without)) = best(&part, holds, left) else { break };
        let error = match part.troubles.only_error() {
            // It was told where it stands.
            Some(error) if !is_about_quotes(error) && covers(error, &candidate) => {
                Some(error.clone())
            }
            _ => candidate.error(&part.text),
        };
        let moved = moved(&found);
        let Candidate { at, length, .. } = candidate;
        let begins = TextSize::try_from(at).map(|at| usize::from(moved.start(at)));
        let (Ok(at), Some(error)) = (begins, error) else { break };
        let slip =
            Slip { error: moved.error(error), candidate: Candidate { at, length, ..candidate } };
        // In the order of places, and one never in another.
        let position = found.partition_point(|other| other.candidate.at < at);
        if found.get(position).is_some_and(|next| next.candidate.at < at + length) {
            break;
        }
        found.insert(position, slip);
        part = without;
    }
    found
}

/// Where a text without these slips, which stand in order, stands in the one with them.
fn moved(slips: &[Slip]) -> Moved {
    Moved::without(slips.iter().map(|slip| slip.candidate.left_out()))
}

/// The change of one character that leaves the fewest mistakes, and the text with it.
fn best(part: &Part, holds: Holds, left: &mut usize) -> Option<(Candidate, Part)> {
    let old = &part.troubles;
    if old.count > MOST_TROUBLES {
        return None;
    }
    let only = old.only_error();
    let least = match only {
        // The word is read, and nothing else is said of it than was.
        Some(error)
            if is_about_quotes(error)
                || matches!(error.kind, SyntaxErrorKind::Surplus { .. })
                || is_behind_word(&part.text, error.range.start()) =>
        {
            0
        }
        Some(_) => return None,
        None => old.count.checked_sub(2)?,
    };
    let mut best: Option<(Candidate, Part)> = None;
    for candidate in candidates(&part.text, old) {
        let is_tried = only.is_none_or(|error| match is_about_quotes(error) {
            true => {
                candidate.is_quote(&part.text) && !candidate.may_end_text(&part.text)
                    || candidate.is_in_word(&part.text)
            }
            false => candidate.is_in_word(&part.text),
        });
        if !is_tried {
            continue;
        }
        let without = Part::read(candidate.changed(&part.text), holds, left)?;
        let new = &without.troubles;
        let is_better = match &best {
            Some((_, before)) => new.count < before.troubles.count,
            None => new.count <= least,
        };
        if is_better && follows(part, &candidate, &without) {
            let is_clean = new.count == 0;
            best = Some((candidate, without));
            if is_clean {
                break;
            }
        }
    }
    best
}

/// Whether it says that a text does not begin or end, which a mark for its quote leads to.
fn is_about_quotes(error: &SyntaxError) -> bool {
    matches!(
        error.kind,
        SyntaxErrorKind::UnterminatedString | SyntaxErrorKind::UnopenedString { .. }
    )
}

fn covers(error: &SyntaxError, candidate: &Candidate) -> bool {
    Range::<usize>::from(error.range).contains(&candidate.at)
}

/// Whether all mistakes that are left were there before, elsewhere than where the change was made, and no text became a comment.
fn follows(part: &Part, candidate: &Candidate, without: &Part) -> bool {
    let moved = Moved::without([candidate.left_out()]);
    let line = part.line(candidate.at);
    let is_elsewhere = |place: TextRange| part.line(moved.range(place).start().into()) != line;
    without.in_comments <= part.in_comments
        && without.troubles.is_in(&part.troubles, &moved)
        && without.troubles.places().all(is_elsewhere)
}

impl Slip {
    /// The same, so many bytes further behind.
    fn shifted(mut self, by: usize) -> Self {
        self.candidate.at += by;
        if let Ok(by) = TextSize::try_from(by) {
            let shift = |range: TextRange| range + by;
            self.error = moved::map(self.error, &shift);
        }
        self
    }
}
