//! `--format junit`: JUnit XML, for pipelines that show test results.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use incident_base::{Diagnostic, FileId, Level};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::program::Program;
use crate::report::place::{Texts, related_lines};

/// A test suite a file: each error and warning is a test that failed, a note is one that was skipped, and a file
/// without findings is a test that passed.
pub(crate) fn junit(program: &Program, findings: &[Diagnostic]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut writer, program, findings);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write(
    writer: &mut Writer<Vec<u8>>,
    program: &Program,
    findings: &[Diagnostic],
) -> io::Result<()> {
    let texts = Texts::new(program);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let failures = findings.iter().filter(|finding| is_failure(finding)).count();
    let skipped = findings.len() - failures;
    let with_findings: BTreeSet<FileId> =
        findings.iter().map(|finding| finding.place.file).collect();
    let mut files: Vec<FileId> = program.files.iter().zip(0..).map(|(_, id)| FileId(id)).collect();
    files.retain(|id| program.is_selected(*id));
    // `incident.toml` has the last number, and its findings come first.
    files.sort_by_key(|id| program.config().is_none_or(|(config, _)| config != *id));
    let passed = files.iter().filter(|id| !with_findings.contains(id)).count();
    let suites = writer
        .create_element("testsuites")
        .with_attribute(("name", "incident check"))
        .with_attribute(("tests", (findings.len() + passed).to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("skipped", skipped.to_string().as_str()));
    suites.write_inner_content(|writer| {
        let mut rest = findings;
        for id in files {
            let count = rest.iter().take_while(|finding| finding.place.file == id).count();
            let (own, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = after;
            suite(writer, program, &texts, id, own)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    program: &Program,
    texts: &Texts<'_>,
    id: FileId,
    findings: &[Diagnostic],
) -> io::Result<()> {
    let name = valid(program.file(id).map_or("", |file| &file.shown));
    let failures = findings.iter().filter(|finding| is_failure(finding)).count();
    let suite = writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", findings.len().max(1).to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("skipped", (findings.len() - failures).to_string().as_str()));
    suite.write_inner_content(|writer| {
        if findings.is_empty() {
            writer
                .create_element("testcase")
                .with_attribute(("name", "no problems"))
                .with_attribute(("classname", name.as_str()))
                .write_empty()?;
        }
        let mut names = Names::default();
        for finding in findings {
            let place = texts.place(finding.place);
            let (line, column) = (place.start.line, place.start.column);
            let case = writer
                .create_element("testcase")
                .with_attribute(("name", names.of(finding).as_str()))
                .with_attribute(("classname", name.as_str()))
                .with_attribute(("line", line.to_string().as_str()));
            let message = valid(&finding.message);
            let head = format!("{name}:{line}:{column}: {message}");
            let more = finding.help.iter().cloned().chain(related_lines(texts, finding));
            let body = more.fold(head, |body, line| format!("{body}\n{}", valid(&line)));
            case.write_inner_content(|writer| {
                let result = if is_failure(finding) { "failure" } else { "skipped" };
                writer
                    .create_element(result)
                    .with_attribute(("message", message.as_str()))
                    .with_attribute(("type", finding.level.as_str()))
                    .write_text_content(BytesText::new(&body))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What the tests of a suite are called. Pipelines know a test by its name and say which have failed before: so it has no
/// line in it, which changes with everything above, and what is said twice is counted.
#[derive(Default)]
struct Names {
    given: BTreeMap<String, usize>,
}

impl Names {
    fn of(&mut self, finding: &Diagnostic) -> String {
        let name = valid(&format!("{}: {}", finding.code, finding.message));
        let count = self.given.entry(name.clone()).or_default();
        *count += 1;
        match count {
            1 => name,
            count => format!("{name} ({count})"),
        }
    }
}

fn is_failure(finding: &Diagnostic) -> bool {
    finding.level != Level::Note
}

/// Without the characters that XML 1.0 cannot hold, not even escaped.
fn valid(text: &str) -> String {
    let holds = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|character| if holds(character) { character } else { '\u{FFFD}' }).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::report::testing::{error, program};

    #[test]
    fn a_suite_a_file_and_a_test_a_finding() {
        let program = program(&[("a.incident", "é = 5\n"), ("b<&>.incident", "y")]);
        let mut note = error(4..5, "Worth\u{1b} ]]> \"knowing\".");
        note.level = Level::Note;
        let findings = [error(0..2, "Wrong <é>.").with_help("Do & go."), note];
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="incident check" tests="3" failures="1" skipped="1">
              <testsuite name="a.incident" tests="2" failures="1" skipped="1">
                <testcase name="INC001: Wrong &lt;é&gt;." classname="a.incident" line="1">
                  <failure message="Wrong &lt;é&gt;." type="error">a.incident:1:1: Wrong &lt;é&gt;.
            Do &amp; go.</failure>
                </testcase>
                <testcase name="INC001: Worth� ]]&gt; &quot;knowing&quot;." classname="a.incident" line="1">
                  <skipped message="Worth� ]]&gt; &quot;knowing&quot;." type="note">a.incident:1:4: Worth� ]]&gt; &quot;knowing&quot;.</skipped>
                </testcase>
              </testsuite>
              <testsuite name="b&lt;&amp;&gt;.incident" tests="1" failures="0" skipped="0">
                <testcase name="no problems" classname="b&lt;&amp;&gt;.incident"/>
              </testsuite>
            </testsuites>
        "#]]
        .assert_eq(&junit(&program, &findings));
    }

    #[test]
    fn a_test_is_called_the_same_wherever_it_stands() {
        let findings = [error(0..1, "Wrong."), error(4..5, "Wrong."), error(4..5, "Odd.")];
        let names = |text: &str| -> Vec<String> {
            let report = junit(&program(&[("a.incident", text)]), &findings);
            let parts = report.split("testcase name=\"").skip(1);
            parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
        };
        assert_eq!(names("a\nb\nc"), ["INC001: Wrong.", "INC001: Wrong. (2)", "INC001: Odd."]);
        assert_eq!(names("\n\n\n\n\n\n"), names("a\nb\nc"));
    }
}
