//! A line of a comment without its `//`: its words are no entry, and that is one mistake.

use incident_base::{
    Certainty, Change, Code, Diagnostic, Level, Mend, TextRange, TextSize, line_above,
};
use incident_schema::blocks;

use crate::text::{MEANT_AS_COMMENT, begins_reminder};

/// Longer lines are not looked at: not the whole of a long line for each of its findings.
const MOST: usize = 400;

/// Fewer words may be meant as something else.
const FEWEST: usize = 3;

/// A word of the language may begin an entry, but none of so many words.
const MANY: usize = 5;

/// The codes of what is wrong with the shape of a file.
const OF_SHAPE: std::ops::RangeInclusive<Code> = Code::new(101)..=Code::new(119);

/// Makes one finding of those about a line of prose, where they are several. The findings are those of one file, by place.
pub(crate) fn one_for_each_line_of_prose(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut rest = findings.into_iter().peekable();
    while let Some(first) = rest.next() {
        let is_next = |line: TextRange, next: &Diagnostic| {
            next.level == Level::Error && line.contains_range(next.place.range)
        };
        let line =
            (first.level == Level::Error).then(|| prose_around(text, first.place.range)).flatten();
        let Some(line) = line.filter(|line| rest.peek().is_some_and(|next| is_next(*line, next)))
        else {
            kept.push(first);
            continue;
        };
        let mut of_line = vec![first];
        while let Some(next) = rest.next_if(|next| is_next(line, next)) {
            of_line.push(next);
        }
        match of_line.iter().position(|one| OF_SHAPE.contains(&one.code)) {
            Some(at) => kept.push(told(of_line.swap_remove(at), line)),
            None => kept.append(&mut of_line),
        }
    }
    kept
}

/// The one finding about a line.
fn told(finding: Diagnostic, line: TextRange) -> Diagnostic {
    let mut told = finding;
    told.code = Code::new(101);
    told.place.range = line;
    told.message = "These words are no entry.".to_owned();
    told.help = Some(MEANT_AS_COMMENT.to_owned());
    told.mend =
        Some(Mend { change: Change::Before("// ".to_owned()), certainty: Certainty::Likely });
    told.label = None;
    told.related = Vec::new();
    told.structure = None;
    told
}

/// The line around a place without the blanks at its ends, if it is one of words and no entry by its first.
fn prose_around(text: &str, place: TextRange) -> Option<TextRange> {
    let (before, behind) = text.split_at_checked(place.start().into())?;
    let length = before.bytes().rev().take(MOST).position(|byte| matches!(byte, b'\n' | b'\r'));
    let start = before.len() - length.or_else(|| (before.len() < MOST).then_some(before.len()))?;
    let length = behind.bytes().take(MOST).position(|byte| matches!(byte, b'\n' | b'\r'));
    let end = before.len() + length.or_else(|| (behind.len() < MOST).then_some(behind.len()))?;
    let whole = text.get(start..end)?;
    let line = whole.trim();
    let words = line.split_whitespace().count();
    let is_prose = !line.contains(['=', '{', '}', '[', ']', '"'])
        && line.starts_with(char::is_alphanumeric)
        && words >= FEWEST;
    let word = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()?;
    let means_something = || blocks().any(|(_, row)| row.name == word || row.key(word).is_some());
    if !is_prose
        || !(begins_reminder(word)
            || words >= MANY && is_below_comment(text, start)
            || !means_something())
    {
        return None;
    }
    let at = start + (whole.len() - whole.trim_start().len());
    let range = TextRange::at(TextSize::try_from(at).ok()?, TextSize::of(line));
    range.contains_range(place).then_some(range)
}

fn is_below_comment(text: &str, start: usize) -> bool {
    let above = line_above(text, start).and_then(|above| text.get(above));
    above.is_some_and(|above| above.len() < MOST && above.trim_start().starts_with("//"))
}
