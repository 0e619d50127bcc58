//! From text to trees and errors.

use incident_base::{TextRange, TextSize};

use crate::ast::{self, Ast};
use crate::comment;
use crate::docs::Docs;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::indents::Holds;
use crate::lexeme::Lexeme;
use crate::slips::{self, Slips};
use crate::token::Token;
use crate::tree::Item;
use crate::{grammar, lexeme, lexer, lines, list_lines, lower, repair, report, view};

/// What a text says.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// The top-level entries that were understood, in order.
    pub items: Vec<Item>,
    /// What is wrong, in the order of places: one error a mistake.
    pub errors: Vec<SyntaxError>,
    /// How much was done: tokens and characters looked at, all passes together. It is at most a fixed
    /// multiple of the text's length.
    pub work: u64,
    /// How many bytes were read once more each time a slip was looked for, which is not counted above: at most
    /// four hundred times the text's length, and 512 KiB.
    pub again: usize,
}

/// Reads a text. It never fails: what is wrong is in [`Parse::errors`].
pub fn parse(text: &str) -> Parse {
    parsed(text, None)
}

/// The same, for a language: where brackets do not balance and no indentation tells where blocks end, what may stand in
/// what does.
pub fn parse_by(text: &str, holds: Holds) -> Parse {
    parsed(text, Some(holds))
}

fn parsed(text: &str, holds: Option<Holds>) -> Parse {
    let first = read(text, holds);
    let Some(holds) = holds else { return lowered(text, first) };
    let (slips, again) = slips::find(text, holds, &first.errors);
    match slips.and_then(|slips| without_slips(slips, holds, first.errors.len())) {
        Some(parse) => Parse { work: parse.work + first.work, again, ..parse },
        None => Parse { again, ..lowered(text, first) },
    }
}

/// Reads a text without its slips; `None` where no fewer than so many mistakes are found.
fn without_slips(slips: Slips, holds: Holds, errors: usize) -> Option<Parse> {
    let Slips { text, moved, errors: mut all } = slips;
    let read = read(&text, Some(holds));
    if read.errors.len() + all.len() > errors {
        return None;
    }
    let Parse { items, errors, work, .. } = lowered(&text, read);
    all.extend(errors.into_iter().map(|error| moved.error(error)));
    all.sort_by_key(|error| (error.range.start(), error.range.end()));
    let items = items.into_iter().map(|item| moved.item(item)).collect();
    Some(Parse { items, errors: all, work, again: 0 })
}

fn lowered(text: &str, read: Read) -> Parse {
    let Read { entries, errors, tokens, work } = read;
    let docs = Docs::new(&tokens);
    // There may be many of them: more than the trees take.
    drop(tokens);
    let items = lower::items(text, &docs, entries);
    Parse { items, errors, work, again: 0 }
}

/// Reads a text into the tree with ranges, for those who change the text itself.
pub fn parse_ast(text: &str) -> Ast {
    let Read { entries, errors, tokens, .. } = read(text, None);
    Ast { entries, comments: comment::comments(&tokens), errors }
}

/// All tokens of a text, blanks and comments included, without gaps. None for a text of 4 GiB or more.
pub fn tokens(text: &str) -> Vec<Token> {
    if fits(text) { lexer::lex(text).tokens } else { Vec::new() }
}

/// The tokens as the grammar takes them: without blanks and comments, line breaks in a row as one, and with brackets
/// put in (their ranges are empty) or left out so that they balance. None for a text of 4 GiB or more.
pub fn balanced(text: &str, holds: Holds) -> Vec<Token> {
    let lexemes = lexeme::lexemes(text, &tokens(text));
    let repaired = repair::repair(text, lexemes, Some(holds), &mut Vec::new()).lexemes;
    repaired.iter().map(|it| Token { kind: it.kind, range: it.range }).collect()
}

/// A text as it is read once.
pub(crate) struct Read {
    pub(crate) entries: Vec<ast::Entry>,
    pub(crate) errors: Vec<SyntaxError>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) work: u64,
}

fn fits(text: &str) -> bool {
    u32::try_from(text.len()).is_ok()
}

/// Reads a text as it is, slips included.
pub(crate) fn read(text: &str, holds: Option<Holds>) -> Read {
    if !fits(text) {
        let range = TextRange::empty(TextSize::new(0));
        let error = SyntaxError { kind: SyntaxErrorKind::TooLong, range, related: None };
        return Read { entries: Vec::new(), errors: vec![error], tokens: Vec::new(), work: 0 };
    }
    let mut lexed = lexer::lex(text);
    if lexed.hash_depth != 0
        && lines::depth(&lexeme::lexemes(text, &lexed.tokens)) + lexed.hash_depth == 0
    {
        lexed = lexer::lex_with_hash_lines(text);
    }
    let lexemes = || lexeme::lexemes(text, &lexed.tokens);
    let read = shaped(text, lexemes(), holds);
    // A text without mistakes is never mended.
    let mended = match (lexed.errors.as_slice(), read.errors.as_slice()) {
        ([], []) => None,
        _ => lines::mend(text, &lexemes(), holds, &mut lexed.errors),
    };
    let mut work = lexed.work + read.work;
    let Shaped { entries, errors, .. } = match mended {
        None => read,
        Some(mended) => {
            // What it was read as without the mends is not needed beside what it is read as with them.
            drop(read);
            let again = shaped(text, mended.lexemes, holds);
            work += mended.work + again.work;
            again
        }
    };
    lexed.errors.extend(errors);
    let mut errors = report::one_per_mistake(text, lexed.errors);
    list_lines::told_at_their_keys(text, &mut errors);
    Read { entries, errors, tokens: lexed.tokens, work }
}

/// What lexemes say.
struct Shaped {
    entries: Vec<ast::Entry>,
    errors: Vec<SyntaxError>,
    work: u64,
}

/// Reads lexemes.
fn shaped(text: &str, lexemes: Vec<Lexeme>, holds: Option<Holds>) -> Shaped {
    let mut errors = Vec::new();
    let repaired = repair::repair(text, lexemes, holds, &mut errors);
    let view = view::view(text, &repaired.lexemes, &mut errors);
    drop(repaired.lexemes);
    let (mut entries, steps) = grammar::parse(text, &view);
    let work = repaired.work + view.kinds.len() as u64 + steps;
    drop(view);
    gather_problems(&mut entries, &mut errors);
    Shaped { entries, errors, work }
}

/// Takes what is wrong out of the tree.
fn gather_problems(entries: &mut [ast::Entry], errors: &mut Vec<SyntaxError>) {
    for entry in entries {
        let (problem, body) = match entry {
            ast::Entry::Attribute(attribute) => {
                gather_value_problems(&mut attribute.value, errors);
                (&mut attribute.problem, attribute.braces.as_mut())
            }
            ast::Entry::Block(block) => (&mut block.problem, block.body.as_mut()),
            ast::Entry::Broken(broken) => (&mut broken.problem, broken.body.as_mut()),
        };
        errors.extend(problem.take().map(|problem| *problem));
        if let Some(body) = body {
            gather_problems(&mut body.entries, errors);
        }
    }
}

fn gather_value_problems(value: &mut ast::Value, errors: &mut Vec<SyntaxError>) {
    if let ast::Value::List(list) = value {
        errors.extend(std::mem::take(&mut list.problems));
        list.items.iter_mut().for_each(|item| gather_value_problems(item, errors));
    }
}
