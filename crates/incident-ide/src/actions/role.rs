//! Declaring a role that is named and not declared.

use incident_base::{Code, FileId, TextEdit, TextSize};
use incident_ir::default_title;

use super::{Action, ActionKind, line_end};
use crate::{Analysis, Finding};

/// INC138: a role that is not declared.
const UNDECLARED: Code = Code::new(138);

/// Adds the role at the end of the file.
pub(super) fn declare(analysis: &Analysis, file: FileId, finding: &Finding) -> Option<Action> {
    let diagnostic = &finding.diagnostic;
    if diagnostic.code != UNDECLARED {
        return None;
    }
    let text = analysis.text(file);
    let range = diagnostic.place.range;
    let written = text.get(usize::from(range.start())..usize::from(range.end()))?;
    // `tier team-lead`, `phone:team-lead`, `team-lead`.
    let name = written.rsplit([' ', ':']).next().filter(|name| is_name(name))?;
    let end = line_end(text);
    let apart = if text.ends_with('\n') { "" } else { end };
    let title = default_title(name);
    let place = TextSize::of(text);
    let role = format!("{apart}{end}role {name} {{{end}  title = \"{title}\"{end}}}{end}");
    Some(Action {
        title: format!("Declare the role `{name}`"),
        kind: ActionKind::Fix,
        mends: vec![(diagnostic.code, range)],
        is_preferred: false,
        edits: vec![TextEdit { start: place, end: place, text: role }],
        elsewhere: Vec::new(),
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
}
