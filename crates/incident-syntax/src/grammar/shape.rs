//! What an entry's parts make of it, and what is wrong with them.

use chumsky::span::SimpleSpan;
use incident_base::TextRange;

use super::parted::{Parted, parted};
use super::{Source, cut};
use crate::ast::{Attribute, Block, Body, Broken, Entry, List, Scalar, Value};
use crate::error::{Entries, SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;
use crate::lexer::stray_characters;
use crate::token::TokenKind;
use crate::view::ENTRY;

/// What stands behind the name or the operator.
pub(super) enum Operand {
    List(List),
    /// The first of them apart, since mostly there is only one.
    Scalars(Option<Scalar>, Vec<Scalar>),
}

/// The parts of an entry that begins with a name; numbers are places in the view.
pub(super) struct Parts {
    pub(super) stray: Option<usize>,
    pub(super) name: usize,
    pub(super) operator: Option<usize>,
    pub(super) operand: Operand,
    pub(super) junk: Option<usize>,
    pub(super) body: Option<Body>,
    pub(super) behind_body: Option<usize>,
}

pub(crate) const LINE_END: &str = "a line end";
pub(crate) const MORE: &str = "`,` or `]`";
const BODY: &str = "`{` or a line end";

pub(super) fn entry(source: Source<'_>, mut parts: Parts) -> Entry {
    let stray = parts
        .stray
        .and_then(|at| semicolon(source, &parts, at).or_else(|| problem(source, at, ENTRY)));
    let operator = parts.operator.and_then(|at| source.view.kind(at));
    let mut entry = match (operator, parts.body.take()) {
        (None, None) if cut::is_cut_off(source, &parts) => cut::cut_off(source, parts.name),
        (None, body) => match parts.operand {
            Operand::List(list) => missing_equals(source, parts.name, list, body),
            Operand::Scalars(first, more) => {
                let mut labels = labels(first, more);
                let problem = key_in_header(
                    source,
                    parts.name,
                    parts.junk.filter(|_| body.is_none()),
                    &mut labels,
                )
                .or_else(|| parted_label(source, parts.name + 1, &mut labels))
                .or_else(|| parts.junk.and_then(|junk| problem(source, junk, BODY)))
                .or_else(|| behind_body(source, parts.behind_body));
                block(source, parts.name, labels, body, problem)
            }
        },
        (Some(_), Some(body))
            if could_be_block(&parts.operand, &body) && !is_before_another(source, &parts) =>
        {
            with_needless_operator(source, parts, body)
        }
        (Some(operator), body) => attribute(source, parts, operator, body),
    };
    if let Some(stray) = stray {
        match &mut entry {
            Entry::Attribute(Attribute { problem, .. })
            | Entry::Block(Block { problem, .. })
            | Entry::Broken(Broken { problem, .. }) => *problem = Some(Box::new(stray)),
        }
    }
    entry
}

/// Something that does not begin with a name.
pub(super) fn broken(
    source: Source<'_>,
    span: SimpleSpan,
    junk: Option<usize>,
    body: Option<Body>,
) -> Entry {
    let closed = body.as_ref().is_none_or(|body| is_closed(source, body));
    let problem = match junk {
        Some(junk) => no_entry(source, junk),
        None if closed => problem(source, span.start, ENTRY),
        // The brace was reported as unclosed.
        None => None,
    };
    Entry::Broken(Broken {
        range: source.range(span),
        body,
        only_braces: junk.is_none(),
        problem: problem.map(Box::new),
    })
}

/// What is wrong with something that begins no entry.
fn no_entry(source: Source<'_>, at: usize) -> Option<SyntaxError> {
    let kind = source.view.kind(at)?;
    let range = source.view.range(at);
    let operator = |kind| matches!(kind, Some(TokenKind::Equals | TokenKind::Colon));
    if kind == TokenKind::String && operator(source.view.kind(at + 1)) {
        let key = slice(source.text, range).trim_matches('"').to_owned();
        let kind = SyntaxErrorKind::QuotedKey { key };
        return Some(SyntaxError { kind, range, related: None });
    }
    let before = |back: usize| at.checked_sub(back).and_then(|at| source.view.kind(at));
    let value_before = before(2).filter(|before| before.is_scalar());
    if let (true, Some(TokenKind::Comma), Some(value)) = (kind.is_scalar(), before(1), value_before)
    {
        // `members = ann, bob`, `members ann, bob`
        let is_key = before(3) == Some(TokenKind::Name)
            && before(4).is_none_or(|before| before == TokenKind::Newline);
        if operator(before(3)) || is_key && value != TokenKind::Name {
            let kind = SyntaxErrorKind::ListWithoutBrackets;
            return Some(SyntaxError { kind, range, related: None });
        }
        // The value before it began no entry either.
        if before(3) == Some(TokenKind::Comma) && value != TokenKind::Name {
            return None;
        }
    }
    problem(source, at, ENTRY)
}

fn is_closed(source: Source<'_>, body: &Body) -> bool {
    slice(source.text, body.range).ends_with('}')
}

fn block(
    source: Source<'_>,
    name: usize,
    labels: Vec<Scalar>,
    body: Option<Body>,
    problem: Option<SyntaxError>,
) -> Entry {
    let kind = source.view.range(name);
    let header = labels.last().map_or(kind, |last| kind.cover(last.range));
    Entry::Block(Block {
        range: body.as_ref().map_or(header, |body| header.cover(body.range)),
        header,
        kind,
        labels,
        body,
        problem: problem.map(Box::new),
    })
}

fn labels(first: Option<Scalar>, mut more: Vec<Scalar>) -> Vec<Scalar> {
    if let Some(first) = first {
        more.insert(0, first);
    }
    more
}

/// `severity P1 "Outage" response_time = 5m`: the last of the labels is a key.
fn key_in_header(
    source: Source<'_>,
    name: usize,
    junk: Option<usize>,
    labels: &mut Vec<Scalar>,
) -> Option<SyntaxError> {
    let operator = junk?;
    if !matches!(source.view.kind(operator)?, TokenKind::Equals | TokenKind::Colon)
        || source.view.kind(operator + 1).is_none_or(|behind| behind == TokenKind::Newline)
    {
        return None;
    }
    let range = source.view.range(name);
    let text = slice(source.text, range);
    match labels.as_slice() {
        [.., before, key] if key.kind == TokenKind::Name => {
            let (range, related) = (range.cover(before.range), Some(key.range));
            let kind =
                SyntaxErrorKind::MissingBrace { kind: text.to_owned(), entries: Entries::Behind };
            labels.pop();
            Some(SyntaxError { kind, range, related })
        }
        [key] if key.kind == TokenKind::Name => {
            let words = format!("{text} {}", slice(source.text, key.range));
            let kind = SyntaxErrorKind::SplitKey { words };
            Some(SyntaxError { kind, range: range.cover(key.range), related: None })
        }
        _ => None,
    }
}

/// `provider ; statuspage`: what a `;` behind the first word is meant to be hangs on that.
fn semicolon(source: Source<'_>, parts: &Parts, at: usize) -> Option<SyntaxError> {
    let range = source.view.range(at);
    let opens = parts.body.is_some();
    let is_one = at == parts.name + 1 && slice(source.text, range) == ";" && is_between(source, at);
    let word = slice(source.text, source.view.range(parts.name)).to_owned();
    let end = |at: usize| source.view.range(at).end();
    let glued =
        [end(parts.name) == range.start(), range.end() == source.view.range(at + 1).start()];
    let kind = SyntaxErrorKind::SemicolonBehindWord { word, opens, glued };
    is_one.then_some(SyntaxError { kind, range, related: None })
}

/// `override 2026-12-20 to 2026-12-24 { … }`: makes one label of the parts of a literal.
fn parted_label(source: Source<'_>, first: usize, labels: &mut Vec<Scalar>) -> Option<SyntaxError> {
    let start = |at: usize| source.view.range(at).start();
    let mut written =
        labels.iter().zip(first..).filter(|(label, at)| start(*at) == label.range.start());
    let is_literal = |parted: &Parted| source.view.kind(parted.last) == Some(TokenKind::Number);
    let parted = written.find_map(|(_, at)| parted(source, at).filter(is_literal))?;
    let whole = parted.whole();
    labels.retain(|label| !whole.range.contains_range(label.range));
    let before = labels.partition_point(|label| label.range.end() <= whole.range.start());
    labels.insert(before, whole);
    Some(parted.error)
}

/// `members [a, b]`.
fn missing_equals(source: Source<'_>, name: usize, list: List, braces: Option<Body>) -> Entry {
    let key = source.view.range(name);
    // The list's bracket stands directly behind the name and stray characters, which are reported first.
    let bracket = TextRange::at(list.range.start(), 1.into());
    let kind = SyntaxErrorKind::Unexpected { found: "`[`".into(), expected: "`=`".into() };
    let guessed = !slice(source.text, list.range).starts_with('[');
    let problem = (!guessed).then_some(SyntaxError { kind, range: bracket, related: None });
    Entry::Attribute(Attribute {
        range: key.cover(list.range),
        key,
        value: Value::List(list),
        braces: braces.filter(declares),
        problem: problem.map(Box::new),
    })
}

/// `tier: oncall { … }`, `tier = oncall { … }`.
fn with_needless_operator(source: Source<'_>, parts: Parts, body: Body) -> Entry {
    let kind = slice(source.text, source.view.range(parts.name)).to_owned();
    let problem = parts.operator.map(|at| {
        let range = source.view.range(at);
        let operator = slice(source.text, range).to_owned();
        let kind = SyntaxErrorKind::NeedlessOperator { kind, operator };
        SyntaxError { kind, range, related: None }
    });
    let labels = match parts.operand {
        Operand::Scalars(first, more) => labels(first, more),
        Operand::List(_) => Vec::new(),
    };
    block(source, parts.name, labels, Some(body), problem)
}

/// `description = "…") severity P3 "…" { … }`: whether the body is that of another header on the line, which nothing but
/// stray characters parts from a key and its value.
fn is_before_another(source: Source<'_>, parts: &Parts) -> bool {
    parts.junk.is_some_and(|junk| {
        source.view.kind(junk) == Some(TokenKind::Stray)
            && !slice(source.text, source.view.range(junk)).starts_with('(')
            && source.view.kind(junk + 1) == Some(TokenKind::Name)
    })
}

/// Whether `kind = labels { … }` is rather a block than a value in braces.
fn could_be_block(operand: &Operand, body: &Body) -> bool {
    match operand {
        Operand::List(_) => false,
        Operand::Scalars(Some(_), _) => true,
        Operand::Scalars(None, _) => body.entries.iter().all(is_declaration),
    }
}

/// Whether something stands in braces that is no list in the brackets of another language.
fn declares(body: &Body) -> bool {
    body.entries.iter().any(|entry| match entry {
        Entry::Broken(broken) => broken.body.as_ref().is_some_and(declares),
        entry => is_declaration(entry),
    })
}

fn is_declaration(entry: &Entry) -> bool {
    match entry {
        Entry::Attribute(_) => true,
        Entry::Block(block) => block.body.is_some() || !block.labels.is_empty(),
        Entry::Broken(_) => false,
    }
}

fn attribute(source: Source<'_>, parts: Parts, operator: TokenKind, body: Option<Body>) -> Entry {
    let key = source.view.range(parts.name);
    let at = parts.operator.unwrap_or(parts.name);
    let operator_range = source.view.range(at);
    let mut found = None;
    let value = match parts.operand {
        Operand::List(list) => Value::List(list),
        Operand::Scalars(Some(first), more) => {
            // `5 m of fame` is a text.
            let end = more.last().map_or(first.range, |last| last.range).end();
            let is_whole = |it: &Parted| {
                it.error.range.start() == first.range.start()
                    && (it.error.range.end() >= end
                        || more.last().is_none_or(|it| it.kind != TokenKind::Name))
            };
            match parted(source, at + 1).filter(is_whole) {
                Some(parted) => {
                    let whole = parted.whole();
                    found = Some(parted.error);
                    Value::Scalar(whole)
                }
                None if parts.junk.is_none() && body.is_none() && are_words(first, &more) => {
                    let range = more.last().map_or(first.range, |it| first.range.cover(it.range));
                    found = Some(several_words(source, range));
                    Value::Scalar(Scalar { kind: TokenKind::Malformed, range })
                }
                None => {
                    found = more.first().and_then(|next| unexpected(source, *next, LINE_END));
                    Value::Scalar(first)
                }
            }
        }
        Operand::Scalars(None, _) => {
            let braces = body.as_ref().map(|body| TextRange::at(body.range.start(), 1.into()));
            found = match (parts.junk, braces) {
                (Some(junk), _) => problem(source, junk, "a value"),
                (None, Some(range)) => Some(SyntaxError {
                    kind: SyntaxErrorKind::Unexpected {
                        found: "`{`".into(),
                        expected: "a value".into(),
                    },
                    range,
                    related: None,
                }),
                (None, None) => Some(SyntaxError {
                    kind: SyntaxErrorKind::MissingValue { key: slice(source.text, key).into() },
                    range: key.cover(operator_range),
                    related: None,
                }),
            };
            Value::Missing(TextRange::empty(operator_range.end()))
        }
    };
    let error = match operator {
        TokenKind::Colon => Some(colon_for_equals(source, parts.name, at)),
        _ => found
            .or_else(|| parts.stray.and_then(|at| problem(source, at, "a value")))
            .or_else(|| parts.junk.and_then(|junk| problem(source, junk, LINE_END)))
            .or_else(|| body.as_ref().and_then(|body| braces_behind(source, &value, body)))
            .or_else(|| behind_body(source, parts.behind_body)),
    };
    Entry::Attribute(Attribute {
        range: key.cover(operator_range).cover(value.range()),
        key,
        value,
        braces: body.filter(declares),
        problem: error.map(Box::new),
    })
}

/// `description = Search for the shop`
fn are_words(first: Scalar, more: &[Scalar]) -> bool {
    let is_word = |it: &Scalar| matches!(it.kind, TokenKind::Name | TokenKind::Number);
    first.kind == TokenKind::Name && !more.is_empty() && more.iter().all(is_word)
}

/// Words that are one text.
pub(super) fn several_words(source: Source<'_>, range: TextRange) -> SyntaxError {
    let text = slice(source.text, range).to_owned();
    SyntaxError { kind: SyntaxErrorKind::SeveralWords { text }, range, related: None }
}

/// `members = [a@b.c] { … }`
fn braces_behind(source: Source<'_>, value: &Value, body: &Body) -> Option<SyntaxError> {
    // A brace that nothing closes was reported, and so was one that stands for a value.
    let told = matches!(value, Value::Missing(_)) || !is_closed(source, body);
    let brace =
        Scalar { kind: TokenKind::OpenBrace, range: TextRange::at(body.range.start(), 1.into()) };
    if told { None } else { unexpected(source, brace, LINE_END) }
}

fn behind_body(source: Source<'_>, junk: Option<usize>) -> Option<SyntaxError> {
    problem(source, junk?, LINE_END)
}

fn colon_for_equals(source: Source<'_>, name: usize, colon: usize) -> SyntaxError {
    let key = slice(source.text, source.view.range(name)).to_owned();
    let range = source.view.range(colon);
    let behind = source.text.get(usize::from(range.end())..).unwrap_or_default();
    let glued = !behind.starts_with(char::is_whitespace) && !behind.is_empty();
    SyntaxError { kind: SyntaxErrorKind::ColonForEquals { key, glued }, range, related: None }
}

/// The error for what stands at a place of the view; `None` when it was reported before.
pub(super) fn problem(source: Source<'_>, at: usize, expected: &str) -> Option<SyntaxError> {
    let kind = source.view.kind(at)?;
    let range = source.view.range(at);
    // `[mon - fri]`: without it, only the two would be left.
    let is_dash = kind == TokenKind::Stray && slice(source.text, range) == "-";
    if is_dash && expected == MORE && is_between(source, at) {
        let kind =
            SyntaxErrorKind::Unexpected { found: "`-`".to_owned(), expected: MORE.to_owned() };
        return Some(SyntaxError { kind, range, related: None });
    }
    if kind == TokenKind::Stray {
        let mut kind = stray_characters(slice(source.text, range));
        if let SyntaxErrorKind::StrayCharacters { text, instead } = &mut kind
            && text == ";"
            && (expected == BODY || !is_between(source, at))
        {
            // A comment of another language may begin so: whether the line counts is not for a program to say.
            let before = source.text.get(..usize::from(range.start())).unwrap_or_default();
            let before = before.trim_end_matches([' ', '\t']);
            *instead = Some("").filter(|_| before.is_empty() || before.ends_with('\n'));
        }
        // `command = make a; make b`, `description = Fast – and small`: marks of a text.
        if let SyntaxErrorKind::StrayCharacters { instead, .. } = &mut kind
            && matches!(instead, Some("," | "-"))
            && expected == LINE_END
            && !is_before_entry(source, at)
        {
            *instead = Some("\"");
        }
        // `rate(errors[5m])` is a text.
        let before = at.checked_sub(1).and_then(|before| source.view.kind(before));
        if let SyntaxErrorKind::StrayCharacters { text, instead } = &mut kind
            && text.starts_with('(')
            && before == Some(TokenKind::Name)
        {
            *instead = Some("\"");
        }
        return Some(SyntaxError { kind, range, related: None });
    }
    // What is glued to something malformed belongs to that mistake, and so does the `=` behind it: `response_time é = 4h`.
    let before =
        at.checked_sub(1).map(|before| (source.view.kind(before), source.view.range(before)));
    let is_of_key = kind == TokenKind::Equals && expected == BODY;
    let is_told = before.is_some_and(|(kind, before)| {
        kind == Some(TokenKind::Malformed) && (is_of_key || before.end() == range.start())
    });
    if is_told || range.is_empty() {
        return None;
    }
    unexpected(source, Scalar { kind, range }, expected)
}

/// Whether a place has a value before and behind it, so that a comma could stand there.
fn is_between(source: Source<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| source.view.kind(before));
    let closes = |kind| matches!(kind, TokenKind::CloseBracket | TokenKind::CloseBrace);
    before.is_some_and(|kind| kind.is_scalar() || closes(kind))
        && source.view.kind(at + 1).is_some_and(TokenKind::is_scalar)
}

/// Whether `NAME =`, or the header of a block with labels, stands behind a place.
fn is_before_entry(source: Source<'_>, at: usize) -> bool {
    let second = source.view.kind(at + 2);
    source.view.kind(at + 1) == Some(TokenKind::Name)
        && matches!(
            second,
            Some(TokenKind::Equals | TokenKind::Colon | TokenKind::OpenBrace | TokenKind::String)
        )
}

fn unexpected(source: Source<'_>, token: Scalar, expected: &str) -> Option<SyntaxError> {
    let text = slice(source.text, token.range);
    let mut found = describe(token.kind, text)?;
    let may_go_on = matches!(token.kind, TokenKind::Name | TokenKind::Number | TokenKind::String);
    if may_go_on && is_glued_to_string(source, token.range) {
        found.push_str(GLUED);
    }
    Some(SyntaxError {
        kind: SyntaxErrorKind::Unexpected { found, expected: expected.to_owned() },
        range: token.range,
        related: None,
    })
}

/// What tells a word inside a string that an unescaped quote ended too early.
pub(crate) const GLUED: &str = " directly behind a string";

fn is_glued_to_string(source: Source<'_>, range: TextRange) -> bool {
    let at = source.view.ranges.partition_point(|before| before.end() <= range.start());
    at.checked_sub(1).is_some_and(|before| {
        source.view.kind(before) == Some(TokenKind::String)
            && source.view.range(before).end() == range.start()
    })
}

/// A token in plain words; `None` for one that was reported before.
fn describe(kind: TokenKind, text: &str) -> Option<String> {
    const SHOWN: usize = 40;
    let short: String = text.chars().take(SHOWN).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    Some(match kind {
        TokenKind::Name => format!("the name `{short}{dots}`"),
        TokenKind::Number => format!("`{short}{dots}`"),
        TokenKind::Email => format!("the e-mail address `{short}{dots}`"),
        TokenKind::Channel => format!("the channel `{short}{dots}`"),
        TokenKind::String => "a string".to_owned(),
        TokenKind::Newline => "a line end".to_owned(),
        TokenKind::Malformed | TokenKind::Stray => return None,
        _ => format!("`{short}`"),
    })
}
