//! The regular part of the language, as rules for logos.

use logos::{Lexer, Logos};

use super::memory::Memory;
use super::{comments, strings};

/// What a rule found. The lexer turns it into a token and, where needed, an error.
///
/// No rule may scan far ahead for something that is then not there: a text that makes it do so at every
/// character would take quadratic time. That is why every run of word characters is a token (`Word`)
/// even when it is no name, number or address.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(extras = Memory)]
pub(super) enum Rule {
    #[regex(r"[ \t]+")]
    Blank,
    /// The line end of systems that are gone, or half of one.
    #[token("\r")]
    LoneReturn,
    #[token("\n")]
    #[token("\r\n")]
    Newline,
    #[token("//", comments::line)]
    LineComment,
    DocComment,
    #[token("/*", comments::block)]
    BlockComment,
    UnterminatedComment,

    #[regex(r"[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*", priority = 20)]
    Name,
    #[regex(r"-?[0-9][A-Za-z0-9_.:%+-]*(/[A-Za-z0-9_.:%+-]+)*", priority = 19)]
    Number,
    #[regex(
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9](-*[A-Za-z0-9])*(\.[A-Za-z0-9](-*[A-Za-z0-9])*)*",
        priority = 30
    )]
    Email,
    #[regex(r"[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*:#?[A-Za-z0-9_.@+-]+", priority = 18)]
    #[regex("[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*:\"", strings::string)]
    Channel,
    #[token("\"", strings::string)]
    String,
    /// A string or a channel's target with an escape that is none.
    BadEscapes,
    UnterminatedString,
    /// `"text”`.
    MixedQuotes,
    /// `""text"`: the quote before a text twice.
    DoubledQuote,
    /// A `"` behind a word, on a line without another.
    UnopenedString,
    /// A `"` where no text can begin or end.
    SurplusQuote,
    /// `"Ro"bots"`, `"Robots""`: a string with a quote in it.
    QuoteInside,
    /// A string in a line with a quote too many or too few, of which nothing tells where.
    OddQuotes,
    StringOverLines,
    UnterminatedLongString,
    /// A long string with `""` or `"` for its closer.
    LongStringClosedByFewer,
    /// A `"""` that ends what a `""` above was to begin.
    LateLongQuote,
    /// A `"` that opens nothing, on a line on which a string was already found to have no end.
    LoneQuote,

    #[regex(
        "([A-Za-z_][A-Za-z0-9_-]*:)?[A-Za-z][A-Za-z0-9+.-]*://([^\\s\"\\[\\]{},]|\\{[A-Za-z0-9_.-]*\\})*",
        priority = 40
    )]
    #[regex("(~|[A-Za-z_.-][A-Za-z0-9_.-]*)?/[^\\s/*\"\\[\\]{},][^\\s\"\\[\\]{},]*", priority = 39)]
    #[regex("[A-Za-z]:\\\\[^\\s\"\\[\\]{},]*", priority = 38)]
    Unquoted,
    #[regex(r"[A-Za-z0-9._%+-]+", priority = 2)]
    Word,

    #[token("{")]
    OpenBrace,
    #[token("}")]
    CloseBrace,
    #[token("[")]
    OpenBracket,
    #[token("]")]
    CloseBracket,
    #[token("=")]
    Equals,
    #[token(":")]
    Colon,
    #[token(",")]
    Comma,
    /// What other languages write for `=`.
    #[regex(r"=>|==+|:=|<-|->|\+=")]
    WrongEquals,
}

/// The lexer that the rules' callbacks work on.
pub(super) type Scanner<'t> = Lexer<'t, Rule>;
