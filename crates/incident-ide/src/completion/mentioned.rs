//! Who and what the program's files mention. It is read off the trees, so that no file needs to be checked for it.

#![allow(missing_docs, reason = "salsa makes functions without docs")]

use std::sync::Arc;

use incident_analysis::{Db, Part, SourceFile, Workspace, entry, items, parts};
use incident_schema::{Kind, block};
use incident_syntax::tree::{Entry, Scalar, ScalarKind, Value};

/// What is mentioned, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentioned {
    /// Addresses of people.
    pub(crate) people: Vec<Arc<str>>,
    /// Channels with targets.
    pub(crate) channels: Vec<Arc<str>>,
    /// Roles that tiers reach.
    pub(crate) roles: Vec<Arc<str>>,
}

impl Mentioned {
    fn sorted(mut self) -> Self {
        for list in [&mut self.people, &mut self.channels, &mut self.roles] {
            list.sort_unstable();
            list.dedup();
        }
        self
    }

    fn entry(&mut self, entry: &Entry) {
        match entry {
            Entry::Attribute(attribute) => self.value(&attribute.value),
            Entry::Block(inner) => {
                inner.labels.iter().for_each(|label| self.scalar(label));
                let role = inner.labels.first().filter(|label| label.kind == ScalarKind::Name);
                if inner.kind.text == block(Kind::Tier).name {
                    self.roles.extend(role.map(|label| label.text.as_str().into()));
                }
                inner.body.iter().flatten().for_each(|entry| self.entry(entry));
            }
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Scalar(scalar) => self.scalar(scalar),
            Value::List(list) => list.items.iter().for_each(|item| self.value(item)),
            Value::Missing(_) => {}
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        match scalar.kind {
            ScalarKind::Email => self.people.push(scalar.text.as_str().into()),
            ScalarKind::Channel => self.channels.push(scalar.text.as_str().into()),
            _ => {}
        }
    }
}

/// What a file mentions.
#[salsa::tracked(returns(ref))]
pub(crate) fn mentioned(db: &dyn Db, file: SourceFile) -> Mentioned {
    let mut all = Mentioned::default();
    for tree in items(db, file).iter().filter_map(|item| entry(db, *item)) {
        all.entry(&tree.entry);
    }
    all.sorted()
}

#[salsa::tracked(returns(ref))]
fn mentioned_in_part<'db>(db: &'db dyn Db, part: Part<'db>) -> Mentioned {
    let workspace = Workspace::get(db);
    let mut all = Mentioned::default();
    for file in part.files(db, workspace) {
        let Mentioned { people, channels, roles } = mentioned(db, *file);
        all.people.extend_from_slice(people);
        all.channels.extend_from_slice(channels);
        all.roles.extend_from_slice(roles);
    }
    all.sorted()
}

/// What the program mentions, in pieces: a name may be in several.
pub(crate) fn pieces(db: &dyn Db, workspace: Workspace) -> impl Iterator<Item = &Mentioned> {
    parts(db, workspace).map(move |part| mentioned_in_part(db, part))
}
