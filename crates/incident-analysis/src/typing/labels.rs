//! The labels of a header: as many as the kind takes, each of its type, in order.

use incident_ir::At;
use incident_schema::{Block as Row, Label, Type};
use incident_syntax::literal;
use incident_syntax::tree::{self, Scalar, ScalarKind};

use super::Typer;
use super::words::is_plain;
use crate::IssueKind;
use crate::typed_tree::Value;

impl Typer<'_> {
    pub(super) fn labels(&mut self, source: &tree::Block, row: &'static Row) -> Vec<At<Value>> {
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

/// `severity "Complete outage"`: it is the first label that is missing, not the last.
fn lacks_first_label(source: &tree::Block, row: &'static Row) -> bool {
    let first_is_word = matches!(row.labels.first().map(|label| label.ty), Some(Type::Choice(_)));
    let first = source.labels.first().map(|label| label.kind);
    first_is_word && source.labels.len() < row.labels.len() && first == Some(ScalarKind::String)
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
        Type::Span => literal::span::parse(&scalar.text).is_ok(),
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
