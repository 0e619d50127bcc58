//! Tokens: what the lexer cuts a text into, blanks and comments included.

use incident_base::{TextRange, TextSize};

/// Sorts of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A byte order mark at the very beginning.
    ByteOrderMark,
    /// Blanks and tabs.
    Blank,
    /// A blank that is none here, such as a no-break space. It separates tokens and was reported.
    StrayBlank,
    /// LF or CRLF; a carriage return without a line feed, which was reported.
    Newline,
    /// `//`, `//!` or `////` to the end of its line, without the line break.
    LineComment,
    /// `///` to the end of its line, without the line break.
    DocComment,
    /// `/* … */`, nested ones included.
    BlockComment,
    /// `eng-manager`, `true`.
    Name,
    /// `"…"` or `"""…"""`.
    String,
    /// A run that starts with a digit, or with a minus directly before one.
    Number,
    /// `alice@company.com`.
    Email,
    /// `slack:#incidents`, `webhook:"https://…"`.
    Channel,
    /// What stands for a value or a name and was reported as no such thing: an unquoted URL, a string
    /// without its end.
    Malformed,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `=`
    Equals,
    /// `:` with nothing directly behind it that would make a channel of it.
    Colon,
    /// `,`
    Comma,
    /// Characters that mean nothing.
    Stray,
}

impl TokenKind {
    /// Whether the grammar never sees it. A line break is no trivia: it ends an entry.
    pub fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::ByteOrderMark
                | Self::Blank
                | Self::StrayBlank
                | Self::LineComment
                | Self::DocComment
                | Self::BlockComment
        )
    }

    /// Whether it can be a value or a label.
    pub fn is_scalar(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::String
                | Self::Number
                | Self::Email
                | Self::Channel
                | Self::Malformed
        )
    }
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Which sort.
    pub kind: TokenKind,
    /// Where, on character boundaries. The ranges of a text's tokens cover it without gaps.
    pub range: TextRange,
}

/// The token that holds the character behind `offset`; at the end of the text, the last one.
///
/// `tokens` are those of one text, in order.
pub fn token_at(tokens: &[Token], offset: TextSize) -> Option<Token> {
    let after = tokens.partition_point(|token| token.range.end() <= offset);
    tokens.get(after).or_else(|| tokens.last().filter(|last| last.range.end() == offset)).copied()
}

/// The token that ends at `offset` or holds it inside: what is being typed there.
pub fn token_before(tokens: &[Token], offset: TextSize) -> Option<Token> {
    let at = tokens.partition_point(|token| token.range.end() < offset);
    tokens.get(at).filter(|token| token.range.start() < offset).copied()
}
