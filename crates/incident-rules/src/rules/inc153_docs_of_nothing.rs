//! INC153: documentation of nothing.

use incident_base::{Code, Diagnostic, FileId, Level, Span};
use incident_syntax::{TokenKind, tokens};
use memchr::memmem;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(153),
    level: Level::Note,
    title: "Documentation of nothing",
    page: include_str!("../../../../docs/diagnostics/INC153.md"),
    find: Find::File,
};

const MARK: &str = "///";

/// The findings about a file's `///` lines, at the first of each run that documents nothing. Of a file with errors nothing is
/// said: what could not be read may be what they document.
pub(crate) fn docs_of_nothing(
    text: &str,
    file: FileId,
    findings: &[Diagnostic],
) -> Vec<Diagnostic> {
    let has_errors = || findings.iter().any(|one| one.level == Level::Error);
    if !may_document_nothing(text) || has_errors() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut waiting = None;
    let mut own_line = true;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Newline => own_line = true,
            TokenKind::DocComment if own_line => {
                waiting.get_or_insert(token.range);
            }
            TokenKind::CloseBrace | TokenKind::CloseBracket => {
                own_line = false;
                found.extend(waiting.take());
            }
            kind if kind.is_trivia() => {}
            _ => {
                own_line = false;
                waiting = None;
            }
        }
    }
    found.extend(waiting);
    let worded = |range| {
        Wording::new(
            "Nothing stands below this `///`: it documents nothing, and no document shows it.",
        )
        .help("Put it above the entry that it is about, or write `//` for a comment.")
        .at(&RULE, Span { file, range })
    };
    found.into_iter().map(worded).collect()
}

/// Whether the line below some run of `///` lines begins with a closing bracket, or is none. Hardly any file has one, and to
/// look at lines takes less time than to read tokens.
fn may_document_nothing(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), MARK.as_bytes()) {
        rest = rest.get(at..).unwrap_or_default();
        let below = loop {
            let Some((_, below)) = rest.split_once('\n') else { return true };
            rest = below;
            let line = below.trim_start_matches([' ', '\t']);
            if !line.starts_with("//") && !line.starts_with(['\r', '\n']) {
                break line;
            }
        };
        if below.is_empty() || below.starts_with(['}', ']']) {
            return true;
        }
    }
    false
}
