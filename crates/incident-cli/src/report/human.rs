//! Findings for people: the message, the source with what is meant marked in it, the next step.

mod shorten;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::ops::Range;

use anstream::adapter::strip_str;
use ariadne::{Cache, Color, Config, IndexType, Label, Report, ReportKind, Source};
use incident_base::{Diagnostic, FileId, Level, Span, line_around};

use shorten::Shortened;
use textwrap::{Options, WordSeparator, WordSplitter, fill};

use crate::printable::{message, one_line, same_length};
use crate::program::Program;
use crate::report::Style;
use crate::report::place::{BYTE_ORDER_MARK, Texts, clamped};
use crate::report::plain::plain;
use crate::report::summary::counted;

/// More than this nobody reads; the rest is counted.
const MOST_SHOWN: usize = 100;

/// Second places shown with one finding.
const MOST_RELATED: usize = 12;

/// Of longer lines, in bytes, nothing is shown: to shorten them takes longer than it helps.
const LONGEST_LINE: usize = 20_000;

/// The same in a text that is longer than this, of which all is copied for each line that is shortened.
const LONGEST_IN_LONG_TEXT: usize = 500;
const LONG_TEXT: usize = 1_000_000;

/// As wide as anybody reads, in characters, where nothing is known of where it is shown.
const WIDEST: usize = 160;

/// The first hundred findings in the order given, and how many more there are. `columns` is how many characters stand
/// beside each other where it is shown; lines wider than that, or than anybody reads, are shortened.
pub(crate) fn human(
    program: &Program,
    findings: &[Diagnostic],
    style: Style,
    columns: Option<usize>,
) -> String {
    let texts = Texts::new(program);
    let mut sources = Sources {
        program,
        built: program.files.iter().map(|_| None).collect(),
        none: Source::from(String::new()),
        shortened: BTreeMap::new(),
    };
    let mut report = String::new();
    for finding in findings.iter().take(MOST_SHOWN) {
        let rendered = with_source(&texts, &mut sources, finding, style, columns);
        report.push_str(&rendered.unwrap_or_else(|| plain(&texts, finding, style)));
        report.push('\n');
    }
    let more = findings.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(
            report,
            "… and {} more. `incident check --format short` lists them all.\n",
            counted(more, "finding")
        );
    }
    report
}

/// `None` when there is no source that could be shown.
fn with_source(
    texts: &Texts<'_>,
    sources: &mut Sources<'_>,
    finding: &Diagnostic,
    style: Style,
    columns: Option<usize>,
) -> Option<String> {
    let related = finding.related.get(..MOST_RELATED).unwrap_or(&finding.related);
    let spans = std::iter::once(finding.place).chain(related.iter().map(|it| it.place));
    if texts.text(finding.place).is_empty() || !spans.into_iter().all(|span| fits(texts, span)) {
        return None;
    }
    let color = match finding.level {
        Level::Error => Color::Red,
        Level::Warning => Color::Yellow,
        Level::Note => Color::Cyan,
    };
    let header = format!("{}[{}]", finding.level.as_str(), finding.code);
    // Offsets in bytes would be taken for characters in the heading of a second file.
    let config =
        Config::new().with_index_type(IndexType::Char).with_color(style.color).with_tab_width(2);
    let main = sources.locate(texts, finding.place);
    // Without words the renderer marks a place by its colour alone.
    let words = finding.label.as_deref().map_or_else(|| "here".to_owned(), one_line);
    let mut labels = vec![(main.clone(), color, words)];
    labels.extend(
        related
            .iter()
            .map(|it| (sources.locate(texts, it.place), Color::Blue, message(&it.message))),
    );
    // In the order of the text: a place further up would get a heading that names the first one.
    let rank = |file: FileId| (file != main.0, file);
    labels.sort_by_key(|((file, range), ..)| (rank(*file), range.end, range.start));
    let whole: Vec<(FileId, usize)> =
        labels.iter().map(|((file, range), ..)| (*file, range.start)).collect();
    let mut main = main;
    let places: Vec<_> = labels.iter().map(|(place, ..)| place.clone()).collect();
    sources.shorten(&places, columns.unwrap_or(WIDEST));
    main = sources.shortened_place(&main);
    for (place, ..) in &mut labels {
        *place = sources.shortened_place(place);
    }
    let headings: Vec<[String; 2]> = whole
        .iter()
        .zip(&labels)
        .filter_map(|((file, start), ((_, range), ..))| sources.heading(*file, *start, range.start))
        .collect();
    let labels = labels
        .into_iter()
        .map(|(place, color, words)| Label::new(place).with_color(color).with_message(words));
    let mut report = Report::build(ReportKind::Custom(&header, color), main)
        .with_config(config)
        .with_message(message(&finding.message))
        .with_labels(labels.collect::<Vec<_>>());
    let hidden = finding.related.len() - related.len();
    if hidden > 0 {
        report.add_note(format!("and {} more", counted(hidden, "place")));
    }
    if let Some(help) = &finding.help {
        let help = message(help);
        report.add_help(columns.map_or_else(|| help.clone(), |columns| broken(&help, columns)));
    }
    let mut bytes = Vec::new();
    report.finish().write(&mut *sources, &mut bytes).ok()?;
    sources.shortened.clear();
    let text = String::from_utf8_lossy(&bytes);
    // The renderer colours the header of a custom kind even where it is told not to.
    let text = if style.color { text.into_owned() } else { strip_str(&text).to_string() };
    Some(with_headings(&without_trailing_blanks(&text), &headings))
}

/// A help on lines that fit behind the renderer's margin.
fn broken(help: &str, columns: usize) -> String {
    const MARGIN: usize = 14;
    const NARROWEST: usize = 40;
    let options = Options::new(columns.saturating_sub(MARGIN).max(NARROWEST))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    fill(help, options)
}

/// The places in the headings as they are in the files: the renderer knows those in the shortened lines.
fn with_headings(text: &str, headings: &[[String; 2]]) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let is_heading = line.contains(['╭', '├']);
        let found = headings.iter().filter(|_| is_heading).find_map(|[short, whole]| {
            let (before, behind) = line.split_once(short.as_str())?;
            (!behind.starts_with(|c: char| c.is_ascii_digit())).then_some([before, whole, behind])
        });
        shown.push_str(&found.map_or_else(|| line.to_owned(), |parts| parts.concat()));
    }
    shown
}

/// Whether the lines at both ends of a span are short enough.
fn fits(texts: &Texts<'_>, span: Span) -> bool {
    let text = texts.text(span);
    let range = clamped(span, text);
    let longest = if text.len() > LONG_TEXT { LONGEST_IN_LONG_TEXT } else { LONGEST_LINE };
    // The end of a text is shown behind its last line.
    let last = text.trim_end_matches(['\r', '\n']).len();
    [range.start, range.end, range.end.min(last)]
        .into_iter()
        .all(|at| line_around(text, at).len() <= longest)
}

fn without_trailing_blanks(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// The texts as the renderer reads them, each prepared once. It knows every file that a finding can
/// name: the renderer would complain about another on standard error.
struct Sources<'p> {
    program: &'p Program,
    built: Vec<Option<Source<String>>>,
    none: Source<String>,
    /// Those of the finding at hand with lines that would not fit.
    shortened: BTreeMap<FileId, Shortened>,
}

impl Sources<'_> {
    fn source(&mut self, id: FileId) -> &Source<String> {
        match usize::try_from(id.0).ok().and_then(|at| self.built.get_mut(at)) {
            Some(slot) => slot.get_or_insert_with(|| {
                let text = self.program.file(id).map_or("", |file| file.text());
                let mut text = same_length(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text));
                // So that the end of the file is on a line of its own when the last one ends.
                text.push('\n');
                Source::from(text)
            }),
            None => &self.none,
        }
    }

    /// Shortens the lines of these places that are wider than the terminal.
    fn shorten(&mut self, places: &[(FileId, Range<usize>)], columns: usize) {
        const MARGIN: usize = 4;
        const NARROWEST: usize = 40;
        let files: BTreeSet<FileId> = places.iter().map(|(file, _)| *file).collect();
        for file in files {
            let of_file = places.iter().filter(|(other, _)| *other == file);
            let of_file: Vec<Range<usize>> = of_file.map(|(_, range)| range.clone()).collect();
            let source = self.source(file);
            let numbers = source.lines().len().to_string().len();
            let width = columns.saturating_sub(MARGIN + numbers).max(NARROWEST);
            if let Some(shortened) = Shortened::new(source, &of_file, width) {
                self.shortened.insert(file, shortened);
            }
        }
    }

    fn shortened_place(&self, place: &(FileId, Range<usize>)) -> (FileId, Range<usize>) {
        let (file, range) = place.clone();
        match self.shortened.get(&file) {
            Some(text) => (file, text.offset(range.start)..text.offset(range.end)),
            None => (file, range),
        }
    }

    /// How the renderer heads a place of a shortened text, and how it should.
    fn heading(&mut self, file: FileId, whole: usize, short: usize) -> Option<[String; 2]> {
        let shortened = self.shortened.get(&file)?.source.get_offset_line(short)?;
        let (_, line, column) = self.source(file).get_offset_line(whole)?;
        let place = |column: usize| format!(":{}:{}", line + 1, column + 1);
        (shortened.2 != column).then(|| [place(shortened.2), place(column)])
    }

    /// A span as the renderer takes it: in characters, without the byte order mark.
    fn locate(&mut self, texts: &Texts<'_>, span: Span) -> (FileId, Range<usize>) {
        let text = texts.text(span);
        let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let range = clamped(span, text);
        let source = self.source(span.file);
        let start = characters_before(source, range.start.saturating_sub(mark));
        let end = characters_before(source, range.end.saturating_sub(mark));
        (span.file, start..end)
    }
}

fn characters_before(source: &Source<String>, offset: usize) -> usize {
    let Some((line, _, column)) = source.get_byte_line(offset) else { return source.len() };
    let text = source.get_line_text(line).unwrap_or_default();
    line.offset() + text.get(..column).unwrap_or(text).chars().count()
}

impl Cache<FileId> for &mut Sources<'_> {
    type Storage = String;

    fn fetch(&mut self, id: &FileId) -> Result<&Source<String>, impl fmt::Debug> {
        if self.shortened.contains_key(id) {
            return self.shortened.get(id).map(|text| &text.source).ok_or(fmt::Error);
        }
        Ok(self.source(*id))
    }

    fn display<'a>(&self, id: &'a FileId) -> Option<impl fmt::Display + 'a> {
        self.program.file(*id).map(|file| one_line(&file.shown))
    }
}

#[cfg(test)]
mod tests;
