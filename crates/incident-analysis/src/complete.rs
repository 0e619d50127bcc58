//! Keys and blocks that must be there, once profiles have given theirs.

use incident_schema::{Type, block, keys_in};

use crate::typed_tree::Block;
use crate::typing::describe;
use crate::{Issue, IssueKind, Issues};

/// Reports what a block and those in it lack.
pub(crate) fn check(typed: &Block, issues: &mut Issues) {
    for key in keys_in(typed.kind).filter(|key| key.required && !typed.incomplete) {
        if typed.attribute(key.name).is_none() {
            let kind = IssueKind::MissingKey {
                block: describe(typed),
                key: key.name,
                example: format!("{} = {}", key.name, example(key.ty, key.example)),
                doc: key.doc,
            };
            issues.push(Issue { kind, origin: typed.header, related: None });
        }
    }
    for needed in block(typed.kind).needs.iter().filter(|_| !typed.incomplete) {
        if typed.blocks_of(*needed).next().is_none() {
            let kind = IssueKind::MissingBlock {
                block: describe(typed),
                kind: block(*needed).name,
                example: block(*needed).example,
            };
            issues.push(Issue { kind, origin: typed.header, related: None });
        }
    }
    for inner in &typed.blocks {
        check(inner, issues);
    }
}

fn example(ty: Type, example: &'static str) -> &'static str {
    match ty {
        Type::List(Type::Email) => "[alice@company.com, bob@company.com]",
        _ => example,
    }
}
