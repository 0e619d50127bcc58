//! What a text says will be found in it.

use incident_base::{Code, Level};

use super::{File, Finding};

/// One finding that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assertion {
    /// The line of the file that it is about, from 1.
    pub(super) line: usize,
    /// The line of the file that it is written on, from 1.
    pub(super) written: usize,
    level: Level,
    code: Code,
    column: Option<u32>,
    message: Option<String>,
}

impl Assertion {
    /// Whether this is the finding that is expected.
    pub(super) fn is_met_by(&self, finding: &Finding) -> bool {
        usize::try_from(finding.place.line) == Ok(self.line)
            && self.level == finding.level
            && self.code == finding.code
            && self.column.is_none_or(|column| column == finding.place.column)
            && self.message.as_ref().is_none_or(|part| finding.message.contains(part))
    }

    /// How much it asks: those that ask more choose first.
    pub(super) fn weight(&self) -> usize {
        usize::from(self.column.is_some()) + usize::from(self.message.is_some())
    }
}

impl std::fmt::Display for Assertion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.level.as_str())?;
        if let Some(column) = self.column {
            write!(f, " {column}")?;
        }
        write!(f, " {}", self.code)?;
        match &self.message {
            Some(part) => write!(f, " \"{part}\""),
            None => Ok(()),
        }
    }
}

/// The assertions of a file.
///
/// # Errors
///
/// What is wrong with the form of one: the line of the file, from 1, and why.
pub(super) fn assertions(file: &File) -> Result<Vec<Assertion>, (usize, String)> {
    let marker = if file.path.ends_with(".toml") { "#" } else { "//" };
    let mut found = Vec::new();
    let mut waiting: Vec<Assertion> = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        let (code, written) = split(line, marker);
        let mut here = Vec::new();
        for text in written {
            here.push(parse(text, number).map_err(|why| (number, why))?);
        }
        if here.is_empty() && line.trim().is_empty() {
            continue;
        }
        if code.trim().is_empty() && !here.is_empty() {
            waiting.extend(here);
            continue;
        }
        found.extend(waiting.drain(..).map(|it| Assertion { line: number, ..it }));
        found.extend(here);
    }
    match waiting.first() {
        Some(first) => Err((first.written, format!("no code follows `{first}`"))),
        None => Ok(found),
    }
}

/// The code of a line, and the assertions behind it: each from its level to the next.
fn split<'a>(line: &'a str, marker: &str) -> (&'a str, Vec<&'a str>) {
    let mut starts: Vec<usize> = ["error:", "warning:", "note:"]
        .iter()
        .map(|level| format!("{marker} {level}"))
        .flat_map(|start| line.match_indices(&start).map(|(at, _)| at).collect::<Vec<_>>())
        .collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let parts = starts.iter().zip(ends);
    let texts = parts.filter_map(|(start, end)| line.get(start + marker.len()..end)).collect();
    (line.get(..starts.first().copied().unwrap_or(line.len())).unwrap_or(line), texts)
}

/// Reads `error: 8 INC001 "a part of the message"`.
fn parse(text: &str, line: usize) -> Result<Assertion, String> {
    let text = text.trim();
    let wrong = |why: &str| format!("`{text}` {why}");
    let (level, rest) = text.split_once(':').ok_or_else(|| wrong("has no level"))?;
    let level = match level {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Note,
    };
    let (numbers, message) = match rest.split_once('"') {
        Some((numbers, message)) => {
            let message = message.strip_suffix('"').ok_or_else(|| wrong("does not end in `\"`"))?;
            (numbers, Some(message.to_owned()))
        }
        None => (rest, None),
    };
    let words: Vec<&str> = numbers.split_whitespace().collect();
    let (column, code) = match words.as_slice() {
        [code] => (None, *code),
        [column, code] => {
            let column = column.parse().map_err(|_| wrong("has a column that is no number"))?;
            (Some(column), *code)
        }
        _ => return Err(wrong("is not of the form `error: COLUMN CODE \"MESSAGE\"`")),
    };
    // Only the full form, so that whoever searches for a code finds its tests.
    let known = Code::parse(code).filter(|known| known.to_string() == code);
    let code = known.ok_or_else(|| wrong("has no code such as `INC001`"))?;
    Ok(Assertion { line, written: line, level, code, column, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str, text: &str) -> Result<Vec<String>, (usize, String)> {
        let file = File { path: path.to_owned(), text: text.to_owned(), lines: Vec::new() };
        let found = assertions(&file)?;
        Ok(found.iter().map(|it| format!("{} {it}", it.line)).collect())
    }

    #[test]
    fn an_assertion_is_about_its_line_or_the_next_line_of_code() {
        let text = "a // error: INC001\n// warning: 8 INC002\n\n  // note: INC003 \"x \"y\" z\"\n\
                    b // error: INC004 // error: INC005 \"https://x\"\n// a comment\n";
        assert_eq!(
            shown("main.incident", text).unwrap(),
            [
                "1 error: INC001",
                "5 warning: 8 INC002",
                "5 note: INC003 \"x \"y\" z\"",
                "5 error: INC004",
                "5 error: INC005 \"https://x\""
            ]
        );
        assert_eq!(shown("incident.toml", "a = 1 # error: INC150\n").unwrap(), ["1 error: INC150"]);
    }

    #[test]
    fn one_that_is_written_wrongly_is_not_passed_over() {
        for text in [
            "a // error: INC1",
            "a // error: 001",
            "a // error:",
            "a // error: x INC001",
            "a // error: INC001 \"x",
            "a // error: INC001 x y",
            "a\n// error: INC001\n",
        ] {
            assert!(shown("main.incident", text).is_err(), "{text}");
        }
    }
}
