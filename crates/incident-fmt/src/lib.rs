//! The formatter: one layout for every text that parses.
//!
//! What it does is told by example in `tests/layout/`; the rules are those of the language's "Canonical
//! layout": two blanks a level, `=` and `{` aligned in runs, at most 110 columns for what can be broken,
//! and what stands on several lines keeps its line breaks.
//!
//! ```text
//! text ──read──▶ document (entries, comments, blank lines) ──write──▶ text ──meaning──▶ the same?
//! ```
//!
//! The document is made from the tokens, not from the tree: the tree leaves out what a formatter must
//! keep. Nothing can be lost unseen, since at the end the new text's tokens and comments are held
//! against the old one's ([`Refusal::Meaning`]).

mod document;
mod line_comment;
mod long_string;
mod meaning;
mod read;
mod spelling;
mod width;
mod write;

use incident_syntax::{SyntaxError, Token};

use line_comment::reaches;

/// The columns that a line may have before its lists and blocks are broken; comments at its end do not
/// count. A column is a character (Unicode scalar value).
pub const COLUMNS: usize = 110;

/// The blanks of a level.
pub(crate) const STEP: usize = 2;

/// A text in its canonical layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text, with the byte order mark and the line ends of the original.
    pub text: String,
    /// How much was done: tokens looked at and bytes written, without the parser's share. It is at most
    /// a fixed multiple of the text's length.
    pub work: u64,
}

/// Why a text is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not parse. What is wrong, in the order of places; at least one.
    Syntax(Vec<SyntaxError>),
    /// A comment `// incident: …` is about a line that would be laid out on several, and would be about
    /// a part of it only: `a = 1, b = 2 // incident: …` in a block over several lines.
    Line(Token),
    /// The new text would say something else. It is a mistake of the formatter and should be reported.
    Meaning,
}

/// Lays a text out.
///
/// The result parses to the same trees, has the same comments in the same order, and is its own result.
///
/// # Errors
/// When the text does not parse, and when a comment would lose a part of the line that it is about.
pub fn format(text: &str) -> Result<Formatted, Refusal> {
    format_in_steps(text, || ())
}

/// The same, for those who may have to give up midway: `between` is called between steps, none of which takes
/// much more than a third of the whole, and may unwind: nothing is left half done.
///
/// # Errors
/// As [`format()`].
pub fn format_in_steps(text: &str, between: impl Fn()) -> Result<Formatted, Refusal> {
    let errors = incident_syntax::parse_ast(text).errors;
    if !errors.is_empty() {
        return Err(Refusal::Syntax(errors));
    }
    between();
    let tokens = incident_syntax::tokens(text);
    between();
    let document = read::document(text, &tokens);
    between();
    let written = write::file(&document);
    between();
    let new = with_line_ends_of(text, written.text);
    let mut work = tokens.len() as u64 + written.work;
    if new != text {
        let new_tokens = incident_syntax::tokens(&new);
        work += (tokens.len() + new_tokens.len()) as u64;
        between();
        let same = meaning::is_same((text, &tokens), (&new, &new_tokens));
        between();
        let moved = reaches(text, &tokens).into_iter().zip(reaches(&new, &new_tokens));
        if let Some((old, _)) = moved.into_iter().find(|(old, new)| old.line != new.line) {
            return Err(Refusal::Line(old.comment));
        }
        between();
        if !same || !incident_syntax::parse_ast(&new).errors.is_empty() {
            return Err(Refusal::Meaning);
        }
    }
    Ok(Formatted { text: new, work })
}

/// Gives the text, whose lines end in LF, the line ends and the byte order mark of the original. Where
/// the original has both kinds of line ends, the first decides.
fn with_line_ends_of(original: &str, text: String) -> String {
    const MARK: char = '\u{FEFF}';
    let first = original.find('\n').and_then(|at| original.get(..at));
    let text = match first.is_some_and(|line| line.ends_with('\r')) {
        // A string may hold a carriage return at a line's end, which is written as CR CR LF in any file.
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    };
    if original.starts_with(MARK) { format!("{MARK}{text}") } else { text }
}
