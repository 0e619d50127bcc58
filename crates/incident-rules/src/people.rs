//! Who is meant by a name where an address is wanted.

use incident_analysis::{Db, Issue, Item, Workspace, addresses_named_in, declared_names};
use incident_base::{Certainty, Change, Diagnostic, Mend, Origin};
use incident_schema::Kind;

use crate::rules::name_for_address;

/// A finding about a name that stands for an address, with the address: that of somebody who is declared or named in the same
/// item.
pub(crate) fn with_address(
    db: &dyn Db,
    workspace: Workspace,
    item: Item<'_>,
    issue: &Issue,
    finding: Diagnostic<Origin>,
) -> Diagnostic<Origin> {
    let Some(name) = name_for_address(&issue.kind) else { return finding };
    let is_meant = |address: &&str| {
        address.split_once('@').is_some_and(|(local, _)| local.eq_ignore_ascii_case(name))
    };
    let declared = declared_names(db, workspace, Kind::Person).find(is_meant);
    let named = || addresses_named_in(db, item).iter().map(|it| it.as_str()).find(is_meant);
    let Some(address) = declared.or_else(named) else { return finding };
    let mend = Mend { change: Change::Replace(address.to_owned()), certainty: Certainty::Likely };
    let finding = finding.with_help(format!("Did you mean `{address}`?"));
    Diagnostic { mend: Some(mend), ..finding }
}
