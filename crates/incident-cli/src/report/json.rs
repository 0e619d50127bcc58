//! `--format json`: one document, for programs.

use incident_base::{Diagnostic, Span, TextEdit, TextRange};
use serde::Serialize;

use crate::printable::escaped_json;
use crate::program::Program;
use crate::report::place::Texts;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: String,
    level: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Range<'a>,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

/// The text of a range replaced by another.
#[derive(Serialize)]
struct Fix<'a> {
    certainty: &'static str,
    #[serde(flatten)]
    place: Range<'a>,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    message: &'a str,
}

/// Counted from 1; columns in characters; the end is exclusive.
#[derive(Serialize)]
struct Range<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// Grows when something changes its meaning or goes; keys may be added without.
const VERSION: u32 = 1;

/// `{"version": 1, "diagnostics": […]}` with a final newline.
pub(crate) fn json(program: &Program, findings: &[Diagnostic]) -> String {
    let texts = Texts::new(program);
    let range = |span: Span| {
        let place = texts.place(span);
        Range {
            file: place.file,
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }
    };
    let fix = |finding: &Diagnostic| {
        let mend = finding.mend.as_ref()?;
        let TextEdit { start, end, text } =
            mend.change.edit(texts.text(finding.place), finding.place.range)?;
        let place = Span { range: TextRange::new(start, end), ..finding.place };
        Some(Fix { certainty: mend.certainty.as_str(), place: range(place), text })
    };
    let diagnostics = findings
        .iter()
        .map(|finding| Finding {
            code: finding.code.to_string(),
            level: finding.level.as_str(),
            message: &finding.message,
            place: range(finding.place),
            help: finding.help.as_deref(),
            related: finding
                .related
                .iter()
                .map(|it| Related { place: range(it.place), message: &it.message })
                .collect(),
            fix: fix(finding),
        })
        .collect();
    // Plain structs with text keys cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(&Document { version: VERSION, diagnostics })
        .unwrap_or_default();
    text.push('\n');
    escaped_json(&text)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use incident_base::{Certainty, Change, Mend};

    use super::*;
    use crate::report::testing::{error, program, span};

    #[test]
    fn everything_about_a_finding() {
        let program = program(&[("a.incident", "é = 5\nx\n"), ("b.incident", "y")]);
        let mut finding = error(0..2, "Say \"é\".\u{9b}\u{202E}")
            .with_related(span(1, 0..1), "there")
            .with_help("Do.");
        let change = Change::Replace("e".to_owned());
        finding.mend = Some(Mend { change, certainty: Certainty::Likely });
        expect![[r#"
            {
              "version": 1,
              "diagnostics": [
                {
                  "code": "INC001",
                  "level": "error",
                  "message": "Say \"é\".\u009b\u202e",
                  "file": "a.incident",
                  "line": 1,
                  "column": 1,
                  "end_line": 1,
                  "end_column": 2,
                  "help": "Do.",
                  "related": [
                    {
                      "file": "b.incident",
                      "line": 1,
                      "column": 1,
                      "end_line": 1,
                      "end_column": 2,
                      "message": "there"
                    }
                  ],
                  "fix": {
                    "certainty": "likely",
                    "file": "a.incident",
                    "line": 1,
                    "column": 1,
                    "end_line": 1,
                    "end_column": 2,
                    "text": "e"
                  }
                }
              ]
            }
        "#]]
        .assert_eq(&json(&program, &[finding]));
    }

    #[test]
    fn nothing_found_is_a_document_too() {
        assert_eq!(json(&program(&[]), &[]), "{\n  \"version\": 1,\n  \"diagnostics\": []\n}\n");
        let one = json(&program(&[("a", "")]), &[error(0..0, "x")]);
        assert!(one.contains("\"help\": null") && one.contains("\"related\": []"), "{one}");
    }
}
