//! From Markdown to programs.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, date};

/// The file of a fence without a name.
const MAIN: &str = "main.incident";
/// The file of a fence of TOML.
const CONFIG: &str = "incident.toml";

/// A document.
#[derive(Debug)]
pub struct Document {
    /// Its first heading.
    pub title: String,
    /// Its programs, in order.
    pub programs: Vec<Program>,
}

/// Files that are checked together.
#[derive(Clone, Debug)]
pub struct Program {
    /// The headings it stands under, the document's title left out: "Overrides / An empty span".
    pub section: String,
    /// The line of its first fence, from 1.
    pub line: usize,
    /// Its files, in the order in which they first appear.
    pub files: Vec<File>,
    /// The day on which people are there or are not.
    pub as_of: Date,
    /// How its files are written.
    pub writing: Writing,
    /// What its findings are said to be.
    pub snapshot: Option<Snapshot>,
    /// What is said of the files that it compiles to.
    pub excerpts: Vec<Excerpt>,
    /// The line after its last fence, from 0: where a snapshot belongs.
    pub end: usize,
}

/// A file of a program.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Its text, with LF at the ends of lines.
    pub text: String,
    /// The line of the document, from 1, of each of its lines.
    pub lines: Vec<usize>,
}

/// The findings that a document shows.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The lines between its fences, from 0.
    pub lines: Range<usize>,
    /// Their text; every line ends in a line break.
    pub text: String,
}

/// What a document says of a file that is written.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The file.
    pub path: String,
    /// Whether these lines are in the file, or none of them is.
    pub is_there: bool,
    /// Lines of the file.
    pub text: String,
}

/// How files are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// As UTF-16, little-endian, with its mark.
    pub utf16: bool,
    /// With a byte order mark.
    pub mark: bool,
    /// With CRLF at the ends of lines.
    pub crlf: bool,
    /// So that nobody may read this one of them.
    pub locked: Option<String>,
}

#[derive(Clone)]
struct Settings {
    as_of: Date,
    writing: Writing,
}

struct Heading {
    level: usize,
    title: String,
    settings: Settings,
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// What is wrong with its form: the line, from 1, and why.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lines: Vec<&str> = text.lines().collect();
        let mut reader = Reader::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let read = match line.strip_prefix("```") {
                Some(info) => reader.fence(info.trim(), &lines, at),
                None => reader.prose(line, at).map(|()| at + 1),
            };
            at = read.map_err(|why| format!("line {}: {why}", at + 1))?;
        }
        reader.finish().map_err(|why| format!("at the end: {why}"))
    }
}

struct Reader {
    title: Option<String>,
    headings: Vec<Heading>,
    top: Settings,
    path: Option<String>,
    current: Option<Program>,
    programs: Vec<Program>,
}

impl Reader {
    fn new() -> Self {
        let top = Settings { as_of: date(2026, 1, 1), writing: Writing::default() };
        let (headings, programs) = (Vec::new(), Vec::new());
        Self { title: None, headings, top, path: None, current: None, programs }
    }

    fn settings(&mut self) -> &mut Settings {
        self.headings.last_mut().map_or(&mut self.top, |heading| &mut heading.settings)
    }

    fn prose(&mut self, line: &str, at: usize) -> Result<(), String> {
        if let Some(path) = &self.path
            && !line.trim().is_empty()
        {
            return Err(format!("no fence follows the path `{path}`"));
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        if let Some((_, title)) = line.split_at_checked(hashes)
            && (1..=6).contains(&hashes)
            && let Some(title) = title.strip_prefix(' ')
        {
            self.heading(hashes, title.trim());
        } else if let Some((word, value)) = line.split_once(": ")
            && ["as-of", "encoding", "line-ends", "locked"].contains(&word)
        {
            self.close();
            set(self.settings(), word, value.trim())?;
        } else if let Some(path) = path_in_backticks(line) {
            self.path = Some(path.to_owned());
        } else if line.trim_start().starts_with("```") && line.starts_with(|it| it != ' ') {
            return Err(format!("a fence starts its line, and line {} does not", at + 1));
        }
        Ok(())
    }

    fn heading(&mut self, level: usize, title: &str) {
        self.close();
        while self.headings.last().is_some_and(|outer| outer.level >= level) {
            self.headings.pop();
        }
        let settings = self.settings().clone();
        self.headings.push(Heading { level, title: title.to_owned(), settings });
        self.title.get_or_insert_with(|| title.to_owned());
    }

    fn section(&self) -> String {
        let titles: Vec<&str> = self
            .headings
            .iter()
            .filter(|heading| heading.level > 1 || self.headings.len() == 1)
            .map(|heading| heading.title.as_str())
            .collect();
        titles.join(" / ")
    }

    /// Reads a fence and gives the line after it.
    fn fence(&mut self, language: &str, lines: &[&str], at: usize) -> Result<usize, String> {
        let body = lines.iter().skip(at + 1).take_while(|line| !line.starts_with("```"));
        let body: Vec<&str> = body.copied().collect();
        let close = at + 1 + body.len();
        if lines.get(close).is_none_or(|line| line.trim_end() != "```") {
            return Err("this fence is not closed".to_owned());
        }
        let path = self.path.take();
        match language {
            "incident" => self.add(path.as_deref().unwrap_or(MAIN), &body, at),
            "toml" => self.add(path.as_deref().unwrap_or(CONFIG), &body, at),
            "snapshot" | "text" => {
                let text = body.iter().flat_map(|line| [line, "\n"]).collect();
                let snapshot = Snapshot { lines: at + 1..close, text };
                let program = self.current.as_mut().ok_or("there is no program above this")?;
                program.snapshot = Some(snapshot);
                self.close();
                return Ok(close + 1);
            }
            "markdown" | "json" | "yaml" | "absent" => {
                let excerpt = Excerpt {
                    line: at + 1,
                    path: path.ok_or("the file that this is a part of has no name")?,
                    is_there: language != "absent",
                    text: body.iter().flat_map(|line| [line, "\n"]).collect(),
                };
                let program = self.current.as_mut().ok_or("there is no program above this")?;
                program.excerpts.push(excerpt);
                return Ok(close + 1);
            }
            other => return Err(format!("`{other}` is no language of a fence here")),
        }
        if let Some(program) = &mut self.current {
            program.end = close + 1;
        }
        Ok(close + 1)
    }

    fn add(&mut self, path: &str, body: &[&str], at: usize) {
        let Settings { as_of, writing } = self.settings().clone();
        let section = self.section();
        let program = self.current.get_or_insert_with(|| Program {
            section,
            line: at + 1,
            files: Vec::new(),
            as_of,
            writing,
            snapshot: None,
            excerpts: Vec::new(),
            end: at,
        });
        let position = program.files.iter().position(|file| file.path == path);
        let position = position.unwrap_or(program.files.len());
        if position == program.files.len() {
            program.files.push(File {
                path: path.to_owned(),
                text: String::new(),
                lines: Vec::new(),
            });
        }
        if let Some(file) = program.files.get_mut(position) {
            file.text.extend(body.iter().flat_map(|line| [line, "\n"]));
            file.lines.extend((at + 2..).take(body.len()));
        }
    }

    fn close(&mut self) {
        self.programs.extend(self.current.take());
    }

    fn finish(mut self) -> Result<Document, String> {
        self.close();
        if let Some(path) = self.path {
            return Err(format!("no fence follows the path `{path}`"));
        }
        let title = self.title.ok_or("there is no heading")?;
        number_programs_of_one_section(&mut self.programs);
        Ok(Document { title, programs: self.programs })
    }
}

fn set(settings: &mut Settings, word: &str, value: &str) -> Result<(), String> {
    match (word, value) {
        ("as-of", day) => {
            settings.as_of = day.parse().map_err(|error| format!("`{day}`: {error}"))?;
        }
        ("encoding", "UTF-16") => settings.writing.utf16 = true,
        ("encoding", "UTF-8 with BOM") => settings.writing.mark = true,
        ("line-ends", "CRLF") => settings.writing.crlf = true,
        ("locked", path) => settings.writing.locked = Some(path.to_owned()),
        _ => return Err(format!("`{word}` cannot be `{value}`")),
    }
    Ok(())
}

/// The path of a line that holds nothing but a path in backticks.
fn path_in_backticks(line: &str) -> Option<&str> {
    let path = line.trim().strip_prefix('`')?.trim_end_matches(':').strip_suffix('`')?;
    let is_file =
        [".incident", ".toml", ".md", ".json", ".yml"].iter().any(|end| path.ends_with(end));
    (is_file && !path.contains('`')).then_some(path)
}

/// Gives every program a name of its own, to be selected by.
fn number_programs_of_one_section(programs: &mut [Program]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for program in programs {
        let count = seen.entry(program.section.clone()).or_default();
        *count += 1;
        if *count > 1 {
            program.section = format!("{} ({count})", program.section);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(text: &str) -> Program {
        let mut document = Document::parse(text).unwrap();
        assert_eq!(document.programs.len(), 1);
        document.programs.remove(0)
    }

    #[test]
    fn fences_of_a_section_are_one_program() {
        let text = "# T\n## A\n\n```incident\na\n```\nprose\n```incident\nb\n```\n\
                    `x/y.incident`\n\n```incident\nc\n```\n```toml\nout = 1\n```\n";
        let program = program(text);
        assert_eq!((program.section.as_str(), program.line, program.end), ("A", 4, 18));
        let files: Vec<(&str, &str, &[usize])> =
            program.files.iter().map(|it| (&*it.path, &*it.text, &*it.lines)).collect();
        let expected: [(&str, &str, &[usize]); 3] = [
            ("main.incident", "a\nb\n", &[5, 9]),
            ("x/y.incident", "c\n", &[14]),
            ("incident.toml", "out = 1\n", &[17]),
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn headings_and_snapshots_end_a_program() {
        let block = "```incident\nx\n```\n";
        let text = format!(
            "# T\n{block}## A\n{block}```snapshot\nfound\n```\n{block}### B\n{block}## C\n{block}"
        );
        let document = Document::parse(&text).unwrap();
        let sections: Vec<&str> = document.programs.iter().map(|it| &*it.section).collect();
        assert_eq!(sections, ["T", "A", "A (2)", "A / B", "C"]);
        let snapshot = document.programs[1].snapshot.as_ref().unwrap();
        assert_eq!((snapshot.lines.clone(), snapshot.text.as_str()), (9..10, "found\n"));
        assert_eq!(document.title, "T");
    }

    #[test]
    fn settings_hold_for_their_section_and_those_in_it() {
        let block = "```incident\nx\n```\n";
        let text = format!(
            "# T\n{block}## A\n{block}as-of: 2026-06-01\n{block}### B\nencoding: UTF-16\n\
             line-ends: CRLF\n{block}## C\nencoding: UTF-8 with BOM\n{block}"
        );
        let document = Document::parse(&text).unwrap();
        let months: Vec<i8> = document.programs.iter().map(|it| it.as_of.month()).collect();
        assert_eq!(months, [1, 1, 6, 6, 1]);
        let writing: Vec<Writing> = document.programs.iter().map(|it| it.writing.clone()).collect();
        assert_eq!(writing[3], Writing { utf16: true, crlf: true, ..Writing::default() });
        assert_eq!(writing[4], Writing { mark: true, ..Writing::default() });
        assert_eq!(writing[2], Writing::default());
    }

    #[test]
    fn excerpts_are_of_the_program_above() {
        let text =
            "# T\n```incident\na\n```\n`S/a.md`\n```markdown\nx\n```\n`S/b.json`\n```absent\n```\n";
        let program = program(text);
        let excerpts: Vec<(usize, &str, bool, &str)> = program
            .excerpts
            .iter()
            .map(|it| (it.line, &*it.path, it.is_there, &*it.text))
            .collect();
        assert_eq!(excerpts, [(6, "S/a.md", true, "x\n"), (10, "S/b.json", false, "")]);
        assert_eq!(program.end, 4);
    }

    #[test]
    fn mistakes_of_form_are_not_passed_over() {
        for (text, why) in [
            ("# T\n```incident\nx\n", "line 2: this fence is not closed"),
            ("# T\n```rust\n{}\n```\n", "line 2: `rust` is no language of a fence here"),
            ("# T\n```json\n{}\n```\n", "line 2: the file that this is a part of has no name"),
            ("# T\n`a.json`\n```json\n{}\n```\n", "line 3: there is no program above this"),
            ("# T\n```snapshot\n```\n", "line 2: there is no program above this"),
            ("# T\n`a.incident`\nprose\n", "line 3: no fence follows the path `a.incident`"),
            ("# T\n`a.incident`\n", "at the end: no fence follows the path `a.incident`"),
            ("# T\nencoding: EBCDIC\n", "line 2: `encoding` cannot be `EBCDIC`"),
            ("prose\n", "at the end: there is no heading"),
        ] {
            assert_eq!(Document::parse(text).unwrap_err(), why);
        }
        assert!(Document::parse("# T\nas-of: soon\n").unwrap_err().starts_with("line 2: `soon`"));
    }
}
