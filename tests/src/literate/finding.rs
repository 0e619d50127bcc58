//! Findings, as documents show them.

use std::fmt;

use incident_base::{Code, Diagnostic, Level, Span};

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// Which rule found it.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// Other places, with what stands there.
    pub related: Vec<(Place, String)>,
    /// The next step.
    pub help: Option<String>,
}

/// Where a finding starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The short form of the terminal, with the other places and the help below it.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, code, place, message, related, help } = self;
        write!(f, "{place}: {} {code}: {message}", level.as_str())?;
        for (place, message) in related {
            write!(f, "\n  {place}: {message}")?;
        }
        match help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// All findings, as a snapshot shows them.
pub fn shown(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

impl Finding {
    pub(super) fn new(diagnostic: Diagnostic, place: impl Fn(Span) -> Place) -> Self {
        let related = diagnostic.related.into_iter();
        Self {
            level: diagnostic.level,
            code: diagnostic.code,
            place: place(diagnostic.place),
            message: diagnostic.message,
            related: related.map(|one| (place(one.place), one.message)).collect(),
            help: diagnostic.help,
        }
    }
}
