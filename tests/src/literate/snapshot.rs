//! Rewriting the findings that documents show.

use super::Program;

/// Whether goldens and snapshots are to be rewritten: `INCIDENT_UPDATE=1`.
pub fn is_update() -> bool {
    std::env::var_os("INCIDENT_UPDATE").is_some_and(|value| value == "1")
}

/// The document with the snapshots of these programs replaced by what is found in them now. A program
/// without a snapshot gets one if `insert` says so.
pub fn update<'p>(
    document: &str,
    programs: impl IntoIterator<Item = (&'p Program, String)>,
    insert: impl Fn(&Program) -> bool,
) -> String {
    let lines: Vec<&str> = document.lines().collect();
    let mut updated = String::new();
    let mut copied = 0;
    let mut copy = |updated: &mut String, end: usize| {
        for line in lines.iter().take(end).skip(copied) {
            updated.push_str(line);
            updated.push('\n');
        }
        copied = copied.max(end);
    };
    for (program, found) in programs {
        match &program.snapshot {
            Some(snapshot) => {
                copy(&mut updated, snapshot.lines.start);
                updated.push_str(&found);
                // What was there is passed over.
                copy(&mut String::new(), snapshot.lines.end);
            }
            None if insert(program) => {
                copy(&mut updated, program.end);
                updated.push_str(&format!("\n```text\n{found}```\n"));
            }
            None => {}
        }
    }
    copy(&mut updated, lines.len());
    updated
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;

    #[test]
    fn only_what_is_shown_changes() {
        let text = "# T\n```incident\na\n```\n```snapshot\nold\nold\n```\nprose\n## U\n\
                    ```incident\nb\n```\n## V\n```incident\nc\n```\n```snapshot\n```\nend\n";
        let document = Document::parse(text).unwrap();
        let found = ["new\n", "unseen\n", "found\n"].map(str::to_owned);
        let updated = update(text, document.programs.iter().zip(found.clone()), |_| false);
        assert_eq!(
            updated,
            "# T\n```incident\na\n```\n```snapshot\nnew\n```\nprose\n## U\n\
             ```incident\nb\n```\n## V\n```incident\nc\n```\n```snapshot\nfound\n```\nend\n"
        );
        let inserted = update(text, document.programs.iter().zip(found), |it| it.section == "U");
        assert!(inserted.contains("b\n```\n\n```text\nunseen\n```\n## V\n"), "{inserted}");
    }

    #[test]
    fn what_is_up_to_date_stays() {
        let text = "# T\n\n```incident\na\n```\n\n```snapshot\nx\n```\n";
        let document = Document::parse(text).unwrap();
        assert_eq!(
            update(text, document.programs.iter().map(|it| (it, "x\n".into())), |_| true),
            text
        );
    }
}
