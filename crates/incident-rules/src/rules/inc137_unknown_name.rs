//! INC137: name that nothing has.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};
use incident_schema::blocks;

use crate::rule::{Find, Rule, Wording};
use crate::text::some_of;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(137),
    level: Level::Error,
    title: "Name that nothing has",
    page: include_str!("../../../../docs/diagnostics/INC137.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    if let IssueKind::OwnRotation { rotation } = kind {
        let message = format!("`{rotation}` is the service's own rotation, and no shared one.");
        return Some(
            Wording::new(message).help("Remove this line: the service has its own without it."),
        );
    }
    let IssueKind::UnknownName { noun, name, nearest, known, count, .. } = kind else {
        return None;
    };
    let otherwise = match known.as_slice() {
        [] if *noun == "shared rotation" => format!(
            "None is declared: write `on_call_rotation {name} {{ … }}` at the top level, where services share it."
        ),
        [] if *count > 0 => format!("Every {noun} that is declared stands beside it already."),
        [] => format!("No {noun} is declared."),
        [only] => format!("There is only `{only}`."),
        known => format!("There are {}.", some_of(known, *count)),
    };
    let wording = Wording::new(format!("There is no {noun} `{name}`."));
    let wording = wording.nearest_name_or(name, nearest.as_ref(), otherwise);
    Some(match block_of(noun) {
        Some(kind) => wording.structure(Structure::Unnamed { kind, name: name.clone() }),
        None => wording,
    })
}

/// The word of the blocks that a noun stands for.
fn block_of(noun: &str) -> Option<&'static str> {
    let word = match noun {
        "rotation" | "shared rotation" => "on_call_rotation".to_owned(),
        noun => noun.replace(' ', "_"),
    };
    blocks().map(|(_, row)| row.name).find(|name| *name == word)
}
