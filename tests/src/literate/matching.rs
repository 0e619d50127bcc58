//! Findings against what a document says of them.

use super::assertion::assertions;
use super::{Finding, Program, shown};

/// Holds findings against the assertions in a program and its snapshot.
///
/// # Errors
///
/// Every finding that is not asserted, every assertion that is not met, and a snapshot that differs,
/// a line each with its line of the document.
pub fn verify(program: &Program, findings: &[Finding]) -> Result<(), String> {
    let mut wrong = Vec::new();
    for file in &program.files {
        let line_of = |line: usize| {
            let line = line.checked_sub(1).and_then(|at| file.lines.get(at));
            line.copied().unwrap_or(program.line)
        };
        let mut expected = match assertions(file) {
            Ok(expected) => expected,
            Err((line, why)) => {
                wrong.push((line_of(line), why));
                continue;
            }
        };
        expected.sort_by_key(|assertion| std::cmp::Reverse(assertion.weight()));
        let mut unasserted: Vec<&Finding> =
            findings.iter().filter(|finding| finding.place.file == file.path).collect();
        for assertion in expected {
            match unasserted.iter().position(|finding| assertion.is_met_by(finding)) {
                Some(at) => drop(unasserted.remove(at)),
                None => wrong.push((line_of(assertion.written), format!("not met: {assertion}"))),
            }
        }
        wrong.extend(unasserted.into_iter().map(|finding| {
            let line = usize::try_from(finding.place.line).unwrap_or_default();
            (line_of(line), format!("not asserted: {finding}"))
        }));
    }
    for finding in findings {
        if program.files.iter().all(|file| file.path != finding.place.file) {
            wrong.push((program.line, format!("nowhere: {finding}")));
        }
    }
    let now = shown(findings);
    if let Some(snapshot) = &program.snapshot
        && snapshot.text != now
    {
        let why =
            format!("the findings shown are not these (INCIDENT_UPDATE=1 rewrites them):\n{now}");
        wrong.push((snapshot.lines.start, why));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.sort();
    Err(wrong.iter().map(|(line, why)| format!("line {line}: {why}\n")).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Document, findings};
    use super::*;

    /// What is wrong with a document of one program.
    fn wrong(text: &str) -> String {
        let document = Document::parse(text).unwrap();
        let program = document.programs.first().unwrap();
        verify(program, &findings(program)).err().unwrap_or_default()
    }

    const SNAPSHOT: &str = "```snapshot\n\
        main.incident:1:15: error INC122: `descripton` is not a key of `service`.\n  \
        help: Did you mean `description`?\n```\n";

    #[test]
    fn what_is_asserted_and_found_is_right() {
        let block = "# T\n```incident\nservice Search { descripton = \"x\" }";
        for assertion in ["error: INC122", "error: 18 INC122", "error: INC122 \"not a key\""] {
            assert_eq!(wrong(&format!("{block} // {assertion}\n```\n")), "");
        }
        assert_eq!(wrong("# T\n```incident\nservice Search\n```\n"), "");
    }

    #[test]
    fn a_finding_without_an_assertion_fails() {
        let text = "# T\n\n```incident\n\nservice Search { descripton = \"x\" }\n```\n";
        let wrong = wrong(text);
        assert!(
            wrong.starts_with("line 5: not asserted: main.incident:2:18: error INC122:"),
            "{wrong}"
        );
    }

    #[test]
    fn an_assertion_without_a_finding_fails() {
        let text = "# T\n```incident\nservice Search { } // error: INC122\n```\n";
        assert_eq!(wrong(text), "line 3: not met: error: INC122\n");
    }

    #[test]
    fn level_code_column_message_line_and_file_count() {
        let code = "service Search { descripton = \"x\" }";
        for assertion in
            ["warning: INC122", "error: INC121", "error: 17 INC122", "error: INC122 \"unknown\""]
        {
            let wrong = wrong(&format!("# T\n```incident\n{code} // {assertion}\n```\n"));
            assert!(wrong.contains("not met") && wrong.contains("not asserted"), "{wrong}");
        }
        let elsewhere = format!(
            "# T\n```incident\n{code}\n```\n`b.incident`\n```incident\nservice B // error: INC122\n```\n"
        );
        assert!(wrong(&elsewhere).contains("line 7: not met"));
        let next_line = format!("# T\n```incident\n{code}\nservice B // error: INC122\n```\n");
        assert!(wrong(&next_line).contains("line 4: not met"));
    }

    #[test]
    fn one_assertion_covers_one_finding() {
        let code = "service Search { descripton = \"x\", runbok = \"y\" } // error: INC122";
        assert!(wrong(&format!("# T\n```incident\n{code}\n```\n")).contains("not asserted"));
        let both = format!("{code} \"descripton\" // error: INC122");
        assert_eq!(wrong(&format!("# T\n```incident\n{both}\n```\n")), "");
        let general_first = format!("{code} // error: INC122 \"descripton\"");
        assert_eq!(wrong(&format!("# T\n```incident\n{general_first}\n```\n")), "");
    }

    #[test]
    fn a_snapshot_holds_everything_that_is_found() {
        let program = "service Search { descripton = \"x\" } // error: INC122";
        let right = SNAPSHOT.replace(":15:", ":18:");
        assert_eq!(wrong(&format!("# T\n```incident\n{program}\n```\n{right}")), "");
        let differs = wrong(&format!("# T\n```incident\n{program}\n```\n{SNAPSHOT}"));
        assert!(differs.starts_with("line 5: the findings shown are not these"), "{differs}");
        let empty = wrong(&format!("# T\n```incident\n{program}\n```\n```snapshot\n```\n"));
        assert!(empty.starts_with("line 5: the findings shown are not these"), "{empty}");
    }

    #[test]
    fn a_malformed_assertion_fails() {
        let text = "# T\n```incident\nservice Search // error: INC1\n```\n";
        assert!(wrong(text).starts_with("line 3: `error: INC1`"), "{}", wrong(text));
    }
}
