//! INC305: person whom nothing names, and who is much like one who is named.

use incident_analysis::nearest::nearest_address;
use incident_analysis::{
    Db, Workspace, addresses_named, all_files_are_known, items_of_kind, typed,
};
use incident_base::{Change, Code, Level};
use incident_ir::Text;
use incident_schema::Kind;
use rustc_hash::FxHashSet;

use crate::rule::{Find, Report, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(305),
    level: Level::Note,
    title: "Person whom nothing names, and who is much like one who is named",
    page: include_str!("../../../../docs/diagnostics/INC305.md"),
    find: Find::Workspace(check),
};

/// Somebody who is named nowhere has most likely left, and that is as it should be. Only an address that is
/// much like one that is named is a slip.
fn check(db: &dyn Db, workspace: Workspace, report: &mut Report<'_>) {
    let people = items_of_kind(db, Kind::Person);
    // What could not be read may name them.
    if people.is_empty() || !all_files_are_known(db, workspace) {
        return;
    }
    let named = addresses_named(db, workspace);
    let small = |name: &str| Text::from(name.to_ascii_lowercase());
    let declared: FxHashSet<Text> = people.iter().map(|person| small(person.name(db))).collect();
    let strangers = people.iter().filter(|person| {
        let address = small(person.name(db));
        !address.is_empty() && !named.contains(&address)
    });
    let mut undeclared: Vec<&str> = named.difference(&declared).map(Text::as_str).collect();
    undeclared.sort_unstable();
    for person in strangers.take(COMPARED) {
        let address = person.name(db);
        let like = undeclared.iter().copied().filter(|known| begin_alike(known, address));
        let (Some(near), Some(block)) = (nearest_address(address, like), &typed(db, *person).block)
        else {
            continue;
        };
        let wording =
            Wording::new(format!("{address} is in no rotation, team or role, and {near} is."))
                .help(format!("Did you mean {near}?"))
                .possibly(Change::ReplacePart { part: address.to_owned(), with: near });
        report.add(block.header, wording, Vec::new());
    }
}

/// How many people are compared with addresses: that takes time, and a workspace that names so few of its
/// people has not mistyped them all.
const COMPARED: usize = 100;

/// Nobody mistypes the first letter of an address who means somebody else's.
fn begin_alike(known: &str, address: &str) -> bool {
    known.chars().next() == address.chars().next().map(|first| first.to_ascii_lowercase())
}
