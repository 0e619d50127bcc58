//! Who is meant by names where addresses are wanted.

use incident_analysis::{Db, Issue, Item, addresses_named_in, declared_names};
use incident_base::{Certainty, Change, Diagnostic, Mend, Origin};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use crate::rules::names_for_addresses;
use crate::text::{or, some};

/// The addresses of people by what stands before the `@`, in small letters.
type ByName = FxHashMap<String, Vec<String>>;

/// Those of the people who are declared.
#[salsa::tracked(returns(ref))]
fn declared(db: &dyn Db) -> ByName {
    by_name(declared_names(db, Kind::Person))
}

/// Those that stand in an item.
#[salsa::tracked(returns(ref))]
fn named<'db>(db: &'db dyn Db, item: Item<'db>) -> ByName {
    by_name(addresses_named_in(db, item).iter().map(|address| address.as_str()))
}

fn by_name<'a>(addresses: impl Iterator<Item = &'a str>) -> ByName {
    let mut addresses: Vec<&str> = addresses.collect();
    addresses.sort_unstable_by_key(|address| address.to_lowercase());
    addresses.dedup_by_key(|address| address.to_lowercase());
    let mut all = ByName::default();
    for address in addresses {
        if let Some((name, _)) = address.split_once('@') {
            all.entry(name.to_lowercase()).or_default().push(address.to_owned());
        }
    }
    all
}

/// A finding about names that stand for addresses, with the addresses: those of people who are declared or named in the
/// same item. Where several people may be meant, it is not said which.
pub(crate) fn with_addresses(
    db: &dyn Db,
    item: Item<'_>,
    issue: &Issue,
    finding: Diagnostic<Origin>,
) -> Diagnostic<Origin> {
    let names = names_for_addresses(&issue.kind);
    if names.is_empty() {
        return finding;
    }
    let of = |name: &&str| {
        let name = name.to_lowercase();
        declared(db).get(&name).or_else(|| named(db, item).get(&name))
    };
    let Some(meant) = names.iter().map(of).collect::<Option<Vec<&Vec<String>>>>() else {
        return finding;
    };
    if let [several @ [_, _, ..]] = meant.iter().map(|it| it.as_slice()).collect::<Vec<_>>()[..] {
        return finding.with_help(format!("Write {}.", or(several)));
    }
    let Some(meant) = meant
        .iter()
        .map(|it| if let [only] = it.as_slice() { Some(only.as_str()) } else { None })
        .collect::<Option<Vec<&str>>>()
    else {
        return finding;
    };
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
