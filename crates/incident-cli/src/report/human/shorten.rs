//! Lines wider than the terminal, without what is far from the marked places: a line that the terminal breaks parts the
//! marks from what they mark.

use std::collections::BTreeSet;
use std::ops::Range;

use ariadne::Source;

/// What stands in place of what is left out.
const ELLIPSIS: char = '…';

/// Characters left of a marked place, right of it, and at a line's beginning that are shown in any case.
const CONTEXT: usize = 12;

/// Fewer characters than these are not worth leaving out.
const SHORTEST_CUT: usize = 4;

/// A text with parts of its lines left out.
pub(super) struct Shortened {
    pub(super) source: Source<String>,
    /// What is left out, in characters of the whole text, in order.
    cuts: Vec<Range<usize>>,
}

impl Shortened {
    /// Shortens the lines at both ends of the places that have more characters than `width`; `None` when none has.
    pub(super) fn new(
        source: &Source<String>,
        places: &[Range<usize>],
        width: usize,
    ) -> Option<Self> {
        // The end of a text is shown behind the line above it.
        let ends =
            places.iter().flat_map(|place| [place.start, place.end, place.end.saturating_sub(1)]);
        let lines: BTreeSet<usize> =
            ends.filter_map(|end| Some(source.get_offset_line(end)?.1)).collect();
        let cuts = lines.into_iter().flat_map(|number| cuts(source, number, places, width));
        let cuts: Vec<Range<usize>> = cuts.collect();
        if cuts.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(source.text().len());
        let mut left_out = cuts.iter().peekable();
        for (at, character) in source.text().chars().enumerate() {
            match left_out.peek() {
                Some(cut) if cut.contains(&at) => {
                    if at == cut.start {
                        text.push(ELLIPSIS);
                    }
                    if at + 1 == cut.end {
                        left_out.next();
                    }
                }
                _ => text.push(character),
            }
        }
        Some(Self { source: Source::from(text), cuts })
    }

    /// Where a character of the whole text stands in the shortened one.
    pub(super) fn offset(&self, whole: usize) -> usize {
        let before = self.cuts.iter().take_while(|cut| cut.start < whole);
        whole - before.map(|cut| cut.end.min(whole).saturating_sub(cut.start + 1)).sum::<usize>()
    }
}

/// What is left out of a line.
fn cuts(
    source: &Source<String>,
    number: usize,
    places: &[Range<usize>],
    width: usize,
) -> Vec<Range<usize>> {
    let Some(line) = source.line(number) else { return Vec::new() };
    let (start, text) = (line.offset(), source.get_line_text(line).unwrap_or_default());
    let length = text.trim_end().chars().count();
    if length <= width {
        return Vec::new();
    }
    let indent = text.chars().take_while(|c| c.is_whitespace()).count().min(width / 4);
    let mut shown = vec![false; length];
    let mut show = |range: Range<usize>| {
        let range = range.start.min(length)..range.end.min(length);
        shown.get_mut(range).unwrap_or_default().fill(true);
    };
    show(0..indent + CONTEXT);
    for place in places {
        let from = place.start.saturating_sub(start).min(length);
        let to = place.end.saturating_sub(start).min(length);
        if place.end < start || place.start > start + length + 1 {
            continue;
        }
        // Of a long place its two ends.
        let part = (width / 3).max(CONTEXT);
        show(from.saturating_sub(CONTEXT)..from + part.min(to - from));
        show(to.saturating_sub(part).max(from)..to + CONTEXT);
    }
    // What room is left shows what comes first.
    let mut room =
        width.saturating_sub(shown.iter().filter(|shown| **shown).count() + places.len() + 1);
    for shown in shown.iter_mut().filter(|shown| !**shown) {
        if room == 0 {
            break;
        }
        *shown = true;
        room -= 1;
    }
    let mut cuts = Vec::new();
    let mut at = 0;
    for run in shown.chunk_by(|one, next| one == next) {
        if run.first() == Some(&false) && run.len() >= SHORTEST_CUT {
            cuts.push(start + at..start + at + run.len());
        }
        at += run.len();
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_follow_what_is_left_out() {
        let text = format!("a\n{}MARK{}\nb\n", "x".repeat(100), "y".repeat(100));
        let source = Source::from(text);
        assert!(Shortened::new(&source, std::slice::from_ref(&(102..106)), 300).is_none());
        let short = Shortened::new(&source, std::slice::from_ref(&(102..106)), 60).unwrap();
        let line = short.source.text().lines().nth(1).unwrap().to_owned();
        assert!(line.chars().count() <= 60, "{line}");
        let at = short.offset(102);
        let marked: String = short.source.text().chars().skip(at).take(4).collect();
        assert_eq!(marked, "MARK");
        assert_eq!(short.offset(0), 0);
        assert_eq!(short.source.text().chars().nth(short.offset(207)), Some('b'));
    }

    #[test]
    fn both_ends_of_a_long_place_are_shown() {
        let text = format!("{}{}", "B", "x".repeat(300) + "E");
        let source = Source::from(text);
        let short = Shortened::new(&source, std::slice::from_ref(&(0..302)), 60).unwrap();
        assert!(short.source.text().starts_with('B') && short.source.text().ends_with('E'));
        assert_eq!(short.offset(302), short.source.text().chars().count());
    }
}
