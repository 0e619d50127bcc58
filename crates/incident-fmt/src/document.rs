//! A text as the formatter sees it: entries, values, comments and where lines end, but no columns.

use std::borrow::Cow;

use crate::width::{joined, width};

/// Comments that stand behind each other on a line. A block comment among them may hold line breaks.
pub(crate) type Comments<'t> = Vec<&'t str>;

/// What stands between braces, or in a file.
#[derive(Debug, Default)]
pub(crate) struct Body<'t> {
    /// Comments on the line of the opening brace.
    pub(crate) opener: Comments<'t>,
    pub(crate) items: Vec<Item<'t>>,
    /// Its columns on one line, braces included; `None` when it stands on several.
    pub(crate) width: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Item<'t> {
    /// At least one blank line stands above it, and something above that.
    pub(crate) blank_above: bool,
    pub(crate) content: ItemContent<'t>,
}

impl Item<'_> {
    /// Whether it is a comment that would document an entry below it.
    pub(crate) fn ends_in_documentation(&self) -> bool {
        match &self.content {
            ItemContent::Comment(comments) => {
                let last = comments.last().and_then(|last| last.strip_prefix("///"));
                last.is_some_and(|text| !text.starts_with('/'))
            }
            ItemContent::Entry(_) => false,
        }
    }
}

#[derive(Debug)]
pub(crate) enum ItemContent<'t> {
    /// Comments on a line of their own.
    Comment(Comments<'t>),
    Entry(Entry<'t>),
}

/// `key = value` or `kind labels { … }`.
#[derive(Debug)]
pub(crate) struct Entry<'t> {
    /// The key or the kind.
    pub(crate) name: &'t str,
    /// The key, or the kind and the labels, with the comments before and between them.
    pub(crate) head: Vec<Piece<'t>>,
    /// The columns of `head`; `None` when a long string in it stands on several lines.
    pub(crate) head_width: Option<usize>,
    pub(crate) rest: Rest<'t>,
    /// Comments behind it on its last line.
    pub(crate) after: Comments<'t>,
}

#[derive(Debug)]
pub(crate) enum Rest<'t> {
    /// A block without braces.
    Nothing,
    Value(Value<'t>),
    Body(Body<'t>),
}

/// A part of an entry's head.
#[derive(Debug)]
pub(crate) enum Piece<'t> {
    Comment(&'t str),
    Scalar(Scalar<'t>),
}

/// One token, in its canonical spelling.
#[derive(Debug)]
pub(crate) enum Scalar<'t> {
    /// On one line.
    Word(Cow<'t, str>),
    /// A `"""` string over several lines, as it stands in the text.
    Long(&'t str),
}

#[derive(Debug)]
pub(crate) struct Value<'t> {
    /// Comments before it on its line.
    pub(crate) before: Comments<'t>,
    pub(crate) content: ValueContent<'t>,
}

#[derive(Debug)]
pub(crate) enum ValueContent<'t> {
    Scalar(Scalar<'t>),
    List(List<'t>),
}

/// `[ … ]`
#[derive(Debug, Default)]
pub(crate) struct List<'t> {
    /// Comments on the line of the opening bracket.
    pub(crate) opener: Comments<'t>,
    pub(crate) items: Vec<ListItem<'t>>,
    /// Its columns on one line, brackets included; `None` when it stands on several.
    pub(crate) width: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct ListItem<'t> {
    /// At least one blank line stands above it, and something of the list above that.
    pub(crate) blank_above: bool,
    /// It is the first on its line.
    pub(crate) new_line: bool,
    pub(crate) content: ListItemContent<'t>,
}

#[derive(Debug)]
pub(crate) enum ListItemContent<'t> {
    /// Comments on a line of their own.
    Comment(Comments<'t>),
    /// A value and the comments behind it on its line.
    Value(Value<'t>, Comments<'t>),
}

impl Scalar<'_> {
    fn width(&self) -> Option<usize> {
        match self {
            Self::Word(word) => Some(width(word)),
            Self::Long(_) => None,
        }
    }
}

/// The columns of an entry's head.
pub(crate) fn head_width(head: &[Piece<'_>]) -> Option<usize> {
    let mut columns = head.len().saturating_sub(1);
    for piece in head {
        columns += match piece {
            Piece::Comment(comment) => joined(&[comment])?,
            Piece::Scalar(scalar) => scalar.width()?,
        };
    }
    Some(columns)
}

/// The columns of comments with the blank that parts them from what they stand beside.
fn beside(comments: &[&str]) -> Option<usize> {
    if comments.is_empty() { Some(0) } else { Some(joined(comments)? + 1) }
}

impl Value<'_> {
    /// Its columns on one line; `None` when it stands on several.
    pub(crate) fn width(&self) -> Option<usize> {
        let content = match &self.content {
            ValueContent::Scalar(scalar) => scalar.width()?,
            ValueContent::List(list) => list.width?,
        };
        Some(beside(&self.before)? + content)
    }

    /// Whether it is a list with something in it: only that can be broken.
    pub(crate) fn can_be_broken(&self) -> bool {
        matches!(&self.content, ValueContent::List(list) if !list.items.is_empty())
    }
}

impl Entry<'_> {
    /// Its columns on one line; `None` when it stands on several.
    fn width(&self) -> Option<usize> {
        let rest = match &self.rest {
            Rest::Nothing => 0,
            Rest::Value(value) => EQUALS.len() + value.width()?,
            Rest::Body(body) => 1 + body.width?,
        };
        Some(self.head_width? + rest + beside(&self.after)?)
    }
}

/// Between a key and its value.
pub(crate) const EQUALS: &str = " = ";

impl Body<'_> {
    /// The columns of `{ … }` on one line; it must not stand on several.
    pub(crate) fn measure(&self) -> Option<usize> {
        let mut columns = "{}".len();
        for item in &self.items {
            let item = match &item.content {
                ItemContent::Comment(comments) => joined(comments)?,
                ItemContent::Entry(entry) => entry.width()?,
            };
            // A blank before the first and behind the last, a comma and a blank between them.
            columns += item + 2;
        }
        Some(columns)
    }
}

impl List<'_> {
    /// The columns of `[…]` on one line; it must not stand on several.
    pub(crate) fn measure(&self) -> Option<usize> {
        let mut columns = self.items.len().saturating_sub(1) * ", ".len() + "[]".len();
        for item in &self.items {
            columns += item.width()?;
        }
        Some(columns)
    }
}

impl ListItem<'_> {
    /// Its columns on one line, comments included.
    pub(crate) fn width(&self) -> Option<usize> {
        match &self.content {
            ListItemContent::Comment(comments) => joined(comments),
            ListItemContent::Value(value, after) => Some(value.width()? + beside(after)?),
        }
    }
}
