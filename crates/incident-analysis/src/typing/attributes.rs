//! Attributes: their keys, and labels among them.

use incident_ir::At;
use incident_schema::{Kind, Type, block, block_in, is_kind, keys_in};
use incident_syntax::tree;

use super::Typer;
use super::blocks::is_word;
use super::meant::{block_meant, label_only, meant};
use crate::IssueKind;
use crate::typed_tree::{Attribute, Block, Value};

impl Typer<'_> {
    /// An attribute at the top level, where none may stand.
    pub(super) fn stray_attribute(&mut self, attribute: &tree::Attribute) {
        let key = attribute.key.text.to_string();
        self.unless_doubtful(attribute.id, |typer| typer.unknown_key(attribute, key, None));
    }

    /// An attribute; `more` are the words behind it that seem to be further values.
    pub(super) fn attribute(
        &mut self,
        source: &tree::Attribute,
        more: &[&str],
        around: &tree::Block,
        block: &mut Block,
    ) {
        let word = source.key.text.as_str();
        let Some(key) = keys_in(block.kind).find(|key| key.name == word) else {
            block.incomplete = true;
            // Of what is half typed, it was said that it has no value.
            if matches!(source.value, tree::Value::Missing(_)) {
                return;
            }
            let kind = block.kind;
            self.unless_doubtful(source.id, |typer| match label_as_key(kind, source, around) {
                Some(LabelAsKey::First(issue)) => typer.report(source.key.id, issue),
                Some(LabelAsKey::Further) => {}
                None => typer.unknown_key(source, word.to_owned(), Some(kind)),
            });
            return;
        };
        let name = self.origin(source.key.id);
        if let Some(first) = block.attribute(word) {
            let first = first.name;
            self.report_against(name, first, IssueKind::KeyTwice { key: key.name });
            return;
        }
        let mut value = self.unless_doubtful(source.id, |typer| match &source.value {
            tree::Value::Scalar(first) if !more.is_empty() => {
                let items = std::iter::once(first.text.as_str()).chain(more.iter().copied());
                let instead = format!("[{}]", items.collect::<Vec<_>>().join(", "));
                let issue = IssueKind::ListWithoutBrackets { key: key.name, instead };
                typer.report(first.id, issue);
                At::new(Value::Malformed, typer.origin(first.id))
            }
            value => typer.value(key, value),
        });
        if self.is_broken(source.id) {
            value = doubtful(key.ty, &source.value, value);
        }
        block.attributes.push(Attribute { key, name, value });
    }

    fn unknown_key(&mut self, source: &tree::Attribute, word: String, parent: Option<Kind>) {
        let kinds = block_in(parent, &word);
        let issue = match kinds {
            Some((_, row)) => {
                let instead = label_only(row, &source.value);
                let node = if instead.is_some() { source.id } else { source.key.id };
                let (kind, example) = (row.name, row.example);
                return self.report(node, IssueKind::BlockAsKey { kind, example, instead });
            }
            None => {
                let takes: Vec<&'static str> =
                    parent.into_iter().flat_map(keys_in).map(|key| key.name).collect();
                IssueKind::UnknownKey {
                    nearest: self.hint(|| meant(&word, takes.iter().copied())),
                    meant: self.hint(|| block_meant(parent?, &word)),
                    key: word,
                    block: parent.map(|kind| block(kind).name),
                    takes,
                }
            }
        };
        self.report(source.key.id, issue);
    }
}

/// `severities = P1, P2`: the words behind a value of a list, which look like blocks with nothing in them.
pub(super) fn items_behind<'t>(
    kind: Kind,
    attribute: &tree::Attribute,
    below: &'t [tree::Entry],
) -> Vec<&'t str> {
    let is_behind = below.first().is_some_and(|entry| matches!(entry, tree::Entry::Block(_)));
    if !is_behind {
        return Vec::new();
    }
    let key = keys_in(kind).find(|key| key.name == attribute.key.text);
    let takes_list = key.is_some_and(|key| matches!(key.ty, Type::List(_) | Type::OneOrMore(_)));
    if !takes_list || !matches!(attribute.value, tree::Value::Scalar(_)) {
        return Vec::new();
    }
    let item = |entry: &'t tree::Entry| match entry {
        tree::Entry::Block(block) if is_word(block) => Some(block.kind.text.as_str()),
        _ => None,
    };
    let means_something = |word: &str| is_kind(word) || keys_in(kind).any(|key| key.name == word);
    below.iter().map_while(item).take_while(|word| !means_something(word)).collect()
}

/// `tier { role = oncall }`, `severity { level = P1, description = "down" }`: the header with all labels that
/// stand among the keys.
fn label_as_key(kind: Kind, source: &tree::Attribute, around: &tree::Block) -> Option<LabelAsKey> {
    let row = block(kind);
    let label = row.labels.iter().find(|label| label.name == source.key.text)?;
    let mut written = around.labels.iter().map(|label| label.text.as_str());
    let mut words = vec![row.name];
    for label in row.labels {
        let value = around.body.iter().flatten().find_map(|entry| match entry {
            tree::Entry::Attribute(attribute) if attribute.key.text == label.name => {
                Some(&attribute.value)
            }
            _ => None,
        });
        words.extend(match value {
            // Names take no quotes.
            Some(tree::Value::Scalar(scalar))
                if matches!(label.ty, Type::Declares | Type::Name(_)) =>
            {
                Some(scalar.text.trim_matches('"'))
            }
            Some(tree::Value::Scalar(scalar)) => Some(scalar.text.as_str()),
            Some(_) => Some("…"),
            None => written.next(),
        });
    }
    let first = around.body.iter().flatten().find_map(|entry| match entry {
        tree::Entry::Attribute(attribute)
            if row.labels.iter().any(|label| label.name == attribute.key.text) =>
        {
            Some(attribute.id)
        }
        _ => None,
    });
    let instead = format!("{} {{ … }}", words.join(" "));
    let issue = IssueKind::LabelAsKey { label: label.name, kind: row.name, instead };
    Some(if first == Some(source.id) { LabelAsKey::First(issue) } else { LabelAsKey::Further })
}

/// Labels among the keys are told at the first.
enum LabelAsKey {
    First(IssueKind),
    Further,
}

/// What was read of a value of which more could not be: a list is known to hold more, and of anything else, and of
/// names of what is declared elsewhere, it is not known what was meant.
fn doubtful(ty: Type, source: &tree::Value, value: At<Value>) -> At<Value> {
    let At { value, origin } = value;
    let unread = At::new(Value::Malformed, origin);
    let refers = match ty {
        Type::List(item) | Type::OneOrMore(item) => {
            matches!(item, Type::Name(_) | Type::TextName(_))
        }
        _ => false,
    };
    match (source, value) {
        (tree::Value::List(_), Value::List(items)) if !refers => {
            At::new(Value::List(items.into_iter().chain([unread]).collect()), origin)
        }
        _ => unread,
    }
}
