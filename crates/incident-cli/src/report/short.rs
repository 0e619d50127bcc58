//! `--format short`: a line each, for editors and `grep`.

use std::fmt::Write as _;

use incident_base::Diagnostic;

use crate::printable::one_line;
use crate::program::Program;
use crate::report::place::Texts;

/// `FILE:LINE:COL: LEVEL CODE: MESSAGE`, a line a finding.
pub(crate) fn short(program: &Program, findings: &[Diagnostic]) -> String {
    let texts = Texts::new(program);
    let mut lines = String::new();
    for finding in findings {
        let place = texts.place(finding.place);
        // Writing to a string cannot fail.
        let _ = writeln!(
            lines,
            "{}:{}:{}: {} {}: {}",
            one_line(place.file),
            place.start.line,
            place.start.column,
            finding.level.as_str(),
            finding.code,
            one_line(&finding.message)
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{error, program};

    #[test]
    fn a_finding_is_one_line_whatever_its_message_holds() {
        let program = program(&[("dir/a b.incident", "\u{FEFF}é\nservice Ü {}\n")]);
        let findings = [error(6..13, "one\ntwo\u{1b}[31m"), error(3..5, "é")];
        assert_eq!(
            short(&program, &findings),
            "dir/a b.incident:2:1: error INC001: one two\\u{1b}[31m\n\
             dir/a b.incident:1:1: error INC001: é\n"
        );
    }
}
