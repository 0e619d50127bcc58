//! Grammars in EBNF, read to make texts of them and to judge texts.
//!
//! ISO 14977 without exceptions. A special sequence is a character (`? U+000A ?`) or a regular expression
//! without look-around (`? /[a-z]+/ ?`). Three rules have a meaning of their own: `token` lists what a text is
//! cut into, `skipped` what may stand between, and `mark` what may stand before all of it.

mod generate;
mod read;
mod recognise;

pub use generate::Sentence;
pub use recognise::{Cut, Piece};

use std::collections::BTreeMap;

/// A grammar.
#[derive(Debug)]
pub struct Grammar {
    rules: BTreeMap<String, Expr>,
    /// The alternatives of `skipped` and then of `token`, in order.
    tokens: Vec<Token>,
}

/// What a text is cut into.
#[derive(Debug)]
struct Token {
    expr: Expr,
    skipped: bool,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expr {
    /// These characters.
    Text(String),
    /// A character of one of these ranges, both ends included.
    Class(Vec<(char, char)>),
    Sequence(Vec<Expr>),
    Choice(Vec<Expr>),
    Repeat {
        what: Box<Expr>,
        min: usize,
        max: Option<usize>,
    },
    Rule(String),
}

impl Expr {
    fn optional(self) -> Self {
        Self::Repeat { what: Box::new(self), min: 0, max: Some(1) }
    }

    /// What it is called among the tokens.
    fn name(&self) -> &str {
        match self {
            Self::Text(name) | Self::Rule(name) => name,
            _ => "",
        }
    }

    fn parts(&self) -> &[Self] {
        match self {
            Self::Sequence(parts) | Self::Choice(parts) => parts,
            Self::Repeat { what, .. } => std::slice::from_ref(what),
            _ => &[],
        }
    }
}

impl Grammar {
    /// Reads a grammar.
    ///
    /// # Errors
    ///
    /// What cannot be read, names that no rule has, and rules that nobody uses but `file`, `mark`, those of
    /// tokens and those in `roots`.
    pub fn read(text: &str, roots: &[&str]) -> Result<Self, String> {
        let rules = read::rules(text)?;
        let mut tokens = Vec::new();
        for (list, skipped) in [("skipped", true), ("token", false)] {
            let Some(Expr::Choice(choices)) = rules.get(list) else {
                return Err(format!("`{list}` is no list of alternatives"));
            };
            tokens.extend(choices.iter().map(|expr| Token { expr: expr.clone(), skipped }));
        }
        let mut waiting = vec!["file", "mark", "token", "skipped"];
        waiting.extend(roots);
        let mut used = std::collections::BTreeSet::new();
        while let Some(name) = waiting.pop() {
            let rule = rules.get(name).ok_or_else(|| format!("there is no rule `{name}`"))?;
            if used.insert(name) {
                waiting.extend(names(rule));
            }
        }
        match rules.keys().find(|name| !used.contains(name.as_str())) {
            Some(unused) => Err(format!("nothing uses `{unused}`")),
            None => Ok(Self { rules, tokens }),
        }
    }
}

/// The rules that an expression names.
fn names(expr: &Expr) -> Vec<&str> {
    match expr {
        Expr::Rule(name) => vec![name],
        other => other.parts().iter().flat_map(names).collect(),
    }
}
