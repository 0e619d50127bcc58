//! Which lines the language has, as far as their brackets and commas tell. What the grammar takes fits, but for blocks
//! that are closed at the end of another line.
//!
//! ```text
//! line    = { "}" | "]" } [ "," ] [ entries ] | values ;
//! entries = entry { "," entry } [ "," ] ;              (* one at the end may leave its "{" or "[" open *)
//! entry   = NAME "=" value | NAME label { label } | NAME { label } "{" [ entries ] "}" ;
//! values  = value { "," value } [ "," ] [ "]" … ] ;    (* where a list is open *)
//! ```

use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// One line, without its line break.
pub(super) struct Line<'l> {
    /// The number of its first lexeme.
    pub(super) first: usize,
    /// A block is open before it: at the top level no comma parts entries.
    pub(super) in_block: bool,
    pub(super) lexemes: &'l [Lexeme],
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    /// A list is open behind it.
    pub(super) in_list: bool,
    /// Its last lexeme opens the only block that is open behind it.
    pub(super) opens_block: bool,
    /// The same for a list.
    pub(super) opens_list: bool,
    /// Its last entry is a block with a brace.
    pub(super) has_block: bool,
    /// It ends within an entry.
    within: Within,
}

/// Where in an entry a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    /// Behind one, or where that is not known.
    #[default]
    Nowhere,
    /// Behind a name.
    Name,
    /// Behind a name and labels, the last of which is no string.
    Labels,
    /// Behind `NAME =`.
    Operator,
}

impl Ends {
    /// Where nothing is known of it.
    pub(super) fn elsewhere() -> Self {
        Self::default()
    }

    pub(super) fn is_behind_operator(self) -> bool {
        self.within == Within::Operator
    }
}

/// Why a line has no shape of the language.
pub(super) struct Misfit {
    /// The first lexeme that does not fit; their number when the end does not.
    pub(super) at: usize,
    /// The brackets that are open there, and the last that closed a list, or a block of a line above.
    openers: Open,
    closer: Option<usize>,
    /// The last that closed a block of the line.
    block_closer: Option<usize>,
    /// It stands where a value or a block is complete.
    behind_value: bool,
    pub(super) ends: Ends,
}

impl Misfit {
    /// The innermost bracket that is open there.
    pub(super) fn opener(&self) -> Option<usize> {
        self.openers.last().map(|(at, _)| at)
    }

    /// Whether that one is a brace.
    pub(super) fn is_in_block(&self) -> bool {
        self.openers.last().is_some_and(|(_, is_list)| !is_list)
    }

    /// The closer that fits the bracket that is open there, where one of the other sort stands.
    pub(super) fn closer_instead(&self, line: &Line<'_>) -> Option<TokenKind> {
        match (self.openers.last()?, line.kind(self.at)?) {
            ((_, true), TokenKind::CloseBrace) => Some(TokenKind::CloseBracket),
            ((_, false), TokenKind::CloseBracket) => Some(TokenKind::CloseBrace),
            _ => None,
        }
    }

    /// The lexemes without one of which the line could fit, the likeliest first.
    pub(super) fn candidates(&self, line: &Line<'_>) -> impl Iterator<Item = usize> {
        let near = [Some(self.at), self.at.checked_sub(1), self.closer, self.block_closer];
        let all =
            near.into_iter().flatten().chain(self.openers.innermost_first().map(|(at, _)| at));
        // A list is rather without its end.
        let begins_list = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| line.kind(before));
            before == Some(TokenKind::Equals) && line.kind(at) == Some(TokenKind::OpenBracket)
        };
        all.filter(move |at| !begins_list(*at))
    }
}

/// The brackets opened on a line, by the numbers of their lexemes.
#[derive(Clone, Copy, Default)]
struct Open {
    brackets: [(usize, bool); Open::MOST],
    count: usize,
}

impl Open {
    /// More brackets in each other than a line has in real texts.
    const MOST: usize = 8;

    /// `None` when there are too many.
    fn push(&mut self, at: usize, is_list: bool) -> Option<()> {
        *self.brackets.get_mut(self.count)? = (at, is_list);
        self.count += 1;
        Some(())
    }

    fn pop(&mut self) {
        self.count = self.count.saturating_sub(1);
    }

    fn last(&self) -> Option<(usize, bool)> {
        self.innermost_first().next()
    }

    fn innermost_first(&self) -> impl Iterator<Item = (usize, bool)> {
        let open = self.brackets;
        (0..self.count).rev().filter_map(move |at| open.get(at).copied())
    }
}

/// What was read of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before an entry or the end of a body; only closers stand before it.
    First,
    /// Behind closers.
    Closed,
    /// Behind a comma between entries.
    Next,
    /// Behind a `{`.
    Body,
    Name,
    Labels,
    Operator,
    /// Behind a value of a key.
    Value,
    /// Behind the `}` of a block of this line.
    Block,
    /// Behind a `[` or a comma in a list.
    List,
    /// Behind a value in a list.
    Item,
}

impl Line<'_> {
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.lexemes.get(at).map(|it| it.kind)
    }

    /// How the line ends, read without one of its lexemes; `Err` when it has no shape of the language so. What other
    /// mistakes are in it is not judged: a line with something malformed fits.
    pub(super) fn fit(&self, in_list: bool, without: Option<usize>) -> Result<Ends, Box<Misfit>> {
        let in_list = in_list && !self.is_plainly_an_entry(without);
        let mut state = if in_list { State::List } else { State::First };
        let mut open = Open::default();
        let mut outer_list = in_list;
        let (mut closer, mut block_closer) = (None, None);
        let mut last = None;
        // `tier` alone is an entry, but nothing is mended to be one.
        let strict = without.is_some();
        for (at, lexeme) in self.lexemes.iter().enumerate() {
            if without == Some(at) {
                continue;
            }
            last = Some(at);
            let kind = lexeme.kind;
            if matches!(kind, TokenKind::Stray | TokenKind::Malformed | TokenKind::Colon) {
                return Ok(Ends::elsewhere());
            }
            let inside = open.last().map(|(_, is_list)| is_list);
            state = match (state, kind) {
                (State::List | State::Item, TokenKind::CloseBracket) if inside == Some(true) => {
                    open.pop();
                    closer = Some(at);
                    match open.last() {
                        Some((_, true)) => State::Item,
                        _ if outer_list && open.count == 0 => State::Item,
                        _ => State::Value,
                    }
                }
                (State::List | State::Item, TokenKind::CloseBracket) if outer_list => {
                    outer_list = false;
                    closer = Some(at);
                    if at == 0 { State::Closed } else { State::Value }
                }
                (State::List | State::Operator, TokenKind::OpenBracket) => {
                    if open.push(at, true).is_none() {
                        return Ok(Ends::elsewhere());
                    }
                    State::List
                }
                (State::List, kind) if kind.is_scalar() => State::Item,
                // A comma may begin a line of a list.
                (State::List, TokenKind::Comma) if at == 0 => State::List,
                (State::Item, TokenKind::Comma) => State::List,
                (State::First | State::Closed, TokenKind::CloseBrace) => {
                    closer = Some(at);
                    State::Closed
                }
                // What stands behind commas at the line's beginning is read as if they were not there.
                (State::First | State::Closed, TokenKind::Comma) => State::First,
                (
                    State::Body | State::Next | State::Labels | State::Value | State::Block,
                    TokenKind::CloseBrace,
                ) if inside == Some(false) => {
                    open.pop();
                    block_closer = Some(at);
                    State::Block
                }
                (State::Name, TokenKind::CloseBrace) if inside == Some(false) && !strict => {
                    open.pop();
                    block_closer = Some(at);
                    State::Block
                }
                (State::First | State::Body | State::Next, TokenKind::Name) => State::Name,
                // `timeout:10m`
                (State::First | State::Body, TokenKind::Channel) => {
                    return Ok(Ends::elsewhere());
                }
                (State::Name | State::Labels, TokenKind::OpenBrace) => {
                    if open.push(at, false).is_none() {
                        return Ok(Ends::elsewhere());
                    }
                    State::Body
                }
                (State::Name, TokenKind::Equals) => State::Operator,
                (State::Name | State::Labels, kind) if kind.is_scalar() => State::Labels,
                (State::Operator, kind) if kind.is_scalar() => State::Value,
                (State::Labels | State::Value | State::Next, TokenKind::Comma) => State::Next,
                (State::Block, TokenKind::Comma) if inside.is_some() || !strict => State::Next,
                (State::Name, TokenKind::Comma)
                    if !strict && (inside.is_some() || self.in_block) =>
                {
                    State::Next
                }
                _ => {
                    let in_list = self.leaves_list_open(outer_list);
                    let ends = Ends { in_list, ..Ends::elsewhere() };
                    let behind_value = matches!(state, State::Value | State::Labels | State::Block);
                    let openers = open;
                    let misfit = Misfit { at, openers, closer, block_closer, behind_value, ends };
                    return Err(Box::new(misfit));
                }
            };
        }
        let is_last = |at: usize| Some(at) == last;
        let opens_block = state == State::Body
            && open.count == 1
            && open.last().is_some_and(|(at, _)| is_last(at));
        let opens_list = open.count == 1 && matches!(state, State::List | State::Item);
        let whole = match state {
            State::Closed | State::Labels | State::Value | State::Block | State::Next => {
                open.count == 0
            }
            State::Body => opens_block,
            State::List | State::Item => outer_list && open.count == 0 || opens_list,
            State::Name => open.count == 0 && !strict,
            // Nothing but commas, or nothing at all.
            State::First => open.count == 0 && last.is_some(),
            State::Operator => false,
        };
        let ends = Ends {
            in_list: outer_list || open.last().is_some_and(|(_, is_list)| is_list),
            opens_block,
            opens_list: state == State::List
                && open.count == 1
                && open.last().is_some_and(|(at, _)| is_last(at)),
            has_block: matches!(state, State::Block | State::Body),
            within: match state {
                State::Name => Within::Name,
                State::Labels if last.and_then(|at| self.kind(at)) == Some(TokenKind::String) => {
                    Within::Nowhere
                }
                State::Labels => Within::Labels,
                State::Operator => Within::Operator,
                _ => Within::Nowhere,
            },
        };
        match whole {
            true => Ok(ends),
            false => {
                let (at, openers, behind_value) = (self.lexemes.len(), open, false);
                Err(Box::new(Misfit { at, openers, closer, block_closer, behind_value, ends }))
            }
        }
    }

    /// Whether a list is open behind it, by its list brackets alone.
    fn leaves_list_open(&self, in_list: bool) -> bool {
        self.lexemes.iter().fold(in_list, |open, lexeme| match lexeme.kind {
            TokenKind::OpenBracket => true,
            TokenKind::CloseBracket | TokenKind::OpenBrace | TokenKind::CloseBrace => false,
            _ => open,
        })
    }

    /// `NAME =`, `NAME … {` and `}` end any list.
    fn is_plainly_an_entry(&self, without: Option<usize>) -> bool {
        let mut kinds = self.lexemes.iter().enumerate().filter(|(at, _)| without != Some(*at));
        let Some((_, first)) = kinds.next() else { return false };
        let behind = || self.lexemes.iter().skip(1).map(|it| it.kind).find(|it| !it.is_scalar());
        match first.kind {
            TokenKind::CloseBrace => true,
            TokenKind::Name => {
                matches!(behind(), Some(TokenKind::Equals | TokenKind::OpenBrace))
            }
            _ => false,
        }
    }

    /// Whether another entry begins at the lexeme that does not fit, with nothing that parts it from the one before.
    pub(super) fn begins_another(&self, misfit: &Misfit) -> bool {
        let mut kinds = self.lexemes.iter().skip(misfit.at).map(|it| it.kind);
        let begins = kinds.next() == Some(TokenKind::Name);
        let operator = kinds.clone().next() == Some(TokenKind::Equals);
        let opens = kinds.find(|kind| !kind.is_scalar()) == Some(TokenKind::OpenBrace);
        misfit.behind_value && begins && (operator || opens)
    }

    /// Whether it may be the last of a block that somebody closed at the line's end: `timeout = 10m }`.
    pub(super) fn may_close_at_its_end(&self, misfit: &Misfit) -> bool {
        let closes =
            matches!(self.kind(misfit.at), Some(TokenKind::CloseBrace | TokenKind::CloseBracket));
        let is_last = misfit.at + 1 == self.lexemes.len();
        closes && is_last && misfit.behind_value && misfit.block_closer.is_none()
    }

    /// Whether it goes on where the line above ended: with the `=` or the value of its key, or with a label.
    pub(super) fn continues(&self, above: Ends) -> bool {
        let (Some(first), second) = (self.kind(0), self.kind(1)) else { return false };
        let begins_no_entry = match first {
            TokenKind::Name => {
                matches!(second, None | Some(TokenKind::Comma | TokenKind::CloseBrace))
            }
            TokenKind::OpenBracket => true,
            kind => kind.is_scalar() && kind != TokenKind::Malformed,
        };
        match above.within {
            Within::Nowhere => false,
            Within::Operator => begins_no_entry,
            Within::Name if first == TokenKind::Equals => true,
            Within::Name | Within::Labels => {
                let is_label =
                    matches!(first, TokenKind::String | TokenKind::Number | TokenKind::Email);
                let behind = self.lexemes.iter().map(|it| it.kind).find(|it| !it.is_scalar());
                let opens = behind == Some(TokenKind::OpenBrace);
                let ends = matches!(behind, None | Some(TokenKind::Comma | TokenKind::CloseBrace));
                match above.within {
                    Within::Name => is_label && (opens || ends),
                    _ => first == TokenKind::String && opens,
                }
            }
        }
    }
}
