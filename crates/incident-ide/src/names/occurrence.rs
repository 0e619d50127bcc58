//! Where names stand in an entry: the schema's types say which labels and values are names, and of what.

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{Db, Item, typed};
use incident_base::Origin;
use incident_ir::{At, ONCALL, Text};
use incident_schema::{Kind, Type, Unique, block, declares, is_referred_to, named_by};

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// The kind of block that it names.
    pub(crate) kind: Kind,
    /// As it is spelled there, without quotes and escapes.
    pub(crate) name: Text,
    /// The label or value.
    pub(crate) origin: Origin,
    /// The header of the block that gives itself the name; `None` where it is used.
    pub(crate) declares: Option<Origin>,
    /// The kind of the block that it stands in or, as a label, of that which has it.
    pub(crate) holder: Kind,
    /// For what nothing refers to: the block around it, in which it has to differ from others.
    within: Option<String>,
}

impl Occurrence {
    /// Whether two names are spelled alike where they could be one.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.within == other.within
            && folded(self.kind, &self.name) == folded(other.kind, &other.name)
    }

    /// The same place with another name.
    pub(crate) fn renamed(&self, name: &str) -> Self {
        Self { name: name.into(), ..self.clone() }
    }

    /// `rotation = NAME` of a service, which is always a shared one.
    pub(crate) fn takes_shared(&self) -> bool {
        self.kind == Kind::OnCallRotation
            && self.declares.is_none()
            && matches!(self.holder, Kind::Service | Kind::Profile)
    }

    /// The role that means whoever is on call.
    pub(crate) fn is_oncall(&self) -> bool {
        self.kind == Kind::Role && self.name == ONCALL
    }
}

/// A name as it is compared with others of its kind.
pub(crate) fn folded(kind: Kind, name: &str) -> String {
    match block(kind).unique {
        Unique::ByText => name.to_owned(),
        _ => name.to_lowercase(),
    }
}

/// The names of an entry in the order of the text, but that labels come before what stands in their block.
pub(crate) fn occurrences(db: &dyn Db, item: Item<'_>) -> Vec<Occurrence> {
    let mut all = Vec::new();
    if let Some(block) = &typed(db, item).block {
        collect(block, None, &mut all);
    }
    all
}

fn collect(of: &Block, around: Option<&str>, all: &mut Vec<Occurrence>) {
    let row = block(of.kind);
    for (position, (label, at)) in row.labels.iter().zip(&of.labels).enumerate() {
        if position == 0 && declares(of.kind) {
            if let Some(name) = of.name() {
                let within = around.filter(|_| !is_referred_to(of.kind)).map(str::to_owned);
                all.push(Occurrence {
                    kind: of.kind,
                    name: name.value,
                    origin: name.origin,
                    declares: Some(of.header),
                    holder: of.kind,
                    within,
                });
            }
        } else {
            references(label.ty, at, of.kind, all);
        }
    }
    for attribute in &of.attributes {
        references(attribute.key.ty, &attribute.value, of.kind, all);
    }
    // A section has no name, and what stands in it belongs to the service.
    let own = of.name().filter(|_| keeps_names_apart(of.kind));
    let own = own.map(|name| {
        let around = around.map(|around| format!("{around} ")).unwrap_or_default();
        format!("{around}{} {}", row.name, folded(of.kind, &name))
    });
    for inner in &of.blocks {
        collect(inner, own.as_deref().or(around), all);
    }
}

/// Whether it is no service or profile, the names of which are told apart by where they are looked for.
fn keeps_names_apart(kind: Kind) -> bool {
    !matches!(kind, Kind::Service | Kind::Profile)
}

fn references(ty: Type, at: &At<Value>, holder: Kind, all: &mut Vec<Occurrence>) {
    let mut add = |kind, name: &str| {
        all.push(Occurrence {
            kind,
            name: name.into(),
            origin: at.origin,
            declares: None,
            holder,
            within: None,
        });
    };
    match &at.value {
        Value::List(items) => {
            for item in items {
                references(ty.item(), item, holder, all);
            }
        }
        Value::Channel(channel) => {
            if let Some(role) = channel.role() {
                add(Kind::Role, role);
            }
        }
        Value::Choice(word) => {
            if let Some(kind) = named_by(ty) {
                add(kind, word);
            }
        }
        value => {
            if let (Some(text), Some(kind)) = (value.as_text(), named_by(ty)) {
                add(kind, text);
            }
        }
    }
}
