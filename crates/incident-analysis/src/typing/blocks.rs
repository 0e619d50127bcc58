//! Blocks: their kind, place, labels, and that nothing in them stands twice.

use std::sync::Arc;

use incident_ir::{At, Text};
use incident_schema::{
    Block as Row, Kind, Type, block, block_in, blocks, blocks_in, is_kind, keys_in, places_of,
};
use incident_syntax::literal;
use incident_syntax::tree::{self, Scalar, ScalarKind};

use super::Typer;
use super::attributes::items_behind;
use super::meant::meant;
use super::values::wrong_in_docs;
use super::words::with_words_behind;
use crate::IssueKind;
use crate::index::glued_to_kind;
use crate::nearest::nearest;
use crate::typed_tree::{Attribute, Block, Value};

impl Typer<'_> {
    pub(super) fn block(&mut self, source: &tree::Block, parent: Option<Kind>) -> Option<Block> {
        let word = source.kind.text.as_str();
        if word.is_empty() {
            return None;
        }
        match block_in(parent, word) {
            Some(known) => self.block_of_kind(source, known),
            None => {
                self.unless_doubtful(source.header, |typer| typer.no_such_block(source, parent));
                None
            }
        }
    }

    /// A block whose word is that of a kind that may stand there.
    fn block_of_kind(
        &mut self,
        source: &tree::Block,
        (kind, row): (Kind, &'static Row),
    ) -> Option<Block> {
        if kind == Kind::Import {
            let what =
                source.labels.first().map(|label| label.text.to_string()).unwrap_or_default();
            self.report(source.header, IssueKind::Import { what });
            return None;
        }
        if let Some(issue) = source.docs.as_deref().and_then(wrong_in_docs) {
            self.report(source.header, issue);
        }
        let mark = self.issues.mark();
        let labels = self.unless_doubtful(source.header, |typer| typer.labels(source, row));
        // `tier` and nothing more, `tier tier oncall`: what it lacks besides is not known.
        let wrong = self.issues.mark() != mark;
        let is_cut_off = wrong && (source.body.is_none() || source.labels.len() > row.labels.len());
        let entries = source.body.as_deref().unwrap_or_default();
        let attributes =
            entries.iter().filter(|it| matches!(it, tree::Entry::Attribute(_))).count();
        let mut typed = Block {
            kind,
            header: self.origin(source.header),
            word: self.origin(source.kind.id),
            docs: source.docs.as_deref().map(Text::from),
            incomplete: is_cut_off
                || [source.id, source.header].iter().any(|node| self.is_broken(*node)),
            labels,
            attributes: Vec::with_capacity(attributes),
            blocks: Vec::with_capacity(entries.len() - attributes),
        };
        let mut entries = entries;
        while let Some((entry, below)) = entries.split_first() {
            entries = below;
            match entry {
                tree::Entry::Attribute(attribute) => {
                    let more = items_behind(kind, attribute, below);
                    entries = below.get(more.len()..).unwrap_or_default();
                    self.attribute(attribute, &more, source, &mut typed);
                }
                tree::Entry::Block(inner) => match with_words_behind(kind, inner, below) {
                    Some((whole, count)) => {
                        entries = below.get(count..).unwrap_or_default();
                        self.inner_block(&whole, &mut typed);
                    }
                    None => self.inner_block(inner, &mut typed),
                },
            }
        }
        let mut inner = std::mem::take(&mut typed.blocks);
        let is_one_left_out = self.twice(&mut inner, &typed);
        typed.blocks = inner;
        // What stands in the wrong place in it, or has another one's name, may be what it lacks.
        typed.incomplete |= is_one_left_out
            || self.misplaced.iter().any(|word| block_in(Some(kind), word).is_some());
        Some(typed)
    }

    fn inner_block(&mut self, source: &tree::Block, parent: &mut Block) {
        let word = source.kind.text.as_str();
        if let Some(known) = block_in(Some(parent.kind), word) {
            match self.block_of_kind(source, known) {
                Some(block) => parent.blocks.push(Arc::new(block)),
                None => parent.incomplete = true,
            }
            return;
        }
        // `rotation search { members = … }` is a block, by another word.
        let is_empty = source.body.as_deref().unwrap_or_default().is_empty();
        let key = keys_in(parent.kind).find(|key| key.name == word);
        let only = only_word(source).filter(|only| match key.map(|key| key.ty) {
            Some(Type::Choice(set)) => set.choice(only).is_some(),
            Some(Type::Name(_)) => true,
            _ => false,
        });
        match key.filter(|_| is_empty || only.is_some()) {
            // `response_time 5m`: it counts as given for every other check.
            Some(key) => {
                let place = if only.is_some() { source.id } else { source.header };
                let values: Vec<&str> = match only {
                    Some(only) => vec![only],
                    None => behind_verb(&source.labels)
                        .iter()
                        .map(|label| label.text.as_str())
                        .collect(),
                };
                let instead = format!("{} = {}", key.name, as_value(key.ty, &values));
                let is_plain = values.len() == 1;
                let issue = IssueKind::KeyAsBlock { key: key.name, instead, is_plain };
                self.unless_doubtful(source.header, |typer| typer.report(place, issue));
                let origin = self.origin(source.header);
                parent.attributes.push(Attribute {
                    key,
                    name: self.origin(source.kind.id),
                    value: At::new(Value::Malformed, origin),
                });
            }
            // `severity P3 "slow" { resp`: nobody has typed the rest yet, which has been reported.
            None if is_word(source) && self.is_broken(parent.header.node) => {
                parent.incomplete = true;
            }
            // Of a block that is not closed, what stands in it is not known either.
            None if self.is_broken(parent.header.node) && is_kind(word) => {
                parent.incomplete = true;
            }
            None => {
                self.block(source, Some(parent.kind));
                parent.incomplete = true;
                if is_kind(word) {
                    self.misplaced.push(word.to_owned());
                }
            }
        }
    }

    fn no_such_block(&mut self, source: &tree::Block, parent: Option<Kind>) {
        let word = source.kind.text.as_str();
        let place = match parent {
            Some(kind) => format!("in `{}`", block(kind).name),
            None => "at the top level".to_owned(),
        };
        let kind = word.to_owned();
        let issue = match blocks().find(|(_, row)| row.name == word) {
            Some((known, _)) => IssueKind::MisplacedBlock { kind, place, stands: places_of(known) },
            None => {
                let takes: Vec<&'static str> = blocks_in(parent).map(|(_, row)| row.name).collect();
                let keys = parent.into_iter().flat_map(keys_in).map(|key| key.name);
                // `executive_escalation` is another word than `executive`, not a slip in it.
                let is_longer = |near: &str| {
                    word.strip_prefix(near).is_some_and(|rest| rest.starts_with(['_', '-']))
                };
                let found = self.hint(|| meant(word, takes.iter().copied().chain(keys)));
                let found = found.filter(|near| !is_longer(near));
                let near = || nearest(word, blocks().map(|(_, row)| row.name));
                let near = || near().filter(|near| !is_longer(near));
                let near = self.hint(|| found.is_none().then(near).flatten());
                let elsewhere = near.and_then(|near| {
                    let (kind, row) = blocks().find(|(_, row)| row.name == near)?;
                    Some((row.name, places_of(kind)))
                });
                let key = parent.into_iter().flat_map(keys_in).find(|key| key.name == word);
                let takes_it = |ty| matches!(ty, Type::Choice(set) if set.choice(word).is_some());
                let of = || parent.into_iter().flat_map(keys_in).find(|key| takes_it(key.ty));
                let key = match key {
                    Some(key) => Some(format!("{} = {}", key.name, key.example)),
                    None => of().map(|key| format!("{} = {word}", key.name)),
                };
                let instead = as_label(source, parent).map(Box::new);
                IssueKind::UnknownKind {
                    kind,
                    place,
                    nearest: found,
                    elsewhere,
                    takes,
                    key,
                    is_prose: is_prose(source),
                    instead,
                }
            }
        };
        self.report(source.kind.id, issue);
    }
}

/// `response_time is 15m`: without the words that say no more than `=`.
fn behind_verb(labels: &[Scalar]) -> &[Scalar] {
    const SAY_EQUALS: [&str; 9] =
        ["is", "are", "of", "to", "equals", "every", "as", "after", "within"];
    match labels {
        [verb, value, ..]
            if SAY_EQUALS.contains(&verb.text.as_str()) && value.kind != ScalarKind::Name =>
        {
            labels.get(1..).unwrap_or_default()
        }
        _ => labels,
    }
}

/// `P1 "Outage" { … }`, `payments-backend on_call_rotation { … }`, `tieroncall { … }`: the first words of a header of which
/// the kind is left out, stands behind the name or is glued to it, as written and as they should be.
fn as_label(source: &tree::Block, parent: Option<Kind>) -> Option<[String; 2]> {
    let word = source.kind.text.as_str();
    let rows = || blocks_in(parent).map(|(_, row)| row);
    if let Some(label) = source.labels.first() {
        let kind = label.text.as_str();
        if rows().any(|row| row.name == kind && !row.labels.is_empty()) {
            return Some([format!("{word} {kind}"), format!("{kind} {word}")]);
        }
    }
    if let Some((kind, name)) = glued_to_kind(word).filter(|_| source.labels.is_empty())
        && rows().any(|row| row.name == kind)
    {
        return Some([word.to_owned(), format!("{kind} {name}")]);
    }
    let takes_word = |row: &&Row| match row.labels.first().map(|label| label.ty) {
        Some(Type::Choice(set)) => set.choice(word).is_some(),
        _ => false,
    };
    rows().find(takes_word).map(|row| [word.to_owned(), format!("{} {word}", row.name)])
}

/// `fallback { notify_all }`, `escalation { policy = x }`: the only word in a block's braces.
fn only_word(source: &tree::Block) -> Option<&str> {
    let only = match source.body.as_deref()? {
        [tree::Entry::Block(inner)] if is_word(inner) => &inner.kind.text,
        [tree::Entry::Attribute(attribute)] => match &attribute.value {
            tree::Value::Scalar(only) if only.kind == ScalarKind::Name => &only.text,
            _ => return None,
        },
        _ => return None,
    };
    source.labels.is_empty().then_some(only.as_str())
}

/// `notify_channels pagerduty slack`, `response_time 5 m`: the words behind a key as its value is written.
fn as_value(ty: Type, words: &[&str]) -> String {
    let joined = words.concat();
    match ty {
        _ if words.is_empty() => "…".to_owned(),
        Type::List(Type::Text) | Type::OneOrMore(Type::Text) => words.join(" "),
        Type::List(_) => format!("[{}]", words.join(", ")),
        Type::OneOrMore(_) if words.len() > 1 => format!("[{}]", words.join(", ")),
        Type::Duration | Type::Due if literal::duration::parse(&joined).is_ok() => joined,
        _ => words.join(" "),
    }
}

/// `we page the lead first`: words and nothing else.
fn is_prose(source: &tree::Block) -> bool {
    const FEWEST: usize = 3;
    source.body.is_none()
        && source.labels.len() >= FEWEST
        && source.labels.iter().all(|label| label.kind == ScalarKind::Name)
}

/// Whether nothing but a word stands there.
pub(super) fn is_word(source: &tree::Block) -> bool {
    source.labels.is_empty() && source.body.is_none()
}

/// A block for a message: "`alert_rule` `errors`".
pub(crate) fn describe(typed: &Block) -> String {
    let word = block(typed.kind).name;
    match typed.name() {
        Some(name) => format!("`{word}` `{}`", name.value),
        None => format!("`{word}`"),
    }
}
