//! A finding: what is wrong, where, and what to do about it.

use crate::{Code, Mend, Origin, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `compile` writes nothing.
    Error,
    /// Worth mending; stops nothing unless denied.
    Warning,
    /// Worth knowing; shown on request.
    Note,
}

impl Level {
    /// The word used in every output: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// How many errors of one file are listed, of its shape and of its words; what is found after them is neither put into words
/// nor kept. A finding takes about a kilobyte wherever it goes: without an end, a file of 50 MB of which nothing can be
/// understood (a list for another tool, a table that was pasted) would take gigabytes here and in every editor. Nobody reads
/// this many, and no file that somebody wrote has them. What rules find and what is no error is all listed: it takes what
/// can be understood, and may be allowed or denied.
pub const MOST_LISTED: usize = 10_000;

/// A second place that explains the first: what is contradicted, where it was opened, the other one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related<P = Span> {
    /// Where.
    pub place: P,
    /// What stands there, as a phrase: "first declared here".
    pub message: String,
}

/// What a finding says of how a text is built, for those who tell which findings one mistake has led to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Structure {
    /// A key stands where it cannot.
    MisplacedKey {
        /// The key.
        key: String,
        /// Where it stands, in words: "in `service`", "at the top level".
        place: String,
    },
    /// A block stands where it cannot.
    MisplacedBlock {
        /// The block's kind.
        kind: String,
        /// Where it stands, in words.
        place: String,
    },
    /// A block lacks a key.
    Lacks {
        /// The key.
        key: &'static str,
    },
    /// Nothing has a name that a block would have.
    Unnamed {
        /// The block's kind.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A block has none of a kind in it, which something else in it needs.
    Without,
    /// A `{` has no header.
    Headless,
    /// A header lacks a label at its end.
    HeaderCut,
    /// A header, or what is left of one, of no known kind.
    UnknownHeader,
    /// A `}` or `]` closes nothing.
    UnmatchedCloser,
    /// A key is set again.
    KeyTwice,
    /// A key has a `:` where its `=` belongs.
    KeyWithColon {
        /// The key.
        key: String,
    },
    /// Values of a list stand below no line that opens it.
    HeadlessList,
    /// A comment goes to the end of the text.
    EndlessComment,
}

/// A finding, with its place either free of offsets ([`Origin`]) or in bytes ([`Span`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic<P = Span> {
    /// Which rule found it.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong: whole sentences that can be read without the source beside them.
    pub message: String,
    /// The cause.
    pub place: P,
    /// A few words at the cause, where the message alone does not say what to look at.
    pub label: Option<String>,
    /// Other places, in the order to read them.
    pub related: Vec<Related<P>>,
    /// The next step, as an instruction.
    pub help: Option<String>,
    /// The change of text that the help speaks of, where it can be made by a program.
    pub mend: Option<Mend>,
    /// What it says of how the text is built, where it does.
    pub structure: Option<Structure>,
}

impl<P> Diagnostic<P> {
    /// A diagnostic with a message and a place, to be extended by the `with_…` methods.
    pub fn new(code: Code, level: Level, place: P, message: impl Into<String>) -> Self {
        Self {
            code,
            level,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
            mend: None,
            structure: None,
        }
    }

    /// Adds the words at the cause.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_related(mut self, place: P, message: impl Into<String>) -> Self {
        self.related.push(Related { place, message: message.into() });
        self
    }

    /// Sets the next step.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Diagnostic<Origin> {
    /// The same finding with its places in bytes, as `span_of` knows them.
    pub fn resolve(&self, mut span_of: impl FnMut(Origin) -> Span) -> Diagnostic<Span> {
        Diagnostic {
            code: self.code,
            level: self.level,
            message: self.message.clone(),
            place: span_of(self.place),
            label: self.label.clone(),
            related: self
                .related
                .iter()
                .map(|related| Related {
                    place: span_of(related.place),
                    message: related.message.clone(),
                })
                .collect(),
            help: self.help.clone(),
            mend: self.mend.clone(),
            structure: self.structure.clone(),
        }
    }
}
