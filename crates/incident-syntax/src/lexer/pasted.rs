//! Lines that were pasted with what another program put before each: the `>` of an answered e-mail, or their numbers.

use super::Cutter;
use super::marked_lines::MarkedLines;
use super::rules::Scanner;
use crate::error::{LineMark, SyntaxErrorKind};
use crate::token::TokenKind;

/// What is known of the lines in a row with such marks that were met last.
#[derive(Debug, Default)]
pub(super) struct Pasted {
    /// They were looked at up to this offset.
    looked_at: usize,
    /// They are so many that the marks are no slip.
    mark: Option<LineMark>,
}

/// The lines in a row with this sort of mark, without it.
fn run(text: &str, mark: LineMark) -> MarkedLines {
    let mut run = MarkedLines::default();
    let mut number = None;
    for line in text.split_inclusive('\n') {
        let length = match mark {
            LineMark::Quote => quote(line),
            LineMark::Number => self::number(line)
                .filter(|(here, _)| {
                    number.is_none_or(|above: u32| above.checked_add(1) == Some(*here))
                })
                .map(|(here, length)| {
                    number = Some(here);
                    length
                }),
        };
        let Some(length) = length else { break };
        run.add(text, line, 0..length, "");
    }
    run
}

impl Cutter<'_> {
    /// Where a line begins: takes the mark before what it says. Of lines in a row, only the first is reported.
    pub(super) fn pasted_mark(&mut self, scanner: &mut Scanner<'_>) {
        /// Two numbers may follow each other by chance.
        const FEWEST_NUMBERS: usize = 3;
        const FEWEST_QUOTES: usize = 1;
        let rest = scanner.remainder();
        let begins = rest.trim_start_matches([' ', '\t']).bytes().next();
        let (mark, fewest) = match begins {
            Some(b'>') => (LineMark::Quote, FEWEST_QUOTES),
            Some(b'0'..=b'9') => (LineMark::Number, FEWEST_NUMBERS),
            _ => return,
        };
        let start = scanner.span().end;
        if start >= self.pasted.looked_at {
            let run = run(rest, mark);
            scanner.extras.searched += run.length as u64;
            let is_pasted = run.lines >= fewest;
            self.pasted = Pasted { looked_at: start + run.length, mark: is_pasted.then_some(mark) };
            if is_pasted {
                let kind = SyntaxErrorKind::PastedLines { mark, instead: run.instead };
                self.report(kind, self.range(start, start + run.marked));
            }
        }
        if start >= self.pasted.looked_at {
            return;
        }
        let length = match self.pasted.mark {
            Some(LineMark::Quote) => quote(rest),
            Some(LineMark::Number) => number(rest).map(|(_, length)| length),
            None => None,
        };
        let Some(length) = length else { return };
        scanner.bump(length);
        self.push(TokenKind::StrayBlank, start + self.base, start + length + self.base);
    }
}

/// How long the `>` before a line are, with the blank behind each; not those of a merge conflict.
fn quote(line: &str) -> Option<usize> {
    let mut rest = line;
    let mut marks = 0;
    while let Some(behind) = rest.strip_prefix('>') {
        rest = behind.strip_prefix(' ').unwrap_or(behind);
        marks += 1;
    }
    (marks > 0 && !line.starts_with(">>>>>>>")).then_some(line.len() - rest.len())
}

/// The number before a line, and how long it is with the blanks before it and the one behind it.
fn number(line: &str) -> Option<(u32, usize)> {
    let written = line.trim_start_matches([' ', '\t']);
    let behind = written.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = written.strip_suffix(behind)?.parse().ok()?;
    let behind = behind.strip_prefix([':', '|', '.']).unwrap_or(behind);
    let rest = behind.strip_prefix([' ', '\t']).unwrap_or(behind);
    let is_apart = rest.len() < behind.len() || rest.is_empty() || rest.starts_with(['\n', '\r']);
    is_apart.then_some((number, line.len() - rest.len()))
}
