//! INC133: twice in a list.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};
use rustc_hash::FxHashSet;

use crate::rule::{Find, Rule, Wording};
use crate::text::some_of;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(133),
    level: Level::Error,
    title: "Twice in a list",
    page: include_str!("../../../../docs/diagnostics/INC133.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let (key, text) = match kind {
        IssueKind::ItemTwice { key, text } => (key, text),
        IssueKind::ItemsTwice { key, items, is_plain, .. } => {
            let wording = several(key, items);
            return Some(match is_plain {
                // Somebody else may be meant, whose turn would be lost.
                true if *key == "members" => wording.likely(Change::RemoveItems(items.clone())),
                true => wording.certainly(Change::RemoveItems(items.clone())),
                false => wording,
            });
        }
        _ => return None,
    };
    let wording = Wording::new(format!("`{text}` stands twice in `{key}`."))
        .label("again here")
        .related("first here");
    Some(match *key {
        // Somebody else may be meant, whose turn would be lost.
        "members" => wording
            .help("Remove one of the two, or write who else is meant.")
            .likely(Change::RemoveItem),
        _ => wording.help("Remove one of the two.").certainly(Change::RemoveItem),
    })
}

fn several(key: &str, items: &[(String, bool)]) -> Wording {
    let mut seen = FxHashSet::default();
    let again = items.iter().filter(|(_, is_again)| *is_again).map(|(item, _)| item);
    let again: Vec<&String> = again.filter(|item| seen.insert(item.to_lowercase())).collect();
    let stand = if again.len() == 1 { "stands" } else { "stand" };
    let names = some_of(&again, again.len());
    Wording::new(format!("{names} {stand} several times in `{key}`."))
        .label("in this list")
        .help("Remove all but the first of each.")
}
