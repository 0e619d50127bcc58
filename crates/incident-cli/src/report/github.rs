//! `--format github`: workflow commands of GitHub Actions, which show findings beside the lines of a change.

use std::fmt::Write as _;

use incident_base::{Diagnostic, Level};

use crate::printable::one_line;
use crate::program::Program;
use crate::report::place::{Texts, related_lines};

/// A command a line.
pub(crate) fn github(program: &Program, findings: &[Diagnostic]) -> String {
    let texts = Texts::of_repository(program);
    let mut lines = String::new();
    for finding in findings {
        let place = texts.place(finding.place);
        let level = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let mut text = one_line(&finding.message);
        if let Some(help) = &finding.help {
            text.push('\n');
            text.push_str(&one_line(help));
        }
        for line in related_lines(&texts, finding) {
            text.push('\n');
            text.push_str(&one_line(&line));
        }
        // Columns are for findings within a line only, and the end is inclusive.
        let columns = match place.start.line == place.end.line {
            true => {
                let last = place.end.column.saturating_sub(1).max(place.start.column);
                format!(",col={},endColumn={last}", place.start.column)
            }
            false => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            lines,
            "::{level} file={},line={},endLine={}{columns},title={}::{}",
            property(place.file),
            place.start.line,
            place.end.line,
            finding.code,
            data(&text)
        );
    }
    lines
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a `,` or `:` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{error, program, span};

    #[test]
    fn other_places_are_named() {
        let program = program(&[("a.incident", "role b\n"), ("c.incident", "\nrole b\n")]);
        let finding = error(0..4, "Twice.")
            .with_help("Rename one.")
            .with_related(span(1, 1..5), "first here");
        let told = github(&program, &[finding]);
        assert!(told.ends_with("::Twice.%0ARename one.%0Afirst here: c.incident:2\n"), "{told}");
    }

    #[test]
    fn a_finding_is_one_command_whatever_it_holds() {
        let program = program(&[("dir/a,b:c%.incident", "é = 5\nservice\n")]);
        let findings = [
            error(0..2, "100% of\n::error::lies").with_help("Say less."),
            error(0..10, "Over two lines."),
        ];
        assert_eq!(
            github(&program, &findings),
            "::error file=dir/a%2Cb%3Ac%25.incident,line=1,endLine=1,col=1,endColumn=1,title=INC001::100%25 of \
             ::error::lies%0ASay less.\n\
             ::error file=dir/a%2Cb%3Ac%25.incident,line=1,endLine=2,title=INC001::Over two lines.\n"
        );
    }
}
