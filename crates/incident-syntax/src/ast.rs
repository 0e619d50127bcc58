//! The syntax tree with byte ranges, for those who change the text itself, such as a formatter.
//!
//! It borrows nothing. [`crate::parse()`] makes the position-free trees of [`crate::tree`] out of it and drops it.

use incident_base::TextRange;

use crate::comment::Comment;
use crate::error::SyntaxError;
use crate::token::TokenKind;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ast {
    /// Its entries in order.
    pub entries: Vec<Entry>,
    /// Its comments in order, documentation included.
    pub comments: Vec<Comment>,
    /// What is wrong with it, in the order of places.
    pub errors: Vec<SyntaxError>,
}

/// What stands on a line of its own or between commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// `key = value`.
    Attribute(Attribute),
    /// `kind labels { … }`.
    Block(Block),
    /// Something that is neither.
    Broken(Broken),
}

/// `key = value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// From the key to the value.
    pub range: TextRange,
    /// The key.
    pub key: TextRange,
    /// The value.
    pub value: Value,
    /// Braces behind the value, which were reported. What stands in them is known nonetheless.
    pub braces: Option<Body>,
    /// What is wrong with its shape, until all that is wrong is gathered.
    pub(crate) problem: Option<Box<SyntaxError>>,
}

/// `kind labels { … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// From the kind to the closing brace.
    pub range: TextRange,
    /// From the kind to the last label.
    pub header: TextRange,
    /// The kind.
    pub kind: TextRange,
    /// The labels.
    pub labels: Vec<Scalar>,
    /// The body, if there is one.
    pub body: Option<Body>,
    /// What is wrong with its shape, until all that is wrong is gathered.
    pub(crate) problem: Option<Box<SyntaxError>>,
}

/// `{ … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The braces included.
    pub range: TextRange,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// Something that is no entry, and was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// All of it.
    pub range: TextRange,
    /// Braces in it. Where nothing stands before them, their entries belong to the body around; else they are
    /// those of a block of an unreadable kind.
    pub body: Option<Body>,
    /// Nothing stands before the braces.
    pub only_braces: bool,
    /// What is wrong with its shape, until all that is wrong is gathered.
    pub(crate) problem: Option<Box<SyntaxError>>,
}

/// What stands behind `=` or in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One token.
    Scalar(Scalar),
    /// `[ … ]`.
    List(List),
    /// Nothing; the range is empty.
    Missing(TextRange),
}

impl Value {
    /// Where it stands.
    pub fn range(&self) -> TextRange {
        match self {
            Self::Scalar(scalar) => scalar.range,
            Self::List(list) => list.range,
            Self::Missing(range) => *range,
        }
    }
}

/// One token that is a value or a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Which sort.
    pub kind: TokenKind,
    /// Where.
    pub range: TextRange,
}

/// `[ … ]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The brackets included.
    pub range: TextRange,
    /// The values. A value that was reported is [`Value::Missing`].
    pub items: Vec<Value>,
    /// What is wrong with its shape, in order, until all that is wrong is gathered.
    pub(crate) problems: Vec<SyntaxError>,
}
