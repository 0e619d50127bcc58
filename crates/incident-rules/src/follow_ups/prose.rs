//! A line of a comment without its `//`: its words are no entry, and that is one mistake.

use incident_analysis::nearest::is_one_slip;
use incident_base::{
    Certainty, Change, Code, Diagnostic, Level, Mend, TextRange, TextSize, line_above,
};
use incident_schema::blocks;

use crate::text::{LONGEST_LINE, MEANT_AS_COMMENT, begins_reminder, short_line};

/// Fewer words may be meant as something else.
const FEWEST: usize = 3;

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
        Some(Mend { change: Change::Before("// ".to_owned()), certainty: Certainty::Possible });
    told.label = None;
    told.related = Vec::new();
    told.structure = None;
    told
}

/// The line around a place without the blanks at its ends, if it is one of words and no entry by its first.
fn prose_around(text: &str, place: TextRange) -> Option<TextRange> {
    let whole = short_line(text, place.start())?;
    let start = whole.start;
    let whole = text.get(whole)?;
    let line = whole.split(" //").next().unwrap_or(whole).trim();
    let is_reminder = line.split(':').next().is_some_and(begins_reminder);
    let is_prose = !line.contains(['=', '{', '}', '[', ']', '"'])
        && (is_reminder || !line.contains(':'))
        && line.starts_with(char::is_alphanumeric)
        && line.split_whitespace().count() >= FEWEST;
    if !is_prose || !(is_reminder || is_below_comment(text, start) && !begins_entry(line)) {
        return None;
    }
    // Within a list it is one of its values.
    if above_comments(text, start).ends_with([',', '[', '=', ':']) {
        return None;
    }
    let at = start + (whole.len() - whole.trim_start().len());
    let range = TextRange::at(TextSize::try_from(at).ok()?, TextSize::of(line));
    range.contains_range(place).then_some(range)
}

/// Whether the first word is one of the language, or nearly.
fn begins_entry(line: &str) -> bool {
    let folded = |word: &str| word.to_lowercase().replace(['-', '_'], "");
    let word = folded(line.split_whitespace().next().unwrap_or_default());
    /// Of shorter words every other is one letter off.
    const SHORTEST: usize = 4;
    let is_like = |name: &str| {
        folded(name) == word || word.len() >= SHORTEST && is_one_slip(&folded(name), &word)
    };
    blocks().any(|(_, row)| is_like(row.name) || row.keys.iter().any(|key| is_like(key.name)))
}

fn is_below_comment(text: &str, start: usize) -> bool {
    let above = line_above(text, start).and_then(|above| text.get(above));
    above.is_some_and(is_comment)
}

fn is_comment(line: &str) -> bool {
    line.len() < LONGEST_LINE && line.trim_start().starts_with("//")
}

/// The last line above that is neither a comment nor blank, without the comment behind it.
fn above_comments(text: &str, start: usize) -> &str {
    const MOST_LINES: usize = 20;
    let mut start = start;
    for _ in 0..MOST_LINES {
        let Some(above) = line_above(text, start) else { return "" };
        start = above.start;
        let line = text.get(above).unwrap_or_default();
        if !is_comment(line) && !line.trim().is_empty() {
            return line.split(" //").next().unwrap_or_default().trim_end();
        }
    }
    ""
}
