//! INC122: unknown key.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level, Structure};
use incident_schema::{blocks, blocks_in};

use crate::rule::{Find, Rule, Wording};
use crate::text::{and, one_line};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(122),
    level: Level::Error,
    title: "Unknown key",
    page: include_str!("../../../../docs/diagnostics/INC122.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let wording = words(kind)?;
    let IssueKind::UnknownKey { key, block, .. } = kind else { return Some(wording) };
    let place = match block {
        Some(block) => format!("in `{block}`"),
        None => "at the top level".to_owned(),
    };
    Some(wording.structure(Structure::MisplacedKey { key: key.clone(), place }))
}

fn words(kind: &IssueKind) -> Option<Wording> {
    match kind {
        IssueKind::UnknownKey { key, block: None, .. } => Some(
            Wording::new(format!("`{key} = …` cannot stand at the top level."))
                .help("Keys stand in blocks: move it into the `service { … }` it belongs to."),
        ),
        IssueKind::UnknownKey { key, block: Some(block), meant: Some((kind, example)), .. } => {
            let example = one_line(example);
            Some(
                Wording::new(format!("`{key}` is not a key of `{block}`."))
                    .help(format!("Each `{kind}` is a block of its own, as in `{example}`.")),
            )
        }
        IssueKind::LabelAsKey { label, kind, instead } => Some(
            Wording::new(format!(
                "The {label} of a `{kind}` is no key: it stands before the `{{`."
            ))
            .help(format!("Write `{instead}`.")),
        ),
        IssueKind::UnknownKey { key, block: Some(block), nearest, takes, .. } => {
            let elsewhere: Vec<&str> = blocks()
                .filter(|(_, row)| row.key(key).is_some())
                .map(|(_, row)| row.name)
                .collect();
            let of_each = key.strip_suffix('s').and_then(|one| {
                let kind = blocks().find(|(_, row)| row.name == *block)?.0;
                let (_, row) = blocks_in(Some(kind)).find(|(_, row)| row.key(one).is_some())?;
                Some(format!("Each `{}` has a `{one}` of its own.", row.name))
            });
            let otherwise =
                of_each.unwrap_or_else(|| match (elsewhere.as_slice(), takes.as_slice()) {
                    ([], []) => {
                        let inside = blocks()
                            .find(|(_, row)| row.name == *block)
                            .into_iter()
                            .flat_map(|(kind, _)| blocks_in(Some(kind)))
                            .map(|(_, row)| row.name)
                            .collect::<Vec<_>>();
                        format!("`{block}` takes no keys, but blocks: {}.", and(&inside))
                    }
                    ([], takes) => format!("`{block}` takes {}.", and(takes)),
                    (elsewhere, _) => format!("It is a key of {}.", and(elsewhere)),
                });
            Some(Wording::new(format!("`{key}` is not a key of `{block}`.")).nearest_or(
                key,
                nearest.as_ref(),
                otherwise,
            ))
        }
        IssueKind::BlockAsKey { kind, example, instead } => {
            let wording = Wording::new(format!("`{kind}` is a block and takes no `=`."));
            Some(match instead {
                Some(instead) => wording
                    .help(format!("Write `{instead}`."))
                    .certainly(Change::Replace(instead.clone())),
                None => wording.help(format!("Write it as in `{}`.", one_line(example))),
            })
        }
        _ => None,
    }
}
