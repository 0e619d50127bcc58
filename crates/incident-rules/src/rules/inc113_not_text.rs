//! INC113: file that is not text.

use incident_base::{Code, Level};
use incident_syntax::{NotText, NotTextReason};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(113),
    level: Level::Error,
    title: "File that is not text",
    page: include_str!("../../../../docs/diagnostics/INC113.md"),
    find: Find::File,
};

pub(crate) fn word(problem: &NotText) -> Wording {
    let NotText { line, column, reason } = problem;
    match reason {
        NotTextReason::Utf16 => {
            Wording::new("This file is in UTF-16, which is not read.").help("Save it as UTF-8.")
        }
        NotTextReason::Utf32 => {
            Wording::new("This file is in UTF-32, which is not read.").help("Save it as UTF-8.")
        }
        NotTextReason::Binary => {
            Wording::new(format!("This file is not text: line {line}, column {column} is a NUL byte."))
                .help("Save it as text in UTF-8, or move it out of the workspace.")
        }
        NotTextReason::NotUtf8 => Wording::new(format!(
            "This file is not UTF-8: line {line}, column {column} is a byte that belongs to no character."
        ))
        .help("Save it as UTF-8."),
    }
}
