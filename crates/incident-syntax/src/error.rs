//! What the lexer and the grammar can find wrong, as data; `incident-rules` puts it into words.

use incident_base::{TextRange, TextSize};

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The cause, on character boundaries.
    pub range: TextRange,
    /// The place that explains it: the line at which an unclosed brace was noticed, the opener that a
    /// closer does not fit.
    pub related: Option<TextRange>,
}

/// The kinds of mistakes in the shape of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// Something stands where it cannot.
    Unexpected {
        /// What stands there, in plain words: "`{`", "the name `m`", "a string".
        found: String,
        /// What could stand there, in plain words: "a line end", "a value", "`,` or `]`".
        expected: String,
    },
    /// `members =` and nothing behind it on its line.
    MissingValue {
        /// The key.
        key: String,
    },
    /// `tier = oncall { … }`, `tier: oncall { … }`. The range is the operator's.
    NeedlessOperator {
        /// The word before it.
        kind: String,
        /// `=`, `:`, or what was written for the first.
        operator: String,
    },
    /// `key: value`.
    ColonForEquals {
        /// The key.
        key: String,
        /// Nothing parts the colon from what stands behind it.
        glued: bool,
    },
    /// A `{` or `[` that is never closed. The range is the opener's; `related` is where that showed.
    Unclosed {
        /// `{` or `[`.
        opener: char,
        /// The `[` in it, on the same line, is not closed either.
        list_too: bool,
    },
    /// The text ends while several brackets are open. The range is the innermost opener's; `related` is the end.
    CutOff {
        /// `{` or `[`.
        opener: char,
        /// What would close them, in order.
        closers: String,
        /// The openers around it, the nearest first.
        around: Vec<TextRange>,
    },
    /// A header without `{` above deeper lines, or before entries on its own line. The range is the
    /// header's, behind which the brace belongs; `related` is the first entry.
    MissingBrace {
        /// The header's first word.
        kind: String,
        /// Where the entries stand.
        entries: Entries,
    },
    /// `response time = 5m`: a key of two words. The range is theirs.
    SplitKey {
        /// The words, joined by a blank.
        words: String,
    },
    /// `"members": …`: a key in quotes. The range is theirs and what is between them.
    QuotedKey {
        /// What stands between the quotes.
        key: String,
    },
    /// `"members": …, "time_zone": …`: an object of JSON. The range is its first key's or its brace's.
    Json,
    /// `escalation_policy:` above lines with `- tier: oncall` or `timeout: 10m`. The range goes from the
    /// first colon to the last of what the language writes otherwise.
    Yaml,
    /// `members = alice@company.com, bob@company.com`. The range is the second value's.
    ListWithoutBrackets,
    /// Values on lines of their own with a `]` below them, where no list is open. The range is the first value's;
    /// `related` is the `]`.
    HeadlessList,
    /// `members:` above lines with `- alice@company.com`. The range goes from the colon, or the key without a value, to
    /// the last of the lines.
    ListInLines {
        /// The key.
        key: String,
        /// What should stand there, where the lines hold nothing else than values.
        instead: Option<String>,
    },
    /// `[status_page]` above its entries, as in TOML.
    HeaderInBrackets {
        /// What stands between the brackets.
        header: String,
        /// Whether the `}` that closes the block is there.
        is_closed: bool,
    },
    /// A `{` alone on the line below its header.
    BraceOnNextLine,
    /// A bracket, comma or quote without which its line would be one of the language.
    Surplus {
        /// The character.
        text: &'static str,
    },
    /// `severity P3 "slow" {}` above its entries, with another `}` below them. The range is the first one's.
    ClosedEarly,
    /// `timeout = 10,m channels = [page]`. The range is the value's, with the comma.
    MisplacedComma {
        /// The value as it should be written, with its comma.
        meant: String,
    },
    /// A line that goes on where the one above ended: with a label or the `=` of a key. The range is its first word's; `related` is the last of the line above.
    BrokenLine,
    /// The header of a block, directly below the line that opens a list in it; `related` is that one.
    LinesSwapped,
    /// A line that opens a block, directly below the same line; `related` is that one.
    LineTwice,
    /// A `}` or `]` that closes nothing. `related`, where there is one, is the `key =` behind which the `[`
    /// for a `]` is missing.
    UnmatchedCloser {
        /// `}` or `]`.
        closer: char,
    },
    /// A string that does not end on its line.
    UnterminatedString,
    /// A `"` behind a text that has none before it. The range ends with the quote and begins where the text
    /// does, as far as that can be told.
    UnopenedString {
        /// The text, where it is known where it begins.
        text: Option<String>,
    },
    /// A line with one `"` too many or too few, and nothing tells which. The range is the one's with which it shows, and
    /// what it would hold.
    OddQuotes,
    /// A string that ends on the line below the one it began on.
    StringOverLines,
    /// A `"""` without its end.
    UnterminatedLongString,
    /// A `/*` without its end.
    UnterminatedComment,
    /// An escape that is none. The range is the escape's.
    BadEscape {
        /// As written: `\q`, `\u{110000}`.
        escape: String,
    },
    /// A control of text direction in a comment, which shows it as something else.
    TurnedText {
        /// The control.
        control: char,
    },
    /// Characters that mean nothing here.
    StrayCharacters {
        /// As written, at most 40 characters.
        text: String,
        /// What to write instead, where that is plain: `"` for a typographic quote, a blank for a
        /// no-break space, `-` for a dash, `//` for a `#` that is meant to start a comment; nothing for a `;` before
        /// an entry, which may be meant to start one.
        instead: Option<&'static str>,
    },
    /// `tier оncall`: a word with letters or digits of another script that look like, or stand for, plain ones. The range is
    /// the word's.
    LookAlike {
        /// As written.
        word: String,
        /// The first of those letters.
        letter: char,
        /// The word with plain ones.
        plain: String,
    },
    /// `jürgen@company.com`, `alice@firmä.de`. The range is the first letters' that no address here has.
    ForeignInAddress {
        /// As written.
        letters: String,
        /// They stand behind the `@` only.
        in_domain: bool,
    },
    /// `bob@co{mpany.com`: a bracket or another mark in an address. The range is the mark's.
    MarkInAddress {
        /// The mark.
        mark: String,
        /// `bob@company{com`: it stands where the domain needs a `.`.
        for_dot: bool,
    },
    /// `service { Search`, `members [ = ann@company.com]`. The range is that of all of it, from the first word on.
    BracketEarly {
        /// The bracket.
        mark: String,
        /// What belongs before it.
        behind: String,
        /// How all of it is written.
        instead: String,
    },
    /// `time,out = 5m`: a mark in a word. The range is the word's.
    MarkInWord {
        /// The mark.
        mark: String,
        /// The word without it.
        joined: String,
    },
    /// `provider ; statuspage`, `tier; oncall { … }`: a `;` behind an entry's first word.
    SemicolonBehindWord {
        /// The word.
        word: String,
        /// A block's body stands on the line.
        opens: bool,
        /// Nothing parts the `;` from the word, or from what stands behind it.
        glued: [bool; 2],
    },
    /// `{ timeout = 5m; channels = [page]; };`: several `;` on a line. The range is the first one's.
    Semicolons {
        /// How far behind the first each stands, and what to write instead.
        places: Vec<(TextSize, &'static str)>,
    },
    /// `Alice <alice@company.com>`: an address as mail programs write it, with what stands before it. The range is
    /// that of all of it.
    AddressInBrackets {
        /// The address alone.
        address: String,
        /// It is where a value begins, with nothing before it.
        is_alone: bool,
    },
    /// Lines in a row that begin with `#`, or one in a list. The range goes from the first of these to the last.
    HashLines {
        /// What stands there, with `//` for each.
        instead: String,
        /// In a list, of which they may be values.
        in_list: bool,
    },
    /// Lines that come from a diff. The range is the first one's mark; only a text's first is reported.
    Diff {
        /// Nothing but lines with a `-` shows it, and none with a `+` stands in the text: those are read.
        removed_only: bool,
    },
    /// Lines in a row that were pasted with a mark before each. The range goes from the first mark to the last.
    PastedLines {
        /// What stands before each.
        mark: LineMark,
        /// What stands there without the marks.
        instead: String,
    },
    /// A merge conflict that nobody has resolved. The range is the first line's marker.
    MergeConflict,
    /// A carriage return without a line feed, which ends no line. Only a file's first is reported.
    LoneReturn,
    /// `description = Search for the shop`: several words where one value stands. The range is theirs.
    SeveralWords {
        /// As written.
        text: String,
    },
    /// A URL, path or time zone without quotes.
    Unquoted {
        /// As written.
        text: String,
    },
    /// `5 m`, `2026-12-20 to 2026-12-24`: the parts of a literal apart.
    PartedLiteral {
        /// As it should be written: `5m`, `2026-12-20..2026-12-24`.
        joined: String,
    },
    /// `June 15, 2026`.
    DateInWords {
        /// As it should be written, where a date is meant.
        date: String,
    },
    /// `09:00-17:00 UTC`: hours with a time zone behind them.
    ZoneBehindHours {
        /// The hours.
        hours: String,
        /// The zone, as written.
        zone: String,
    },
    /// More blocks and lists in each other than the language has use for.
    TooDeep {
        /// How many may be nested.
        limit: u32,
    },
    /// A text so long that offsets do not fit: 4 GiB and more.
    TooLong,
}

/// What other programs put before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineMark {
    /// `> `, as in the answer to an e-mail.
    Quote,
    /// Its number.
    Number,
}

/// Where the entries of a block without `{` stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entries {
    /// On the lines below.
    Below,
    /// Behind its header, with the `}` that closes it.
    Closed,
    /// Behind its header, and nothing says whether the `}` is there.
    Behind,
}
