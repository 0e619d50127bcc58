//! What a program compiles to against what a document says of it.

use std::collections::BTreeMap;

use incident_base::Level;

use super::{Excerpt, Finding, Program, Session};

/// Holds what a program compiles to against the excerpts of it.
///
/// # Errors
///
/// Every excerpt that is not there although it should be, or is although it should not, a paragraph
/// each with its line of the document.
pub fn verify_written(program: &Program, findings: &[Finding]) -> Result<(), String> {
    let Some(first) = program.excerpts.first() else { return Ok(()) };
    if findings.iter().any(|finding| finding.level == Level::Error) {
        return Err(format!("line {}: a program with errors writes nothing\n", first.line));
    }
    let files = Session::new(program).compiled();
    let wrong: String = program.excerpts.iter().filter_map(|it| mistake(it, &files)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn mistake(excerpt: &Excerpt, files: &BTreeMap<String, String>) -> Option<String> {
    let Excerpt { line, path, is_there, text } = excerpt;
    let shown: Vec<&str> = text.lines().map(str::trim).collect();
    let why = match (files.get(path), *is_there) {
        (None, false) if shown.is_empty() => return None,
        (None, _) => {
            let paths: Vec<&str> = files.keys().map(String::as_str).collect();
            format!("{path} is not written, but {}", paths.join(", "))
        }
        (Some(_), false) if shown.is_empty() => format!("{path} is written"),
        (Some(file), true) => {
            let lines: Vec<&str> = file.lines().map(str::trim).collect();
            if !shown.is_empty() && lines.windows(shown.len()).any(|part| part == shown) {
                return None;
            }
            format!("these lines are not in {path}:\n{file}")
        }
        (Some(file), false) => {
            let found = file.lines().map(str::trim).find(|line| shown.contains(line))?;
            format!("`{found}` is in {path}:\n{file}")
        }
    };
    Some(format!("line {line}: {why}\n"))
}

#[cfg(test)]
mod tests {
    use super::super::{Document, findings};
    use super::*;

    /// What is wrong with an excerpt of what a small service compiles to.
    fn wrong(excerpt: &str) -> String {
        let text = format!(
            "# T\n```incident\nservice S {{ severity P3 \"slow\" {{ response_time = 5m }} }}\n```\n\
             {excerpt}"
        );
        let document = Document::parse(&text).unwrap();
        let program = document.programs.first().unwrap();
        verify_written(program, &findings(program)).err().unwrap_or_default()
    }

    const GUIDE: &str = "`S/IncidentResponseGuide.g.md`\n";

    #[test]
    fn lines_that_are_there_one_after_the_other() {
        let there = "```markdown\n## P3: slow\n\n  - **Response time target:** 5 minutes\n```\n";
        assert_eq!(wrong(&format!("{GUIDE}{there}")), "");
        for not_there in [
            "```markdown\n- **Response time target:** 5 hours\n```\n",
            "```markdown\n## P3: slow\n- **Response time target:** 5 minutes\n```\n",
            "```markdown\nP3: slow\n```\n",
            "```markdown\n```\n",
        ] {
            let wrong = wrong(&format!("{GUIDE}{not_there}"));
            assert!(wrong.starts_with("line 6: these lines are not in S/"), "{wrong}");
        }
    }

    #[test]
    fn lines_and_files_that_are_absent() {
        assert_eq!(wrong(&format!("{GUIDE}```absent\n## P1: slow\n## P2: slow\n```\n")), "");
        let found = wrong(&format!("{GUIDE}```absent\n## P2: slow\n## P3: slow\n```\n"));
        assert!(found.starts_with("line 6: `## P3: slow` is in S/"), "{found}");
        assert_eq!(wrong("`S/PostMortemTemplate.g.md`\n```absent\n```\n"), "");
        let written = wrong(&format!("{GUIDE}```absent\n```\n"));
        assert_eq!(written, "line 6: S/IncidentResponseGuide.g.md is written\n");
        let gone = wrong("`S/x.json`\n```json\n{}\n```\n");
        assert!(gone.starts_with("line 6: S/x.json is not written, but S/Inc"), "{gone}");
        // A name that is misspelt proves nothing.
        let gone = wrong("`S/x.json`\n```absent\nx\n```\n");
        assert!(gone.starts_with("line 6: S/x.json is not written"), "{gone}");
    }

    #[test]
    fn a_program_with_errors_writes_nothing() {
        let text = "# T\n```incident\nservice S { x = 1 } // error: INC122\n```\n`S/x.json`\n\
                    ```absent\n```\n";
        let document = Document::parse(text).unwrap();
        let program = document.programs.first().unwrap();
        assert!(verify_written(program, &findings(program)).is_err());
    }
}
