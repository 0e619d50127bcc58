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
    let (key, text, differs_in_case) = match kind {
        IssueKind::ItemTwice { key, text, differs_in_case } => (key, text, *differs_in_case),
        IssueKind::ItemsTwice { key, items, is_plain, .. } => {
            let wording = several(key, items);
            return Some(match is_plain {
                // Somebody else may be meant, whose turn would be lost.
                true if *key == "members" || differ_in_case(items) => {
                    wording.likely(Change::RemoveItems(items.clone()))
                }
                true => wording.certainly(Change::RemoveItems(items.clone())),
                false => wording,
            });
        }
        _ => return None,
    };
    let case = if differs_in_case { " The two differ in case only." } else { "" };
    let wording = Wording::new(format!("`{text}` stands twice in `{key}`.{case}"))
        .label("again here")
        .related("first here");
    Some(match *key {
        // Somebody else may be meant, whose turn would be lost.
        "members" => wording
            .help("Remove one of the two, or write who else is meant.")
            .likely(Change::RemoveItem),
        _ if differs_in_case => wording.help("Remove one of the two.").likely(Change::RemoveItem),
        _ => wording.help("Remove one of the two.").certainly(Change::RemoveItem),
    })
}

/// Whether one of them stands there again in other letters, so that it is not the same to remove the one or the other.
fn differ_in_case(items: &[(String, bool)]) -> bool {
    let firsts: FxHashSet<&String> =
        items.iter().filter(|(_, is_again)| !is_again).map(|(item, _)| item).collect();
    items.iter().any(|(item, is_again)| *is_again && !firsts.contains(item))
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
