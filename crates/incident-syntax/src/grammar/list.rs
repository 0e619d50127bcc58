//! Lists.

use chumsky::prelude::*;
use incident_base::TextRange;

use super::parted::parted;
use super::shape::{MORE, problem, several_words};
use super::{Extra, Kinds, Source, braces, position, value};
use crate::ast::{List, Scalar, Value};
use crate::error::SyntaxErrorKind;
use crate::lexeme::slice;
use crate::token::TokenKind;

/// What stands in a list, up to the comma behind it.
enum Element {
    Value {
        value: Value,
        at: usize,
        comma: bool,
    },
    /// A comma with no value before it.
    Comma(usize),
    /// Something that is no value.
    Junk(usize),
}

pub(super) fn list<'t>(source: Source<'t>) -> impl Parser<'t, Kinds<'t>, List, Extra> + Clone + 't {
    recursive(|list| {
        let comma = just(TokenKind::Comma);
        let junk = one_of([TokenKind::Stray, TokenKind::Equals, TokenKind::Colon]).ignored();
        let element = choice((
            value(source, list)
                .map_with(|value, e| (value, start(e.span())))
                .then(comma.or_not())
                .map(|((value, at), comma)| Element::Value { value, at, comma: comma.is_some() }),
            position(comma).map(Element::Comma),
            position(junk.or(braces())).map(Element::Junk),
        ));
        element
            .repeated()
            .collect::<Vec<_>>()
            .delimited_by(just(TokenKind::OpenBracket), just(TokenKind::CloseBracket))
            .map_with(move |elements, extra| from_elements(source, extra.span(), elements))
    })
    .boxed()
}

fn start(span: SimpleSpan) -> usize {
    span.start
}

fn from_elements(source: Source<'_>, span: SimpleSpan, elements: Vec<Element>) -> List {
    // A list whose end had to be guessed holds what belongs to others.
    let guessed = source.view.range(span.end.saturating_sub(1)).is_empty()
        || source.view.range(span.start).is_empty();
    let mut list = List {
        range: source.range(span),
        items: Vec::with_capacity(elements.len()),
        problems: Vec::new(),
    };
    let mut before = Before::Separator;
    let mut comma_missed = guessed;
    // Up to where a literal in parts was taken as one value.
    let mut taken = None;
    let mut conjunction = None;
    let holds_texts = elements.iter().any(Element::is_text);
    for element in elements {
        if taken.is_some_and(|last| element.at() <= last) {
            before = if element.has_comma() { Before::Separator } else { Before::Junk };
            continue;
        }
        match element {
            Element::Value { value, at, comma } => {
                // `[a, and b]`
                let found = conjunction.take().filter(|_| before == Before::Value);
                if let Some(found) = found.filter(|_| !comma_missed) {
                    list.items.pop();
                    list.problems.extend(problem(source, found, "a value"));
                } else if before == Before::Value
                    && holds_texts
                    && let Some(text) = joined(source, &mut list, &value)
                {
                    list.items.push(text);
                    before = if comma { Before::Separator } else { Before::Value };
                    continue;
                } else if before == Before::Value && !comma_missed {
                    comma_missed = true;
                    list.problems.extend(problem(source, at, MORE));
                }
                conjunction =
                    Some(at).filter(|at| before == Before::Separator && source.is_conjunction(*at));
                match parted(source, at).filter(|_| !comma) {
                    Some(parted) => {
                        taken = Some(parted.last);
                        list.items.push(Value::Scalar(parted.whole()));
                        list.problems.push(parted.error);
                    }
                    None => list.items.push(value),
                }
                before = if comma { Before::Separator } else { Before::Value };
            }
            Element::Comma(at) => {
                if before == Before::Separator && !guessed {
                    list.problems.extend(problem(source, at, "a value"));
                }
                before = Before::Separator;
            }
            Element::Junk(at) => {
                let range = source.view.range(at);
                let stray = source.view.kind(at) == Some(TokenKind::Stray);
                if before != Before::Junk && !guessed {
                    let expected = if before == Before::Value { MORE } else { "a value" };
                    list.problems.extend(problem(source, at, expected));
                }
                if !stray {
                    list.items.push(Value::Missing(TextRange::empty(range.start())));
                }
                before = Before::Junk;
            }
        }
    }
    // What should stand in it was not written.
    if guessed && list.items.is_empty() {
        let end = list.range.end();
        list.items.push(Value::Missing(TextRange::empty(end)));
    }
    // There is mostly one of them, and room for more is as large as the list.
    list.problems.shrink_to_fit();
    list
}

/// `["Summary", Root Cause]`: the value with the one before it as one text, both taken out of the list.
fn joined(source: Source<'_>, list: &mut List, value: &Value) -> Option<Value> {
    let (Some(Value::Scalar(before)), Value::Scalar(word)) = (list.items.last(), value) else {
        return None;
    };
    let range = before.range.cover(word.range);
    let told = list.problems.last().filter(|told| {
        matches!(told.kind, SyntaxErrorKind::SeveralWords { .. }) && told.range == before.range
    });
    let is_told = told.is_some();
    let are_words = word.kind == TokenKind::Name && (before.kind == TokenKind::Name || is_told);
    if !are_words || slice(source.text, range).contains('\n') {
        return None;
    }
    if is_told {
        list.problems.pop();
    }
    list.items.pop();
    list.problems.push(several_words(source, range));
    Some(Value::Scalar(Scalar { kind: TokenKind::Malformed, range }))
}

impl Element {
    fn is_text(&self) -> bool {
        let Self::Value { value: Value::Scalar(scalar), .. } = self else { return false };
        scalar.kind == TokenKind::String
    }

    fn at(&self) -> usize {
        match self {
            Self::Value { at, .. } | Self::Comma(at) | Self::Junk(at) => *at,
        }
    }

    fn has_comma(&self) -> bool {
        matches!(self, Self::Value { comma: true, .. })
    }
}

/// What stands before an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The opening bracket or a comma.
    Separator,
    /// A value without a comma.
    Value,
    /// Something that was reported.
    Junk,
}
