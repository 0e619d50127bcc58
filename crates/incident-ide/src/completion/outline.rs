//! The blocks of a text as its tokens tell, whatever in it is unfinished.

use std::ops::Range;

use incident_analysis::holds;
use incident_base::{TextSize, slice};
use incident_syntax::{Token, TokenKind, balanced};

/// An entry: a block with what stands in its braces, or a line that is or becomes something else.
#[derive(Debug)]
pub(crate) struct Node {
    /// The numbers of its tokens; of a block, those before the brace.
    pub(crate) head: Range<usize>,
    /// The entries in its braces.
    pub(crate) body: Vec<Node>,
}

/// A text's entries.
#[derive(Debug)]
pub(crate) struct Outline {
    text: String,
    /// The tokens that the grammar would take.
    pub(crate) tokens: Vec<Token>,
    /// The entries at the top level.
    pub(crate) entries: Vec<Node>,
}

/// Where a token stands.
#[derive(Debug)]
pub(crate) struct Spot {
    /// The token's number.
    pub(crate) at: usize,
    /// The blocks around it, each by its position in the one before.
    pub(crate) path: Vec<usize>,
    /// The position of its entry in the innermost of them.
    own: usize,
    /// The tokens of its entry before it.
    pub(crate) before: Range<usize>,
    /// How many lists are open there.
    pub(crate) lists: usize,
    /// Whether a block ends before it on its line.
    pub(crate) is_behind_closer: bool,
}

impl Outline {
    /// The entries of a text.
    pub(crate) fn new(text: String) -> Self {
        let mut reader = Reader::default();
        let tokens = balanced(&text, holds);
        for (at, token) in tokens.iter().enumerate() {
            reader.take(at, *token);
        }
        let entries = reader.finish(tokens.len());
        Self { text, tokens, entries }
    }

    /// The same, and where the token stands that starts at an offset; `None` where none does.
    pub(crate) fn with_spot(text: String, offset: TextSize) -> Option<(Self, Spot)> {
        let mut reader = Reader::default();
        let tokens = balanced(&text, holds);
        let mut spot = None;
        for (at, token) in tokens.iter().enumerate() {
            if token.range.start() == offset && !token.range.is_empty() {
                spot = Some(reader.spot(at));
            }
            reader.take(at, *token);
        }
        let entries = reader.finish(tokens.len());
        let outline = Self { text, tokens, entries };
        let mut spot = spot?;
        outline.reopen(&mut spot);
        Some((outline, spot))
    }

    /// Directly below an opener, layout says nothing: a line that nobody indented yet belongs to the block above it.
    fn reopen(&self, spot: &mut Spot) {
        if !spot.before.is_empty() {
            return;
        }
        let is_put_in =
            |token: &&Token| token.kind == TokenKind::CloseBrace && token.range.is_empty();
        let is_nothing = |token: &&Token| token.kind == TokenKind::Newline || is_put_in(token);
        let above = self.tokens.get(..spot.at).unwrap_or_default();
        let closed: Vec<&Token> = above.iter().rev().take_while(is_nothing).collect();
        let opener = above.iter().rev().nth(closed.len());
        if opener.is_none_or(|it| it.kind != TokenKind::OpenBrace || it.range.is_empty()) {
            return;
        }
        for _ in closed.into_iter().filter(is_put_in) {
            let body = self.around(&spot.path).last().map_or(&*self.entries, |node| &node.body);
            let last = body.len().min(spot.own).checked_sub(1);
            let Some(last) = last else { return };
            spot.path.push(last);
            spot.own = usize::MAX;
        }
    }

    /// A token's text.
    pub(crate) fn token_text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| slice(&self.text, token.range))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The word that an entry starts with; empty when it starts with something else.
    pub(crate) fn word(&self, node: &Node) -> &str {
        match self.kind(node.head.start) {
            Some(TokenKind::Name) => self.token_text(node.head.start),
            _ => "",
        }
    }

    /// A block's labels; none for an attribute.
    pub(crate) fn labels(&self, node: &Node) -> impl Iterator<Item = &str> + Clone {
        let all = if self.is_attribute(node) { 0..0 } else { node.head.start + 1..node.head.end };
        all.map(move |at| self.token_text(at))
    }

    pub(crate) fn is_attribute(&self, node: &Node) -> bool {
        node.head.len() > 1 && self.kind(node.head.start + 1) == Some(TokenKind::Equals)
    }

    /// The scalars of an attribute's value.
    pub(crate) fn values(&self, node: &Node) -> impl Iterator<Item = usize> {
        let value = if self.is_attribute(node) { node.head.start + 2..node.head.end } else { 0..0 };
        value.filter(move |at| self.kind(*at).is_some_and(TokenKind::is_scalar))
    }

    /// The blocks around a place, from the outermost on.
    pub(crate) fn around<'a>(&'a self, path: &'a [usize]) -> impl Iterator<Item = &'a Node> {
        let mut body = &self.entries;
        path.iter().map_while(move |position| {
            let node = body.get(*position)?;
            body = &node.body;
            Some(node)
        })
    }

    /// The entries beside a place.
    pub(crate) fn beside<'a>(&'a self, spot: &'a Spot) -> impl Iterator<Item = &'a Node> {
        let body = self.around(&spot.path).last().map_or(&self.entries, |node| &node.body);
        body.iter().enumerate().filter(move |(at, _)| *at != spot.own).map(|(_, node)| node)
    }
}

/// Puts tokens together.
struct Reader {
    /// The blocks that are open, each with its header; the first stands for the text.
    open: Vec<Node>,
    /// Where the entry that is being read starts.
    start: usize,
    lists: usize,
    is_behind_closer: bool,
}

impl Default for Reader {
    fn default() -> Self {
        let text = Node { head: 0..0, body: Vec::new() };
        Self { open: vec![text], start: 0, lists: 0, is_behind_closer: false }
    }
}

impl Reader {
    fn spot(&self, at: usize) -> Spot {
        let mut path: Vec<usize> = self.open.iter().map(|node| node.body.len()).collect();
        let own = path.pop().unwrap_or_default();
        let (before, lists) = (self.start..at, self.lists);
        Spot { at, path, own, before, lists, is_behind_closer: self.is_behind_closer }
    }

    fn take(&mut self, at: usize, token: Token) {
        match token.kind {
            TokenKind::OpenBracket => self.lists += 1,
            TokenKind::CloseBracket => self.lists = self.lists.saturating_sub(1),
            TokenKind::Newline | TokenKind::Comma if self.lists == 0 => self.end(at),
            TokenKind::OpenBrace => {
                self.open.push(Node { head: self.start..at, body: Vec::new() });
                self.start = at + 1;
                (self.lists, self.is_behind_closer) = (0, false);
            }
            TokenKind::CloseBrace => {
                self.end(at);
                self.close();
                (self.lists, self.is_behind_closer) = (0, !token.range.is_empty());
            }
            _ => {}
        }
    }

    /// Ends the entry that is being read.
    fn end(&mut self, at: usize) {
        if self.start < at
            && let Some(around) = self.open.last_mut()
        {
            around.body.push(Node { head: self.start..at, body: Vec::new() });
        }
        self.start = at + 1;
        self.is_behind_closer = false;
    }

    fn close(&mut self) {
        if let [_, .., _] = self.open.as_slice()
            && let Some(closed) = self.open.pop()
            && let Some(around) = self.open.last_mut()
        {
            around.body.push(closed);
        }
    }

    fn finish(mut self, length: usize) -> Vec<Node> {
        self.end(length);
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map(|text| text.body).unwrap_or_default()
    }
}
