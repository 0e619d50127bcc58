//! What each token of a text is to its readers, by the parser and the schema: what every grammar that colours
//! texts is held against.

use std::collections::{BTreeMap, BTreeSet};

use incident_base::{TextRange, TextSize};
use incident_syntax::ast::{Entry, Scalar, Value};
use incident_syntax::comment::CommentKind;
use incident_syntax::{Token, TokenKind, parse_ast, tokens};

use crate::words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `// …`
    LineComment,
    /// `/// …` on a line of its own.
    Documentation,
    /// `/* … */`
    BlockComment,
    /// A kind of block that the schema knows.
    Kind,
    /// A word where a kind stands, which the schema does not know.
    UnknownKind,
    /// A key that some block has.
    Key,
    /// A word before `=` that is no key.
    UnknownKey,
    /// A name behind a kind.
    Declared,
    /// `true`, `false`.
    Boolean,
    /// A word that the schema takes values from.
    Constant,
    /// Another name that is a value.
    Reference,
    /// `"…"`
    ShortString,
    /// `"""…"""`
    LongString,
    /// A run that starts with a digit.
    Number,
    /// `a@b.example`
    Email,
    /// `slack:#incidents`
    Channel,
    /// `=`
    Equals,
    /// `,`
    Comma,
    /// `{`, `}`, `[`, `]`
    Bracket,
}

/// A token and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Classified {
    /// The token.
    pub token: Token,
    /// What it is.
    pub class: Class,
}

/// What stands in which place, by where it begins.
type Roles = BTreeMap<TextSize, Class>;

/// The tokens of a text without syntax errors, blanks and line breaks left out.
pub fn classified(text: &str) -> Vec<Classified> {
    let ast = parse_ast(text);
    let vocabulary = Vocabulary {
        text,
        kinds: words::kinds(),
        keys: words::keys(),
        constants: words::constants(),
    };
    let mut roles = Roles::new();
    vocabulary.entries(&ast.entries, &mut roles);
    for comment in ast.comments {
        let class = match comment.kind {
            CommentKind::Line => Class::LineComment,
            CommentKind::Documentation => Class::Documentation,
            CommentKind::Block => Class::BlockComment,
        };
        roles.insert(comment.range.start(), class);
    }
    let tokens = tokens(text).into_iter();
    tokens
        .filter_map(|token| {
            let class = match token.kind {
                TokenKind::String if slice(text, token.range).starts_with("\"\"\"") => {
                    Class::LongString
                }
                TokenKind::String => Class::ShortString,
                TokenKind::Number => Class::Number,
                TokenKind::Email => Class::Email,
                TokenKind::Channel => Class::Channel,
                TokenKind::Equals => Class::Equals,
                TokenKind::Comma => Class::Comma,
                TokenKind::OpenBrace
                | TokenKind::CloseBrace
                | TokenKind::OpenBracket
                | TokenKind::CloseBracket => Class::Bracket,
                _ => *roles.get(&token.range.start())?,
            };
            Some(Classified { token, class })
        })
        .collect()
}

/// The text of a range.
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.start().into()..range.end().into()).unwrap_or_default()
}

struct Vocabulary<'t> {
    text: &'t str,
    kinds: BTreeSet<&'static str>,
    keys: BTreeSet<&'static str>,
    constants: BTreeSet<&'static str>,
}

impl Vocabulary<'_> {
    fn entries(&self, entries: &[Entry], roles: &mut Roles) {
        for entry in entries {
            match entry {
                Entry::Attribute(attribute) => {
                    let known = self.keys.contains(slice(self.text, attribute.key));
                    let class = if known { Class::Key } else { Class::UnknownKey };
                    roles.insert(attribute.key.start(), class);
                    self.value(&attribute.value, roles);
                }
                Entry::Block(block) => {
                    let known = self.kinds.contains(slice(self.text, block.kind));
                    let class = if known { Class::Kind } else { Class::UnknownKind };
                    roles.insert(block.kind.start(), class);
                    let labels = block.labels.iter();
                    roles.extend(labels.map(|label| (label.range.start(), Class::Declared)));
                    if let Some(body) = &block.body {
                        self.entries(&body.entries, roles);
                    }
                }
                Entry::Broken(_) => {}
            }
        }
    }

    fn value(&self, value: &Value, roles: &mut Roles) {
        match value {
            Value::Scalar(scalar) => {
                roles.insert(scalar.range.start(), self.word(*scalar));
            }
            Value::List(list) => list.items.iter().for_each(|item| self.value(item, roles)),
            Value::Missing(_) => {}
        }
    }

    fn word(&self, scalar: Scalar) -> Class {
        match slice(self.text, scalar.range) {
            "true" | "false" => Class::Boolean,
            word if self.constants.contains(word) => Class::Constant,
            _ => Class::Reference,
        }
    }
}
