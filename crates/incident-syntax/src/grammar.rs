//! The grammar, in chumsky.
//!
//! It accepts every sequence whose brackets balance: what the language does not allow is a branch of its
//! own, so that each mistake is found where it is made, the same way every time, and what stands around
//! it is kept. Which branch to take shows in one token (behind stray characters, if there are any), so the
//! cost is linear.
//!
//! ```text
//! entries = { NL | "," } { entry { NL | "," } } ;
//! entry   = { STRAY } NAME [ "=" | ":" ] { STRAY } ( list | { scalar } ) [ junk ] [ body [ junk ] ]
//!         | junk [ body [ junk ] ]
//!         | body [ junk ] ;
//! body    = "{" entries "}" ;
//! list    = "[" { value [ "," ] | "," | skipped } "]" ;
//! junk    = skipped { skipped } ;                       (* to the end of the line or of the entry *)
//! ```

mod cut;
mod list;
mod next;
mod parted;
pub(crate) mod shape;
mod steps;

use chumsky::extra::Full;
use chumsky::prelude::*;

use crate::ast::{Body, Entry, Scalar, Value};
use crate::lexeme::slice;
use crate::token::TokenKind;
use crate::view::View;
use next::{either, opt, skip_all, unless};
pub(crate) use parted::{date_of, month_of};
pub(crate) use steps::Steps;

type Kinds<'t> = &'t [TokenKind];
type Extra = Full<EmptyErr, Steps, ()>;

/// The entries of a view, and how many tokens the parser consumed to find them.
pub(crate) fn parse(text: &str, view: &View) -> (Vec<Entry>, u64) {
    let mut steps = Steps::default();
    let source = Source { text, view };
    let entries = file(source).parse_with_state(&view.kinds, &mut steps).into_output();
    (entries.unwrap_or_default(), steps.consumed())
}

/// What the tree is built from.
#[derive(Clone, Copy)]
struct Source<'t> {
    text: &'t str,
    view: &'t View,
}

fn file<'t>(source: Source<'t>) -> impl Parser<'t, Kinds<'t>, Vec<Entry>, Extra> {
    recursive(|entries| entries_of(source, body(source, entries)).boxed())
}

fn body<'t>(
    source: Source<'t>,
    entries: impl Parser<'t, Kinds<'t>, Vec<Entry>, Extra> + Clone + 't,
) -> impl Parser<'t, Kinds<'t>, Body, Extra> + Clone + 't {
    entries
        .delimited_by(just(TokenKind::OpenBrace), just(TokenKind::CloseBrace))
        .map_with(move |entries, extra| Body { range: source.range(extra.span()), entries })
        .boxed()
}

fn entries_of<'t>(
    source: Source<'t>,
    body: impl Parser<'t, Kinds<'t>, Body, Extra> + Clone + 't,
) -> impl Parser<'t, Kinds<'t>, Vec<Entry>, Extra> + Clone + 't {
    let separators = || skip_all(|next| matches!(next, TokenKind::Newline | TokenKind::Comma));
    let entry = choice((
        named(source, body.clone()),
        junk().then(opt_body(body.clone().then_ignore(opt_junk()))).map_with(
            move |(junk, body), extra| shape::broken(source, extra.span(), Some(junk), body),
        ),
        body.then_ignore(opt_junk())
            .map_with(move |body, extra| shape::broken(source, extra.span(), None, Some(body))),
    ));
    let entry = unless(|next| next == TokenKind::CloseBrace, entry);
    separators().ignore_then(entry.then_ignore(separators()).repeated().collect())
}

fn named<'t>(
    source: Source<'t>,
    body: impl Parser<'t, Kinds<'t>, Body, Extra> + Clone + 't,
) -> impl Parser<'t, Kinds<'t>, Entry, Extra> + Clone + 't {
    let operator = one_of([TokenKind::Equals, TokenKind::Colon]);
    let operator =
        opt(|next| matches!(next, TokenKind::Equals | TokenKind::Colon), position(operator));
    let more = opt(TokenKind::is_scalar, scalar(source).repeated().collect());
    let scalars = opt(TokenKind::is_scalar, scalar(source)).then(more);
    let operand = either(
        |next| next == TokenKind::OpenBracket,
        list::list(source).map(shape::Operand::List),
        scalars.map(|(first, more)| shape::Operand::Scalars(first, more.unwrap_or_default())),
    );
    let head = group((strays(), position(just(TokenKind::Name)), operator));
    head.then(group((strays(), operand, opt_junk(), opt_body(body.then(opt_junk()))))).map(
        move |((stray_before, name, operator), (stray_behind, operand, junk, body))| {
            let (body, behind_body) = body.map_or((None, None), |(body, junk)| (Some(body), junk));
            let stray = stray_before.or(stray_behind);
            shape::entry(
                source,
                shape::Parts { stray, name, operator, operand, junk, body, behind_body },
            )
        },
    )
}

/// One token that is a value or a label.
fn scalar<'t>(source: Source<'t>) -> impl Parser<'t, Kinds<'t>, Scalar, Extra> + Clone + 't {
    chumsky::primitive::select(move |kind: TokenKind, extra| {
        kind.is_scalar().then(|| Scalar { kind, range: source.range(extra.span()) })
    })
}

fn value<'t>(
    source: Source<'t>,
    list: impl Parser<'t, Kinds<'t>, crate::ast::List, Extra> + Clone + 't,
) -> impl Parser<'t, Kinds<'t>, Value, Extra> + Clone + 't {
    scalar(source).map(Value::Scalar).or(list.map(Value::List))
}

/// Stray characters; the first of them.
fn strays<'t>() -> impl Parser<'t, Kinds<'t>, Option<usize>, Extra> + Clone {
    let strays = position(just(TokenKind::Stray)).then_ignore(just(TokenKind::Stray).repeated());
    opt(|next| next == TokenKind::Stray, strays)
}

/// Whatever stands before the end of the line or of the entry, braces excepted; where it begins.
fn junk<'t>() -> impl Parser<'t, Kinds<'t>, usize, Extra> + Clone {
    let token = none_of(NO_JUNK);
    let skipped = token.ignored().or(brackets());
    position(skipped.repeated().at_least(1))
}

/// Before these, [`junk`] ends; `[` begins some of its own.
const NO_JUNK: [TokenKind; 6] = [
    TokenKind::Newline,
    TokenKind::Comma,
    TokenKind::OpenBrace,
    TokenKind::CloseBrace,
    TokenKind::OpenBracket,
    TokenKind::CloseBracket,
];

fn opt_junk<'t>() -> impl Parser<'t, Kinds<'t>, Option<usize>, Extra> + Clone {
    opt(|next| next == TokenKind::OpenBracket || !NO_JUNK.contains(&next), junk())
}

/// What begins with a body, where one begins.
fn opt_body<'t, T: 't>(
    parser: impl Parser<'t, Kinds<'t>, T, Extra> + Clone + 't,
) -> impl Parser<'t, Kinds<'t>, Option<T>, Extra> + Clone + 't {
    opt(|next| next == TokenKind::OpenBrace, parser)
}

/// `[ … ]` with anything balanced in it.
fn brackets<'t>() -> impl Parser<'t, Kinds<'t>, (), Extra> + Clone {
    tree().delimited_by(just(TokenKind::OpenBracket), just(TokenKind::CloseBracket))
}

/// `{ … }` with anything balanced in it.
fn braces<'t>() -> impl Parser<'t, Kinds<'t>, (), Extra> + Clone {
    tree().delimited_by(just(TokenKind::OpenBrace), just(TokenKind::CloseBrace))
}

/// Anything balanced.
fn tree<'t>() -> impl Parser<'t, Kinds<'t>, (), Extra> + Clone {
    recursive(|tree| {
        let token = none_of([
            TokenKind::OpenBrace,
            TokenKind::CloseBrace,
            TokenKind::OpenBracket,
            TokenKind::CloseBracket,
        ]);
        let list =
            tree.clone().delimited_by(just(TokenKind::OpenBracket), just(TokenKind::CloseBracket));
        let braces = tree.delimited_by(just(TokenKind::OpenBrace), just(TokenKind::CloseBrace));
        choice((token.ignored(), list, braces)).repeated()
    })
    .boxed()
}

/// Where a parser began.
fn position<'t, T>(
    parser: impl Parser<'t, Kinds<'t>, T, Extra> + Clone,
) -> impl Parser<'t, Kinds<'t>, usize, Extra> + Clone {
    parser.map_with(|_, extra| {
        let span: SimpleSpan = extra.span();
        span.start
    })
}

impl Source<'_> {
    /// The bytes of a run of the view; for an empty run, the end of what stands before it.
    fn range(&self, span: SimpleSpan) -> incident_base::TextRange {
        let first = self.view.range(span.start);
        if span.end <= span.start {
            return incident_base::TextRange::empty(first.start());
        }
        first.cover(self.view.range(span.end - 1))
    }

    /// Whether a word stands there that parts values in prose.
    fn is_conjunction(&self, at: usize) -> bool {
        matches!(slice(self.text, self.view.range(at)), "and" | "or")
    }
}

#[cfg(test)]
mod tests;
