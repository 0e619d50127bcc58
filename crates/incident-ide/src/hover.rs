//! What stands under the pointer, in words.

mod docs;
mod named;
mod neighbours;
mod people;
mod profile;
mod severity;
mod value;
pub(crate) mod vocabulary;

use incident_analysis::{lower, settings};
use incident_base::{FileId, TextRange, TextSize};
use incident_codegen::brief;
use incident_ir::{Service, Settings};
use incident_schema::{Kind, keys_in};
use incident_syntax::tree::{Attribute, Block, Scalar};
use jiff::Timestamp;

use crate::Analysis;
use crate::completion::topic::Sort;
use crate::config;
use crate::cursor::{At, Cursor};

/// What is said of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub range: TextRange,
    /// Markdown. What comes from the source is escaped.
    pub markdown: String,
}

/// What is known where something is hovered over.
pub(crate) struct Cx<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) cursor: &'a Cursor<'a>,
    /// The service around the place, or one that uses the profile around it, as far as it is understood.
    pub(crate) service: Option<&'a Service>,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
}

pub(crate) fn of(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
    now: Timestamp,
) -> Option<Hover> {
    if analysis.is_config(file) {
        return config::hover(analysis.text(file), offset);
    }
    let cursor = Cursor::find(analysis, file, offset)?;
    let markdown = known(analysis, &cursor, now, |cx| match cursor.at {
        At::Kind => kind(cx),
        At::Label(position, label) => of_label(cx, position, label),
        At::Key(attribute) => key(cx, attribute),
        At::Value(attribute, scalar) => of_value(cx, attribute, scalar),
        At::Nothing => None,
    });
    Some(Hover { range: cursor.range()?, markdown: markdown? })
}

/// What would be said of a name if it stood at a place.
pub(crate) fn of_name(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
    sort: Sort,
    name: &str,
    now: Timestamp,
) -> Option<String> {
    let cursor = Cursor::near(analysis, file, offset)?;
    known(analysis, &cursor, now, |cx| match sort {
        Sort::Name(reference) => named::referred(cx, reference, name),
        Sort::Person => Some(people::person(cx, name)),
        Sort::Zone => value::time_zone(cx, name),
        Sort::Channel => value::channel_named(cx, name),
    })
}

/// Says something with what is known at a place.
fn known<R>(
    analysis: &Analysis,
    cursor: &Cursor<'_>,
    now: Timestamp,
    say: impl FnOnce(&Cx<'_>) -> R,
) -> R {
    let (db, workspace) = (&analysis.db, analysis.workspace);
    let lowered = lower(db, cursor.item).map(|lowered| &**lowered);
    let lowered = lowered.or_else(|| profile::as_used(analysis, cursor));
    let service = lowered.map(|lowered| &*lowered.service);
    let settings = settings(db, workspace);
    say(&Cx { analysis, cursor, service, settings: &settings, now })
}

/// A kind's word: what such a block is and, where it declares something, that.
fn kind(cx: &Cx<'_>) -> Option<String> {
    let kind = cx.cursor.kind()?;
    let declared = cx.cursor.block().and_then(|block| {
        let docs = || block.docs.as_deref().map(brief::words);
        declared(cx, kind, block).or_else(docs)
    });
    let about = vocabulary::block(kind);
    Some(match declared {
        Some(declared) => format!("{declared}\n\n---\n\n{about}"),
        None => about,
    })
}

fn of_label(cx: &Cx<'_>, position: usize, label: &Scalar) -> Option<String> {
    let kind = cx.cursor.kind()?;
    let block = cx.cursor.block()?;
    declared(cx, kind, block).or_else(|| {
        let row = incident_schema::block(kind).labels.get(position)?;
        let said = value::literal(cx, row.ty, label).unwrap_or_else(|| vocabulary::label(row));
        Some(docs::before(block.docs.as_deref(), said))
    })
}

/// What a block declares, by its header.
fn declared(cx: &Cx<'_>, kind: Kind, block: &Block) -> Option<String> {
    let origin = cx.cursor.origin(cx.analysis, block.header);
    named::declared(cx, kind, origin, block)
}

fn key(cx: &Cx<'_>, attribute: &Attribute) -> Option<String> {
    let key = keys_in(cx.cursor.kind()?).find(|key| key.name == attribute.key.text)?;
    Some(docs::before(attribute.docs.as_deref(), vocabulary::key(key)))
}

fn of_value(cx: &Cx<'_>, attribute: &Attribute, scalar: &Scalar) -> Option<String> {
    let key = keys_in(cx.cursor.kind()?).find(|key| key.name == attribute.key.text)?;
    value::literal(cx, key.ty.item(), scalar).or_else(|| Some(vocabulary::key(key)))
}

#[cfg(test)]
mod tests;
