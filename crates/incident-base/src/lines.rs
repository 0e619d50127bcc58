//! What a line is. It ends with LF, CRLF or a carriage return alone, as the Language Server Protocol and the editors
//! count; the language takes the last for a mistake (INC109) that hides nothing behind it.

use std::ops::Range;

use memchr::{memchr2, memchr2_iter, memrchr2};
use text_size::{TextRange, TextSize};

/// Where the lines of a text start. Texts of 4 GiB are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(starts_in(text, 0, text.len()));
        Self { starts }
    }

    /// Takes note that a range was replaced by so many bytes, which left this text. Only what lies in the range is looked at.
    pub fn replaced(&mut self, range: TextRange, length: usize, text: &str) {
        let (start, end) = (u32::from(range.start()), u32::from(range.end()));
        // A CR before the range may have lost or got its LF.
        let first = self.starts.partition_point(|at| *at < start.max(1));
        let behind = self.starts.partition_point(|at| *at <= end).max(first);
        let grown = narrow(length);
        for at in self.starts.iter_mut().skip(behind) {
            *at = *at - (end - start) + grown;
        }
        let start = start as usize;
        let new = starts_in(text, start.saturating_sub(1), start + length);
        self.starts.splice(first..behind, new);
    }

    /// The line that holds an offset, counted from 0.
    pub fn at(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|start| *start <= u32::from(offset)).saturating_sub(1)
    }

    /// Where a line starts that is counted from 0; `None` past the last.
    pub fn start(&self, line: usize) -> Option<TextSize> {
        self.starts.get(line).copied().map(TextSize::new)
    }

    /// Where the lines start behind a line, counted from 0, and before an offset.
    pub fn starts_between(
        &self,
        line: usize,
        end: TextSize,
    ) -> impl Iterator<Item = TextSize> + Clone {
        let starts = self.starts.get(line + 1..).unwrap_or_default().iter();
        starts.map(|start| TextSize::new(*start)).take_while(move |start| *start < end)
    }
}

/// The line around an offset in bytes, without its end.
pub fn line_around(text: &str, offset: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let offset = offset.min(bytes.len());
    let before = bytes.get(..offset).unwrap_or_default();
    let start = memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
    let behind = bytes.get(offset..).unwrap_or_default();
    start..memchr2(b'\n', b'\r', behind).map_or(bytes.len(), |at| offset + at)
}

/// What stands before an offset on its line. What stands behind it is not looked at.
pub fn line_before(text: &str, offset: usize) -> &str {
    let before = text.get(..offset).unwrap_or_default();
    let start = memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default()
}

/// The same line with its end.
pub fn whole_line_around(text: &str, offset: usize) -> Range<usize> {
    let line = line_around(text, offset);
    let end = text.as_bytes().get(line.end..).unwrap_or_default();
    let length = if end.starts_with(b"\r\n") { 2 } else { end.len().min(1) };
    line.start..line.end + length
}

/// The line above the one that starts at an offset, without its end; `None` above the first.
pub fn line_above(text: &str, start: usize) -> Option<Range<usize>> {
    let above = text.get(..start)?;
    let above = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r']))?;
    Some(line_around(above, above.len()))
}

/// Where the lines start that begin behind the line ends in a part of a text.
fn starts_in(text: &str, from: usize, to: usize) -> impl Iterator<Item = u32> {
    let bytes = text.as_bytes();
    let part = bytes.get(from..to).unwrap_or_default();
    let ends = memchr2_iter(b'\n', b'\r', part).map(move |at| from + at);
    // Of CRLF, the end is LF.
    let ends = ends.filter(|at| bytes.get(*at..at + 2) != Some(b"\r\n"));
    ends.map(|at| narrow(at + 1))
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: &str = "a\r\nb\rc\n\n\r\nd";
    const LINES: [&str; 6] = ["a", "b", "c", "", "", "d"];

    #[test]
    fn lines_end_at_lf_at_crlf_and_at_cr() {
        let all = Lines::new(ENDS);
        let starts: Vec<u32> = (0..).map_while(|line| all.start(line)).map(u32::from).collect();
        assert_eq!(starts, [0, 3, 5, 7, 8, 10]);
    }

    #[test]
    fn an_offset_is_in_the_line_around_it() {
        let all = Lines::new(ENDS);
        for at in 0..=ENDS.len() {
            // Between CR and LF is the line's end.
            if ENDS.as_bytes().get(at.saturating_sub(1)..=at) == Some(b"\r\n") {
                continue;
            }
            let line = all.at(TextSize::new(at as u32));
            assert_eq!(ENDS.get(line_around(ENDS, at)), LINES.get(line).copied(), "{at}");
            let whole = whole_line_around(ENDS, at);
            assert_eq!(all.start(line).map(usize::from), Some(whole.start), "{at}");
            let next = all.start(line + 1).map_or(ENDS.len(), usize::from);
            assert_eq!(next, whole.end, "{at}");
        }
        assert_eq!(line_around(ENDS, 99), 10..11);
        let starts = [10, 8, 7, 5, 3];
        let above = starts.map(|start| line_above(ENDS, start).and_then(|line| ENDS.get(line)));
        assert_eq!(above, ["", "", "c", "b", "a"].map(Some));
        assert_eq!(line_above(ENDS, 0), None);
    }

    #[test]
    fn after_a_change_the_lines_are_those_of_the_new_text() {
        let text = "a\r\nb\rc\n\n\r\n";
        for (start, end) in (0..=text.len()).flat_map(|end| (0..=end).map(move |at| (at, end))) {
            for new in ["", "x", "\n", "\r", "\r\n", "x\ny\r", "\n\r"] {
                let mut lines = Lines::new(text);
                let mut changed = text.to_owned();
                changed.replace_range(start..end, new);
                let range = TextRange::new((start as u32).into(), (end as u32).into());
                lines.replaced(range, new.len(), &changed);
                assert_eq!(lines, Lines::new(&changed), "{start}..{end} {new:?}");
            }
        }
    }
}
