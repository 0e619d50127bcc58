//! Blocks: their kind, place, labels, and that nothing in them stands twice.

use std::sync::Arc;

use incident_ir::{At, Text};
use incident_schema::{
    Block as Row, Kind, Label, Type, block, block_in, blocks, blocks_in, keys_in, places_of,
};
use incident_syntax::tree::{self, Scalar, ScalarKind};

use super::Typer;
use super::attributes::items_behind;
use super::meant::meant;
use super::values::wrong_in_docs;
use super::words::{is_plain, with_words_behind};
use crate::IssueKind;
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
                let value = if values.is_empty() { "…".to_owned() } else { values.join(" ") };
                let instead = format!("{} = {value}", key.name);
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
            None if self.is_broken(parent.header.node) && is_known(word) => {
                parent.incomplete = true;
            }
            None => {
                self.block(source, Some(parent.kind));
                parent.incomplete = true;
                if is_known(word) {
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

    fn labels(&mut self, source: &tree::Block, row: &'static Row) -> Vec<At<Value>> {
        let mut labels = Vec::with_capacity(row.labels.len());
        if let Some(labels) = self.swapped_labels(source, row) {
            return labels;
        }
        let unquoted = self.unquoted_words(source, row);
        let skipped = usize::from(lacks_first_label(source, row));
        let mut missing_reported = false;
        let between = odd_one_between(source, row).filter(|_| skipped == 0 && !unquoted);
        let mark = self.issues.mark();
        for (position, label) in row.labels.iter().enumerate() {
            let behind = usize::from(between.is_some_and(|between| position >= between));
            let written =
                position.checked_sub(skipped).and_then(|at| source.labels.get(at + behind));
            let value = match written {
                _ if unquoted && position + 1 == row.labels.len() => {
                    At::new(Value::Malformed, self.origin(source.header))
                }
                Some(scalar) => self.label(row, label, scalar),
                None => {
                    if !missing_reported && !is_among_keys(source, label) {
                        missing_reported = true;
                        self.missing_label(source, row, label);
                    }
                    At::new(Value::Malformed, self.origin(source.header))
                }
            };
            labels.push(value);
        }
        if let ([number, name], [label]) = (source.labels.as_slice(), row.labels)
            && number.kind == ScalarKind::Number
            && matches!(label.ty, Type::Name(_))
        {
            self.issues.forget_since(mark);
            let name = self.label(row, label, name);
            self.report(
                number.id,
                IssueKind::TooManyLabels {
                    kind: row.name,
                    takes: 1,
                    found: number.text.to_string(),
                    instead: None,
                    in_quotes: false,
                },
            );
            return vec![name];
        }
        if let Some(extra) = between.and_then(|between| source.labels.get(between)) {
            let issue = IssueKind::TooManyLabels {
                kind: row.name,
                takes: row.labels.len(),
                found: extra.text.to_string(),
                instead: None,
                in_quotes: false,
            };
            self.report(extra.id, issue);
        } else if let (false, Some(extra)) = (unquoted, source.labels.get(row.labels.len())) {
            // `tier tier oncall`, `role x team-lead`: which of them were meant is not known.
            let is_word_again = source.labels.first().is_some_and(|it| it.text == row.name);
            let names = |label: &Label| {
                matches!(label.ty, Type::Declares | Type::DeclaresNameOrText | Type::Name(_))
            };
            if is_word_again || row.labels.iter().any(names) || self.issues.mark() != mark {
                self.issues.forget_since(mark);
                for label in &mut labels {
                    label.value = Value::Malformed;
                }
            }
            // `component "Map Tile"s`: nor is the text of which a part is left over.
            if let (Some(Label { ty: Type::Text, .. }), Some(last)) =
                (row.labels.last(), labels.last_mut())
            {
                last.value = Value::Malformed;
            }
            self.report(
                extra.id,
                IssueKind::TooManyLabels {
                    kind: row.name,
                    takes: row.labels.len(),
                    found: extra.text.to_string(),
                    instead: None,
                    in_quotes: stands_in_quotes(&source.labels, row.labels.len()),
                },
            );
        }
        labels
    }

    /// A label; of a wrong type, it is the block that takes another.
    fn label(&mut self, row: &'static Row, label: &Label, scalar: &Scalar) -> At<Value> {
        let mark = self.issues.mark();
        let value = self.scalar(label.ty, scalar, label.name);
        for issue in self.issues.since(mark) {
            if let IssueKind::WrongType { subject, .. } = &mut issue.kind {
                row.name.clone_into(subject);
            }
        }
        value
    }

    /// `severity "slow" P3`.
    fn swapped_labels(
        &mut self,
        source: &tree::Block,
        row: &'static Row,
    ) -> Option<Vec<At<Value>>> {
        let ([first, second], [one, other]) = (row.labels, source.labels.as_slice()) else {
            return None;
        };
        let mark = self.issues.mark();
        let as_written = self.scalar(first.ty, one, first.name).value;
        self.issues.forget_since(mark);
        // So it is nearly always, and to find out what is wrong with the other order takes long.
        if as_written != Value::Malformed {
            return None;
        }
        let labels = vec![
            self.scalar(first.ty, other, first.name),
            self.scalar(second.ty, one, second.name),
        ];
        self.issues.forget_since(mark);
        if labels.iter().any(|label| label.value == Value::Malformed) {
            return None;
        }
        self.report(
            source.header,
            IssueKind::LabelsSwapped {
                kind: row.name,
                labels: [first.name, second.name],
                instead: format!("{} {} {}", row.name, other.text, one.text),
            },
        );
        Some(labels)
    }

    /// `component Payment Processing`: several words where one string should stand are one mistake.
    fn unquoted_words(&mut self, source: &tree::Block, row: &'static Row) -> bool {
        let takes = row.labels.len();
        let Some(Label { ty: Type::Text | Type::DeclaresNameOrText, .. }) = row.labels.last()
        else {
            return false;
        };
        let words = source.labels.get(takes.saturating_sub(1)..).unwrap_or_default();
        let Some(first) = words.first().filter(|_| words.len() > 1 && words.iter().all(is_plain))
        else {
            return false;
        };
        let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        // `group Core Core`, `group group Core`: a word that was typed twice is rather no part of a text.
        let again = match first.text == row.name {
            true => Some(first),
            false => words.windows(2).find_map(|pair| match pair {
                [one, other] if one.text == other.text => Some(other),
                _ => None,
            }),
        };
        if let Some(again) = again {
            self.report(
                again.id,
                IssueKind::TooManyLabels {
                    kind: row.name,
                    takes,
                    found: again.text.to_string(),
                    instead: None,
                    in_quotes: false,
                },
            );
            return true;
        }
        let text = text.join(" ");
        self.report(
            first.id,
            IssueKind::TooManyLabels {
                kind: row.name,
                takes,
                found: text.clone(),
                instead: Some(format!("\"{text}\"")),
                in_quotes: false,
            },
        );
        true
    }

    fn missing_label(&mut self, source: &tree::Block, row: &'static Row, label: &'static Label) {
        let issue = IssueKind::MissingLabel {
            kind: row.name,
            label: label.name,
            expected: label.ty.noun(),
        };
        self.report(source.header, issue);
    }
}

/// Whether a label stands among the keys.
fn is_among_keys(source: &tree::Block, label: &Label) -> bool {
    source.body.iter().flatten().any(|entry| match entry {
        tree::Entry::Attribute(attribute) => attribute.key.text == label.name,
        tree::Entry::Block(_) => false,
    })
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

/// `P1 "Outage" { … }`, `payments-backend on_call_rotation { … }`: the first words of a header of which the kind is left out
/// or stands behind the name, as written and as they should be.
fn as_label(source: &tree::Block, parent: Option<Kind>) -> Option<[String; 2]> {
    let word = source.kind.text.as_str();
    let rows = || blocks_in(parent).map(|(_, row)| row);
    if let Some(label) = source.labels.first() {
        let kind = label.text.as_str();
        if rows().any(|row| row.name == kind && !row.labels.is_empty()) {
            return Some([format!("{word} {kind}"), format!("{kind} {word}")]);
        }
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

/// Whether blocks of this kind stand anywhere.
pub(super) fn is_known(word: &str) -> bool {
    blocks().any(|(_, row)| row.name == word)
}

/// `we page the lead first`: words and nothing else.
fn is_prose(source: &tree::Block) -> bool {
    const FEWEST: usize = 2;
    source.body.is_none()
        && source.labels.len() >= FEWEST
        && source.labels.iter().all(|label| label.kind == ScalarKind::Name)
}

/// Whether nothing but a word stands there.
pub(super) fn is_word(source: &tree::Block) -> bool {
    source.labels.is_empty() && source.body.is_none()
}

/// `severity "Complete outage"`: it is the first label that is missing, not the last.
fn lacks_first_label(source: &tree::Block, row: &'static Row) -> bool {
    let first_is_word = matches!(row.labels.first().map(|label| label.ty), Some(Type::Choice(_)));
    let first = source.labels.first().map(|label| label.kind);
    first_is_word && source.labels.len() < row.labels.len() && first == Some(ScalarKind::String)
}

/// A block for a message: "`alert_rule` `errors`".
pub(crate) fn describe(typed: &Block) -> String {
    let word = block(typed.kind).name;
    match typed.name() {
        Some(name) => format!("`{word}` `{}`", name.value),
        None => format!("`{word}`"),
    }
}

/// `"Some "big" outage"`: whether strings stand before and behind the label too many.
fn stands_in_quotes(labels: &[Scalar], takes: usize) -> bool {
    let is_string = |label: &Scalar| matches!(label.kind, ScalarKind::String);
    let before = takes.checked_sub(1).and_then(|at| labels.get(at));
    let mut behind = labels.iter().skip(takes);
    before.is_some_and(is_string)
        && behind.next().is_some_and(|extra| !is_string(extra))
        && behind.any(is_string)
}

/// `severity P1 critical "Complete outage"`: which label is one too many, where all the others are as the kind wants them.
fn odd_one_between(source: &tree::Block, row: &Row) -> Option<usize> {
    let fits = |(label, scalar): (&Label, &Scalar)| match label.ty {
        Type::Text => scalar.kind == ScalarKind::String,
        Type::Choice(set) => set.choice(&scalar.text).is_some(),
        _ => false,
    };
    let (takes, written) = (row.labels.len(), source.labels.as_slice());
    if written.len() != takes + 1 || row.labels.iter().zip(written).all(fits) {
        return None;
    }
    let without = |at: &usize| {
        let others = written.iter().enumerate().filter(|(other, _)| other != at);
        row.labels.iter().zip(others.map(|(_, scalar)| scalar)).all(fits)
    };
    (0..takes).find(without)
}
