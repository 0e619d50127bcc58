//! More about what is offered, once somebody looks at it.

use incident_base::{FileId, TextSize};
use incident_schema::{Kind, Reference, block, blocks, keys_in};
use jiff::Timestamp;

use crate::Analysis;
use crate::hover::{self, vocabulary};

/// What a name that is offered is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Something declared.
    Name(Reference),
    /// A person, by the address.
    Person,
    /// A time zone.
    Zone,
    /// A channel with its target.
    Channel,
}

/// All that a name may be one of.
const SORTS: [Sort; 10] = [
    Sort::Name(Reference::Rotation),
    Sort::Name(Reference::Profile),
    Sort::Name(Reference::Role),
    Sort::Name(Reference::Policy),
    Sort::Name(Reference::HealthCheck),
    Sort::Name(Reference::RollbackPlan),
    Sort::Name(Reference::Component),
    Sort::Person,
    Sort::Zone,
    Sort::Channel,
];

fn word(sort: Sort) -> &'static str {
    match sort {
        Sort::Name(reference) => block(reference.kind()).name,
        Sort::Person => block(Kind::Person).name,
        Sort::Zone => "time_zone",
        Sort::Channel => "channel",
    }
}

/// The topic of a name.
pub(crate) fn topic(sort: Sort, name: &str) -> String {
    format!("{} {name}", word(sort))
}

/// Whether a topic is a name, for which it matters where it is offered.
pub fn is_name(topic: &str) -> bool {
    topic.contains(' ')
}

/// What a name stands for that was offered at a place, as Markdown; `None` when nothing is known about it.
pub(crate) fn name_doc(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
    topic: &str,
    now: Timestamp,
) -> Option<String> {
    let (sort, name) = topic.split_once(' ')?;
    let sort = SORTS.into_iter().find(|it| word(*it) == sort)?;
    hover::of_name(analysis, file, offset, sort, name, now)
}

/// More about a word of the language, as Markdown; `None` when nothing is known about it.
pub fn word_doc(topic: &str) -> Option<String> {
    let (word, key) = match topic.split_once('.') {
        Some((word, key)) => (word, Some(key)),
        None => (topic, None),
    };
    let (kind, _) = blocks().find(|(_, row)| row.name == word)?;
    match key {
        None => Some(vocabulary::block(kind)),
        Some(name) => keys_in(kind).find(|key| key.name == name).map(vocabulary::key),
    }
}
