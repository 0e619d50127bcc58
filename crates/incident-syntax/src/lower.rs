//! From the syntax tree with ranges to the position-free trees.

use std::sync::Arc;

use compact_str::CompactString;
use incident_base::{NodeId, TextRange, TextSize};

use crate::ast;
use crate::docs::Docs;
use crate::lexeme::slice;
use crate::token::TokenKind;
use crate::tree::{Attribute, Block, Entry, Item, List, Name, Scalar, ScalarKind, Value};

/// The top-level entries as trees. What is broken is left out, except for the entries in its braces: behind
/// something that is no header they are a block's of which the kind is that something, and with nothing
/// before them they belong to the body around.
pub(crate) fn items(text: &str, docs: &Docs, entries: Vec<ast::Entry>) -> Vec<Item> {
    let mut items = Vec::with_capacity(entries.len());
    let mut lowering = Lowering { text, docs, ranges: Vec::new() };
    // One after the other, so that few are there in both forms.
    for entry in entries {
        lowering.items(&[entry], &mut items);
    }
    items
}

/// The entries in braces that nothing stands before.
fn spliced(entry: &ast::Entry) -> Option<&[ast::Entry]> {
    match entry {
        ast::Entry::Broken(broken) if broken.only_braces => {
            broken.body.as_ref().map(|body| body.entries.as_slice())
        }
        _ => None,
    }
}

struct Lowering<'t> {
    text: &'t str,
    docs: &'t Docs,
    ranges: Vec<TextRange>,
}

impl Lowering<'_> {
    fn items(&mut self, entries: &[ast::Entry], items: &mut Vec<Item>) {
        for entry in entries {
            if let Some(inside) = spliced(entry) {
                self.items(inside, items);
                continue;
            }
            for lower in [Self::entry, Self::behind] {
                self.ranges.clear();
                if let Some(entry) = lower(self, entry) {
                    let ranges = self.ranges.as_slice().into();
                    items.push(Item { entry: Arc::new(entry), ranges });
                }
            }
        }
    }

    fn node(&mut self, range: TextRange) -> NodeId {
        // Fewer nodes than bytes, and the text is shorter than 4 GiB.
        let id = NodeId(self.ranges.len() as u32);
        self.ranges.push(range);
        id
    }

    fn entry(&mut self, entry: &ast::Entry) -> Option<Entry> {
        match entry {
            ast::Entry::Attribute(attribute) => Some(Entry::Attribute(Attribute {
                id: self.node(attribute.range),
                docs: self.docs.above(self.text, attribute.range),
                key: self.name(attribute.key),
                value: self.value(&attribute.value),
            })),
            ast::Entry::Block(block) => Some(Entry::Block(self.block(block))),
            ast::Entry::Broken(broken) => {
                let body = broken.body.as_ref()?;
                let before = TextRange::new(broken.range.start(), body.range.start());
                let header = TextSize::of(slice(self.text, before).trim_end());
                Some(self.unreadable(TextRange::at(before.start(), header), body))
            }
        }
    }

    /// What stands in braces behind an attribute.
    fn behind(&mut self, entry: &ast::Entry) -> Option<Entry> {
        match entry {
            ast::Entry::Attribute(ast::Attribute { braces: Some(body), .. }) => {
                Some(self.unreadable(TextRange::empty(body.range.start()), body))
            }
            _ => None,
        }
    }

    /// `%{ … }`, `5 role lead { … }`: what was meant to be declared is not known, but what stands in it is. Its labels are
    /// all words before the brace.
    fn unreadable(&mut self, header: TextRange, body: &ast::Body) -> Entry {
        let id = self.node(header.cover(body.range));
        let kind = Name { id: self.node(header), text: CompactString::default() };
        let node = self.node(header);
        let words = crate::lexer::lex(slice(self.text, header)).tokens;
        let labels = words.iter().filter(|word| word.kind.is_scalar()).map(|word| {
            let range = word.range + header.start();
            self.scalar(&ast::Scalar { kind: word.kind, range })
        });
        let (labels, header) = (labels.collect(), node);
        let body = Some(self.body(body));
        Entry::Block(Block { id, header, docs: None, kind, labels, body })
    }

    fn block(&mut self, block: &ast::Block) -> Block {
        let id = self.node(block.range);
        let kind = self.name(block.kind);
        let header = self.node(block.header);
        let labels = block.labels.iter().map(|label| self.scalar(label)).collect();
        let body = block.body.as_ref().map(|body| self.body(body));
        Block { id, header, docs: self.docs.above(self.text, block.range), kind, labels, body }
    }

    fn body(&mut self, body: &ast::Body) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(body.entries.len());
        self.entries(&body.entries, &mut entries);
        entries
    }

    fn entries(&mut self, entries: &[ast::Entry], into: &mut Vec<Entry>) {
        for entry in entries {
            match spliced(entry) {
                Some(inside) => self.entries(inside, into),
                None => {
                    into.extend(self.entry(entry));
                    into.extend(self.behind(entry));
                }
            }
        }
    }

    fn name(&mut self, range: TextRange) -> Name {
        Name { id: self.node(range), text: CompactString::new(slice(self.text, range)) }
    }

    fn value(&mut self, value: &ast::Value) -> Value {
        match value {
            ast::Value::Scalar(scalar) => Value::Scalar(self.scalar(scalar)),
            ast::Value::List(list) => Value::List(List {
                id: self.node(list.range),
                items: list.items.iter().map(|item| self.value(item)).collect(),
            }),
            ast::Value::Missing(range) => Value::Missing(self.node(*range)),
        }
    }

    fn scalar(&mut self, scalar: &ast::Scalar) -> Scalar {
        let kind = match scalar.kind {
            TokenKind::Name => ScalarKind::Name,
            TokenKind::String => ScalarKind::String,
            TokenKind::Number => ScalarKind::Number,
            TokenKind::Email => ScalarKind::Email,
            TokenKind::Channel => ScalarKind::Channel,
            _ => ScalarKind::Malformed,
        };
        let text = CompactString::new(slice(self.text, scalar.range));
        Scalar { id: self.node(scalar.range), kind, text }
    }
}
