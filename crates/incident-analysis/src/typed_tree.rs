//! Entries with the schema's types: what a text says once its words are known, before names are
//! resolved and profiles merged.

use std::sync::Arc;

use incident_base::Origin;
use incident_ir::{At, Channel, Duration, Hours, Percent, Span, Text};
use incident_schema::{Key, Kind};
use jiff::civil::{Date, DateTime};

use crate::work;

/// A block of a known kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The kind.
    pub kind: Kind,
    /// The kind and the labels.
    pub header: Origin,
    /// The word it starts with.
    pub word: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Whether something directly in it could not be understood, which has been reported: from what
    /// it lacks nothing may be concluded.
    pub incomplete: bool,
    /// As many as the schema asks for; a missing one is [`Value::Malformed`] at the header.
    pub labels: Vec<At<Value>>,
    /// The known keys, each once, in order.
    pub attributes: Vec<Attribute>,
    /// The blocks of known kinds in it, in order. A service with its profiles shares them with those.
    pub blocks: Vec<Arc<Block>>,
}

/// A known key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key.
    pub key: &'static Key,
    /// Where the key's name stands.
    pub name: Origin,
    /// The value.
    pub value: At<Value>,
}

/// A value of the key's type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(u64),
    /// A percentage.
    Percent(Percent),
    /// A duration.
    Duration(Duration),
    /// Business days.
    BusinessDays(u32),
    /// Hours.
    Hours(Hours),
    /// A date.
    Date(Date),
    /// A date, with 09:00 where none was written, or an instant.
    Instant(DateTime),
    /// A span.
    Span(Span),
    /// A string, decoded; a time zone in its canonical spelling.
    Text(Text),
    /// An e-mail address.
    Email(Text),
    /// A channel.
    Channel(Channel),
    /// A word of a set.
    Choice(&'static str),
    /// A name.
    Name(Text),
    /// Several; malformed ones are left in.
    List(Vec<At<Value>>),
    /// Not of the key's type; that has been reported.
    Malformed,
}

impl Value {
    /// Whether all of it could be understood; of a list, every item.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::List(items) => items.iter().all(|item| item.value.is_whole()),
            value => *value != Self::Malformed,
        }
    }

    /// The text of a string, e-mail address or name.
    pub fn as_text(&self) -> Option<&Text> {
        match self {
            Self::Text(text) | Self::Email(text) | Self::Name(text) => Some(text),
            _ => None,
        }
    }
}

impl Block {
    /// The value of a key of this block.
    pub fn value(&self, key: &str) -> Option<&At<Value>> {
        self.attribute(key).map(|attribute| &attribute.value)
    }

    /// A key of this block with its value.
    pub fn attribute(&self, key: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.key.name == key)
    }

    /// The text of the first label; `None` when it is malformed or there is none.
    pub fn name(&self) -> Option<At<Text>> {
        let label = self.labels.first()?;
        match &label.value {
            Value::Choice(word) => Some(At::new((*word).into(), label.origin)),
            value => Some(At::new(value.as_text()?.clone(), label.origin)),
        }
    }

    /// The text of [`Block::name`].
    pub(crate) fn name_as_written(&self) -> Option<&str> {
        match &self.labels.first()?.value {
            Value::Choice(word) => Some(word),
            value => value.as_text().map(Text::as_str),
        }
    }

    /// The blocks of a kind in this one.
    pub fn blocks_of(&self, kind: Kind) -> impl Iterator<Item = &Self> {
        let passed = self.blocks.iter().map(Arc::as_ref).inspect(|_| work::add());
        passed.filter(move |block| block.kind == kind)
    }

    /// The blocks of a kind in a section of this one.
    pub fn blocks_in(&self, section: Kind, kind: Kind) -> impl Iterator<Item = &Self> {
        self.blocks_of(section).flat_map(move |block| block.blocks_of(kind))
    }
}
