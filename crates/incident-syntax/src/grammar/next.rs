//! Parsers that look at the next token before they try anything.
//!
//! To try, to note why it failed and to go back is most of what a grammar costs in which nearly everything may be left
//! out: a tenth of the time of reading a text.

use chumsky::error::EmptyErr;
use chumsky::prelude::*;

use super::{Extra, Kinds};
use crate::token::TokenKind;

/// The parser, where what is next says that it begins; `None` elsewhere.
pub(super) fn opt<'t, T>(
    begins: impl Fn(TokenKind) -> bool + Clone,
    parser: impl Parser<'t, Kinds<'t>, T, Extra> + Clone,
) -> impl Parser<'t, Kinds<'t>, Option<T>, Extra> + Clone {
    custom(move |input| match input.peek() {
        Some(next) if begins(next) => input.parse(&parser).map(Some),
        _ => Ok(None),
    })
}

/// One parser where what is next says that it begins, elsewhere another.
pub(super) fn either<'t, T>(
    begins: impl Fn(TokenKind) -> bool + Clone,
    one: impl Parser<'t, Kinds<'t>, T, Extra> + Clone,
    other: impl Parser<'t, Kinds<'t>, T, Extra> + Clone,
) -> impl Parser<'t, Kinds<'t>, T, Extra> + Clone {
    custom(move |input| match input.peek() {
        Some(next) if begins(next) => input.parse(&one),
        _ => input.parse(&other),
    })
}

/// The parser, but at the end of the input and before what ends it.
pub(super) fn unless<'t, T>(
    ends: impl Fn(TokenKind) -> bool + Clone,
    parser: impl Parser<'t, Kinds<'t>, T, Extra> + Clone,
) -> impl Parser<'t, Kinds<'t>, T, Extra> + Clone {
    custom(move |input| match input.peek() {
        Some(next) if !ends(next) => input.parse(&parser),
        _ => Err(EmptyErr::default()),
    })
}

/// All tokens like these.
pub(super) fn skip_all<'t>(
    skips: impl Fn(TokenKind) -> bool + Clone,
) -> impl Parser<'t, Kinds<'t>, (), Extra> + Clone {
    custom(move |input| {
        while input.peek().is_some_and(&skips) {
            input.skip();
        }
        Ok(())
    })
}
