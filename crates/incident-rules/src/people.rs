//! Who is meant by names where addresses are wanted.

use incident_analysis::{Db, Issue, Item, Workspace, addresses_named_in, declared_names};
use incident_base::{Certainty, Change, Diagnostic, Mend, Origin};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use crate::rules::names_for_addresses;
use crate::text::some;

/// A finding about names that stand for addresses, with the addresses: those of people who are declared or named in the
/// same item.
pub(crate) fn with_addresses(
    db: &dyn Db,
    workspace: Workspace,
    item: Item<'_>,
    issue: &Issue,
    finding: Diagnostic<Origin>,
) -> Diagnostic<Origin> {
    let names = names_for_addresses(&issue.kind);
    if names.is_empty() {
        return finding;
    }
    let mut addresses = FxHashMap::default();
    let named = addresses_named_in(db, item).iter().map(|it| it.as_str());
    for address in declared_names(db, workspace, Kind::Person).chain(named) {
        if let Some((local, _)) = address.split_once('@') {
            addresses.entry(local.to_lowercase()).or_insert(address);
        }
    }
    let meant = names.iter().map(|name| addresses.get(&name.to_lowercase()).copied());
    let Some(meant) = meant.collect::<Option<Vec<&str>>>() else { return finding };
    let change = match (names.as_slice(), meant.as_slice()) {
        ([_], [address]) => Change::Replace((*address).to_owned()),
        _ => {
            let both = names.iter().zip(&meant);
            let each = both.map(|(name, address)| ((*name).to_owned(), (*address).to_owned()));
            Change::ReplaceEach(each.collect())
        }
    };
    let finding = finding.with_help(format!("Did you mean {}?", some(&meant)));
    Diagnostic { mend: Some(Mend { change, certainty: Certainty::Likely }), ..finding }
}
