//! From the tokens of a text without errors to the document.
//!
//! Comments go to what they stand beside: behind an entry or value on its line to that, before one on
//! its line to that, behind an opening bracket at the end of its line to the bracket; all others are
//! items of their own. Comments that stand behind each other on one line stay together.

use incident_syntax::{Token, TokenKind};

use crate::document::{
    Body, Comments, Entry, Item, ItemContent, List, ListItem, ListItemContent, Piece, Rest, Scalar,
    Value, ValueContent, head_width,
};
use crate::spelling;

/// Reads all of it. Of a text with errors, something may be missing.
pub(crate) fn document<'t>(text: &'t str, tokens: &'t [Token]) -> Body<'t> {
    let mut reader = Reader { text, tokens, at: 0, line_breaks: 0 };
    // The file's first line begins like any other.
    let mut body = reader.body(Gap::at_a_line());
    // A closer without an opener, which a text without errors does not have.
    while reader.kind().is_some() {
        reader.advance();
        body.items.append(&mut reader.body(Gap::at_a_line()).items);
    }
    body
}

/// What stands between two things that the document keeps: line breaks, and commas that it does not keep.
#[derive(Default)]
struct Gap {
    line_breaks: usize,
    /// Line breaks since the last comma.
    in_a_row: usize,
    is_blank_line: bool,
}

impl Gap {
    /// Where a line begins.
    fn at_a_line() -> Self {
        Self { line_breaks: 1, in_a_row: 1, is_blank_line: false }
    }

    fn line_break(&mut self) {
        self.line_breaks += 1;
        self.in_a_row += 1;
        self.is_blank_line |= self.in_a_row > 1;
    }

    /// A line with nothing but a comma is not blank.
    fn comma(&mut self) {
        self.in_a_row = 0;
    }
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    /// How many were passed, those in strings and comments included.
    line_breaks: usize,
}

impl<'t> Reader<'t> {
    /// The next token's kind, behind blanks.
    fn kind(&mut self) -> Option<TokenKind> {
        loop {
            let kind = self.tokens.get(self.at)?.kind;
            match kind {
                TokenKind::Blank | TokenKind::StrayBlank | TokenKind::ByteOrderMark => self.at += 1,
                _ => return Some(kind),
            }
        }
    }

    /// Passes the next token.
    fn advance(&mut self) -> &'t str {
        let Some(token) = self.tokens.get(self.at) else { return "" };
        self.at += 1;
        let range = usize::from(token.range.start())..usize::from(token.range.end());
        let text = self.text.get(range).unwrap_or_default();
        let may_hold_breaks = matches!(
            token.kind,
            TokenKind::Newline | TokenKind::BlockComment | TokenKind::String | TokenKind::Channel
        );
        if may_hold_breaks && text.contains('\n') {
            self.line_breaks += 1;
        }
        text
    }

    /// Everything up to the closing brace or the end, behind a gap.
    fn body(&mut self, mut gap: Gap) -> Body<'t> {
        let mut body = Body::default();
        let mut before = Comments::new();
        // A comma stands before, on the same line.
        let mut behind_comma = false;
        while let Some(kind) = self.kind() {
            let blank_above = gap.is_blank_line && !body.items.is_empty();
            match kind {
                TokenKind::CloseBrace => break,
                TokenKind::Newline => {
                    self.advance();
                    gap.line_break();
                    behind_comma = false;
                }
                TokenKind::Comma => {
                    let comma = self.advance();
                    gap.comma();
                    behind_comma = true;
                    // Documentation above a comma is none, and without it would be the next entry's.
                    if body.items.last().is_some_and(Item::ends_in_documentation) {
                        let content = ItemContent::Comment(vec![comma]);
                        body.items.push(Item { blank_above, content });
                        gap = Gap::default();
                    }
                }
                kind if is_comment(kind) => {
                    let mut comments = self.comments();
                    let next = self.kind();
                    if next == Some(TokenKind::Name) && !over_lines(&comments) {
                        before = comments;
                        continue;
                    }
                    let alone = next == Some(TokenKind::CloseBrace) && !over_lines(&comments);
                    let item =
                        |comments| Item { blank_above, content: ItemContent::Comment(comments) };
                    let own_line = gap.line_breaks > 0 && !behind_comma;
                    match body.items.last_mut().map(|item| &mut item.content) {
                        _ if own_line => body.items.push(item(comments)),
                        Some(ItemContent::Entry(entry)) if !ends_line(&entry.after) => {
                            entry.after.extend(comments);
                        }
                        Some(_) if gap.line_breaks > 0 => {
                            // Without the comma, `///` would become documentation.
                            if comments.iter().any(|comment| comment.starts_with("///")) {
                                comments.insert(0, ",");
                            }
                            body.items.push(item(comments));
                        }
                        Some(
                            ItemContent::Comment(others)
                            | ItemContent::Entry(Entry { after: others, .. }),
                        ) => others.extend(comments),
                        None if alone => body.items.push(item(comments)),
                        None => body.opener.extend(comments),
                    }
                    gap = Gap::default();
                }
                TokenKind::Name => {
                    let entry = self.entry(std::mem::take(&mut before));
                    body.items.push(Item { blank_above, content: ItemContent::Entry(entry) });
                    gap = Gap::default();
                }
                // Anything else would be an error.
                _ => {
                    self.advance();
                }
            }
        }
        body
    }

    fn entry(&mut self, before: Comments<'t>) -> Entry<'t> {
        let mut head: Vec<Piece<'t>> = Vec::with_capacity(before.len() + 3);
        head.extend(before.into_iter().map(Piece::Comment));
        let name = self.advance();
        head.push(Piece::Scalar(Scalar::Word(name.into())));
        let goes_on = |kind: TokenKind| {
            kind.is_scalar() || matches!(kind, TokenKind::Equals | TokenKind::OpenBrace)
        };
        let rest = loop {
            match self.kind() {
                Some(kind) if kind.is_scalar() => {
                    head.push(Piece::Scalar(spelling::label(kind, self.advance())));
                }
                Some(kind) if is_comment(kind) => match self.comments_before(goes_on) {
                    Some(comments) => head.extend(comments.into_iter().map(Piece::Comment)),
                    None => break Rest::Nothing,
                },
                Some(TokenKind::Equals) => {
                    self.advance();
                    let before = self.comments_before(starts_value).unwrap_or_default();
                    break match self.kind() {
                        Some(kind) if starts_value(kind) => Rest::Value(self.value(before, kind)),
                        _ => Rest::Nothing,
                    };
                }
                Some(TokenKind::OpenBrace) => break Rest::Body(self.braces()),
                _ => break Rest::Nothing,
            }
        };
        Entry { name, head_width: head_width(&head), head, rest, after: Comments::new() }
    }

    fn braces(&mut self) -> Body<'t> {
        let breaks = self.line_breaks;
        self.advance();
        let mut body = self.body(Gap::default());
        self.advance();
        // Line breaks in braces with nothing in them are none.
        let is_empty = body.items.is_empty() && body.opener.is_empty();
        if is_empty || breaks == self.line_breaks {
            body.width = body.measure();
        }
        body
    }

    fn value(&mut self, before: Comments<'t>, kind: TokenKind) -> Value<'t> {
        let content = match kind {
            TokenKind::OpenBracket => ValueContent::List(self.list()),
            kind => ValueContent::Scalar(spelling::value(kind, self.advance())),
        };
        Value { before, content }
    }

    fn list(&mut self) -> List<'t> {
        let breaks_before = self.line_breaks;
        self.advance();
        let mut list = List::default();
        let mut gap = Gap::default();
        let mut before = Comments::new();
        while let Some(kind) = self.kind() {
            let blank_above = gap.is_blank_line && !list.items.is_empty();
            let own_line = gap.line_breaks > 0;
            match kind {
                TokenKind::CloseBracket => break,
                TokenKind::Newline => {
                    self.advance();
                    gap.line_break();
                }
                kind if is_comment(kind) => {
                    let comments = self.comments();
                    let next = self.kind();
                    if next.is_some_and(starts_value) && !over_lines(&comments) {
                        before = comments;
                        continue;
                    }
                    let alone = next == Some(TokenKind::CloseBracket) && !over_lines(&comments);
                    let item = |comments| {
                        let content = ListItemContent::Comment(comments);
                        ListItem { blank_above, new_line: true, content }
                    };
                    match list.items.last_mut().map(|item| &mut item.content) {
                        _ if own_line => list.items.push(item(comments)),
                        Some(ListItemContent::Value(_, after)) => after.extend(comments),
                        Some(ListItemContent::Comment(others)) => others.extend(comments),
                        None if alone => list.items.push(item(comments)),
                        None => list.opener.extend(comments),
                    }
                    gap = Gap::default();
                }
                kind if starts_value(kind) => {
                    let value = self.value(std::mem::take(&mut before), kind);
                    let content = ListItemContent::Value(value, Comments::new());
                    let last = list.items.last().map(|item| &item.content);
                    let new_line = own_line || matches!(last, Some(ListItemContent::Comment(_)));
                    list.items.push(ListItem { blank_above, new_line, content });
                    gap = Gap::default();
                }
                // A comma; anything else would be an error.
                _ => {
                    self.advance();
                    gap.comma();
                }
            }
        }
        self.advance();
        let is_empty = list.items.is_empty() && list.opener.is_empty();
        if is_empty || breaks_before == self.line_breaks {
            list.width = list.measure();
        }
        list
    }

    /// The comments from here to the next token that is none.
    fn comments(&mut self) -> Comments<'t> {
        let mut comments = Comments::new();
        while let Some(kind) = self.kind().filter(|kind| is_comment(*kind)) {
            let text = self.advance();
            comments.push(if kind == TokenKind::BlockComment { text } else { text.trim_end() });
        }
        comments
    }

    /// The comments from here to a token on the same line that is wanted; nothing is passed when
    /// something else follows.
    fn comments_before(&mut self, wanted: impl Fn(TokenKind) -> bool) -> Option<Comments<'t>> {
        let (at, line_breaks) = (self.at, self.line_breaks);
        let comments = self.comments();
        if self.kind().is_some_and(wanted) && !over_lines(&comments) {
            return Some(comments);
        }
        (self.at, self.line_breaks) = (at, line_breaks);
        None
    }
}

fn is_comment(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment)
}

fn starts_value(kind: TokenKind) -> bool {
    kind.is_scalar() || kind == TokenKind::OpenBracket
}

/// Whether nothing can stand behind them on their line.
fn ends_line(comments: &[&str]) -> bool {
    comments.last().is_some_and(|comment| comment.starts_with("//"))
}

fn over_lines(comments: &[&str]) -> bool {
    comments.iter().any(|comment| comment.contains('\n'))
}
