//! Which word is what, for colours.

use incident_analysis::{entry, items};
use incident_base::{FileId, NodeId, TextRange, TextSize};
use incident_schema::{Kind, Label, Type, block, blocks, blocks_in, keys_in};
use incident_syntax::tree::{self, Attribute, Block, Entry, Scalar, ScalarKind, Value};
use incident_syntax::{TokenKind, tokens};

use crate::Analysis;

/// A word and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The word; on one line, but for strings and comments over several.
    pub range: TextRange,
    /// What it is.
    pub kind: HighlightKind,
    /// Whether it is where something gets its name.
    pub is_declaration: bool,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// A block's kind.
    Kind,
    /// A key.
    Key,
    /// A word of a set, such as a severity level, `true`.
    Member,
    /// The name of something that is declared.
    Name,
    /// A person's address.
    Person,
    /// A way to tell somebody.
    Channel,
    /// A text in quotes.
    Text,
    /// A number, a length of time, a date.
    Number,
    /// A comment.
    Comment,
    /// Documentation of what stands below.
    Documentation,
}

pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Highlight> {
    let text = analysis.text(file);
    let mut found: Vec<Highlight> = tokens(text)
        .into_iter()
        .filter_map(|token| {
            let kind = match token.kind {
                TokenKind::LineComment | TokenKind::BlockComment => HighlightKind::Comment,
                TokenKind::DocComment => HighlightKind::Documentation,
                _ => return None,
            };
            Some(Highlight { range: token.range, kind, is_declaration: false })
        })
        .collect();
    if let Some(source) = analysis.source(file) {
        for item in items(&analysis.db, source) {
            if let Some(tree) = entry(&analysis.db, *item) {
                Walk { tree, found: &mut found }.entry(&tree.entry, None);
            }
        }
    }
    found.sort_by_key(|one| one.range.start());
    // In a damaged header, the kind can be a range in which other words stand.
    let mut end = TextSize::new(0);
    found.retain(|one| {
        let is_apart = one.range.start() >= end;
        if is_apart {
            end = one.range.end();
        }
        is_apart
    });
    found
}

struct Walk<'a> {
    tree: &'a tree::Item,
    found: &'a mut Vec<Highlight>,
}

impl Walk<'_> {
    fn add(&mut self, node: NodeId, kind: HighlightKind, is_declaration: bool) {
        let range = self.tree.range(node);
        if !range.is_empty() {
            self.found.push(Highlight { range, kind, is_declaration });
        }
    }

    fn entry(&mut self, entry: &Entry, parent: Option<Kind>) {
        match entry {
            Entry::Attribute(attribute) => self.attribute(attribute, parent),
            Entry::Block(block) => self.block(block, parent),
        }
    }

    fn attribute(&mut self, attribute: &Attribute, parent: Option<Kind>) {
        self.add(attribute.key.id, HighlightKind::Key, false);
        let mut keys = parent.into_iter().flat_map(keys_in);
        let ty = keys.find(|key| key.name == attribute.key.text).map(|key| key.ty);
        self.value(&attribute.value, ty);
    }

    fn value(&mut self, value: &Value, ty: Option<Type>) {
        match (value, ty) {
            (Value::Scalar(scalar), ty) => self.scalar(scalar, ty),
            (Value::List(list), Some(Type::List(item) | Type::OneOrMore(item))) => {
                list.items.iter().for_each(|inner| self.value(inner, Some(*item)));
            }
            (Value::List(list), _) => list.items.iter().for_each(|inner| self.value(inner, None)),
            (Value::Missing(_), _) => {}
        }
    }

    fn block(&mut self, written: &Block, parent: Option<Kind>) {
        self.add(written.kind.id, HighlightKind::Kind, false);
        let known = |(kind, row): (Kind, &incident_schema::Block)| {
            (row.name == written.kind.text).then_some(kind)
        };
        let kind = blocks_in(parent).find_map(known).or_else(|| blocks().find_map(known));
        let labels: &[Label] = kind.map_or(&[], |kind| block(kind).labels);
        for (at, label) in written.labels.iter().enumerate() {
            self.scalar(label, labels.get(at).map(|label| label.ty));
        }
        for inner in written.body.iter().flatten() {
            self.entry(inner, kind);
        }
    }

    fn scalar(&mut self, scalar: &Scalar, ty: Option<Type>) {
        let ty = match ty {
            Some(Type::OneOrMore(item) | Type::List(item)) => Some(*item),
            ty => ty,
        };
        let declares = matches!(ty, Some(Type::Declares | Type::DeclaresNameOrText));
        let kind = match (scalar.kind, ty) {
            (_, Some(Type::Declares | Type::DeclaresNameOrText)) => HighlightKind::Name,
            (ScalarKind::Name, Some(Type::Channel)) | (ScalarKind::Channel, _) => {
                HighlightKind::Channel
            }
            (ScalarKind::Name, Some(Type::Name(_))) => HighlightKind::Name,
            (ScalarKind::Name, _) => HighlightKind::Member,
            (ScalarKind::String, _) => HighlightKind::Text,
            (ScalarKind::Number, _) => HighlightKind::Number,
            (ScalarKind::Email, _) => HighlightKind::Person,
            (ScalarKind::Malformed, _) => return,
        };
        self.add(scalar.id, kind, declares);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::expect;

    use crate::testing::{EXAMPLES, example, fixture};

    #[test]
    fn every_word_is_something() {
        let text = "/// docs\nservice S { // c\n  use = [base]\n  severity P1 \"down\" {\n    response_time = 5m\n    \
                    notify_channels = [page, slack:#x]\n  }\n  on_call_rotation r { members = [a@x.org] }\n}\n";
        let fixture = fixture(text);
        let mut shown = String::new();
        for one in fixture.analysis.highlights(fixture.file) {
            let word = &text[usize::from(one.range.start())..usize::from(one.range.end())];
            let declares = if one.is_declaration { " declared" } else { "" };
            writeln!(shown, "{word}: {:?}{declares}", one.kind).unwrap();
        }
        expect![[r#"
            /// docs: Documentation
            service: Kind
            S: Name declared
            // c: Comment
            use: Key
            base: Name
            severity: Kind
            P1: Member
            "down": Text
            response_time: Key
            5m: Number
            notify_channels: Key
            page: Channel
            slack:#x: Channel
            on_call_rotation: Kind
            r: Name declared
            members: Key
            a@x.org: Person
        "#]]
        .assert_eq(&shown);
    }

    #[test]
    fn they_are_in_order_and_apart() {
        for name in EXAMPLES {
            let fixture = fixture(&example(name));
            let all = fixture.analysis.highlights(fixture.file);
            assert!(all.windows(2).all(|two| two[0].range.end() <= two[1].range.start()), "{name}");
        }
    }

    #[test]
    fn they_are_apart_in_damaged_text_too() {
        let text = example("payment.incident");
        for at in (0..text.len()).step_by(17).filter(|at| text.is_char_boundary(*at)) {
            for damage in ["\"", "/*", "@", "//", "é", "[", "}"] {
                let mut damaged = text.clone();
                damaged.insert_str(at, damage);
                let fixture = fixture(&damaged);
                let all = fixture.analysis.highlights(fixture.file);
                let apart = all.windows(2).all(|two| two[0].range.end() <= two[1].range.start());
                assert!(apart, "{at} {damage:?}");
            }
        }
    }
}
