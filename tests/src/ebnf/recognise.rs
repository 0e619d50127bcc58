//! Whether a grammar derives a text.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Expr, Grammar};

/// A token of a text, or what was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The rule, or the characters where the list of tokens has characters.
    pub name: String,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The grammar does not see it.
    pub skipped: bool,
}

/// What a text was cut into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// All pieces; they cover the text, but for the mark before it.
    pub pieces: Vec<Piece>,
}

impl Grammar {
    /// Whether `file` derives a text.
    pub fn derives(&self, text: &str) -> bool {
        self.cut(text).is_some_and(|cut| self.derives_cut(&cut))
    }

    /// Whether `file` derives what a text was cut into.
    pub fn derives_cut(&self, cut: &Cut) -> bool {
        let seen: Vec<&str> =
            cut.pieces.iter().filter(|it| !it.skipped).map(|it| it.name.as_str()).collect();
        let mut search =
            Search { grammar: self, input: Input::Tokens(&seen), known: HashMap::new() };
        search.rule("file", 0).contains(&seen.len())
    }

    /// Whether a rule derives a text, character by character.
    pub fn is(&self, rule: &str, text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        let mut search = self.search(&characters);
        search.rule(rule, 0).contains(&characters.len())
    }

    /// Cuts a text into tokens; `None` where none begins.
    pub fn cut(&self, text: &str) -> Option<Cut> {
        let characters: Vec<char> = text.chars().collect();
        let offsets: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let offset = |at: usize| offsets.get(at).copied().unwrap_or(text.len());
        let mut search = self.search(&characters);
        let mut at = search.rule("mark", 0).iter().copied().max().unwrap_or(0);
        let mut pieces = Vec::new();
        while at < characters.len() {
            let mut best: Option<(usize, &super::Token)> = None;
            for token in &self.tokens {
                let end = search.ends(&token.expr, at).last().copied().unwrap_or(at);
                if end > best.map_or(at, |(end, _)| end) {
                    best = Some((end, token));
                }
            }
            let (end, token) = best?;
            pieces.push(Piece {
                name: token.expr.name().to_owned(),
                range: offset(at)..offset(end),
                skipped: token.skipped,
            });
            at = end;
        }
        Some(Cut { pieces })
    }

    fn search<'g>(&'g self, characters: &'g [char]) -> Search<'g> {
        Search { grammar: self, input: Input::Characters(characters), known: HashMap::new() }
    }

    pub(super) fn is_token(&self, name: &str) -> bool {
        self.tokens.iter().any(|token| token.expr.name() == name)
    }
}

enum Input<'g> {
    Characters(&'g [char]),
    Tokens(&'g [&'g str]),
}

/// Places in order, each once.
type Ends = Rc<[usize]>;

/// All places up to which something matches from a place on.
struct Search<'g> {
    grammar: &'g Grammar,
    input: Input<'g>,
    known: HashMap<(&'g str, usize), Ends>,
}

impl<'g> Search<'g> {
    fn rule(&mut self, name: &'g str, at: usize) -> Ends {
        if let Some(known) = self.known.get(&(name, at)) {
            return Rc::clone(known);
        }
        let ends = match self.grammar.rules.get(name) {
            Some(rule) => self.ends(rule, at),
            None => Vec::new(),
        };
        let ends: Ends = ends.into();
        self.known.insert((name, at), Rc::clone(&ends));
        ends
    }

    fn ends(&mut self, expr: &'g Expr, at: usize) -> Vec<usize> {
        match expr {
            Expr::Text(_) | Expr::Class(_) => self.terminal(expr, at).into_iter().collect(),
            Expr::Rule(name) => match self.input {
                Input::Tokens(tokens) if self.grammar.is_token(name) => {
                    let same = tokens.get(at).is_some_and(|token| token == name);
                    same.then_some(at + 1).into_iter().collect()
                }
                _ => self.rule(name, at).to_vec(),
            },
            Expr::Sequence(parts) => {
                let mut ends = vec![at];
                for part in parts {
                    ends = self.all(&ends, part);
                }
                ends
            }
            Expr::Choice(choices) => {
                sorted(choices.iter().flat_map(|choice| self.ends(choice, at)).collect())
            }
            Expr::Repeat { what, min, max } => self.repeat(what, *min, *max, at),
        }
    }

    /// What the ends are from each of some places on.
    fn all(&mut self, from: &[usize], expr: &'g Expr) -> Vec<usize> {
        match from {
            [] => Vec::new(),
            [only] => self.ends(expr, *only),
            more => sorted(more.iter().flat_map(|at| self.ends(expr, *at)).collect()),
        }
    }

    fn repeat(&mut self, what: &'g Expr, min: usize, max: Option<usize>, at: usize) -> Vec<usize> {
        let mut all = Vec::new();
        let mut last = vec![at];
        let mut greatest: Option<usize> = None;
        let mut times = 0;
        while !last.is_empty() {
            if times >= min {
                last.retain(|end| greatest.is_none_or(|it| *end > it) || !all.contains(end));
                greatest = greatest.max(last.iter().max().copied());
                all.extend(&last);
            }
            if max == Some(times) {
                break;
            }
            last = self.all(&last, what);
            times += 1;
        }
        sorted(all)
    }

    fn terminal(&self, expr: &Expr, at: usize) -> Option<usize> {
        match (&self.input, expr) {
            (Input::Characters(characters), Expr::Text(text)) => {
                let mut end = at;
                for wanted in text.chars() {
                    characters.get(end).filter(|found| **found == wanted)?;
                    end += 1;
                }
                Some(end)
            }
            (Input::Characters(characters), Expr::Class(ranges)) => {
                let found = characters.get(at)?;
                ranges.iter().any(|(first, last)| (first..=last).contains(&found)).then_some(at + 1)
            }
            (Input::Tokens(tokens), Expr::Text(text)) => {
                tokens.get(at).filter(|token| *token == text).map(|_| at + 1)
            }
            _ => None,
        }
    }
}

fn sorted(mut ends: Vec<usize>) -> Vec<usize> {
    ends.sort_unstable();
    ends.dedup();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAMMAR: &str = "
        file = { A , [ '+' ] } ;
        mark = '~' ;
        token = A | B | '+' ;
        skipped = S | C ;
        A = ? /a+/ ? ;
        B = ? /[ab]+/ ? ;
        S = ' ' ;
        C = '(' , { C | 'x' } , ')' ;";

    #[test]
    fn the_longest_match_wins_and_of_equally_long_ones_the_first() {
        let grammar = Grammar::read(GRAMMAR, &[]).unwrap();
        let names = |text: &str| {
            let pieces = grammar.cut(text)?.pieces;
            Some(pieces.into_iter().map(|it| it.name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(names("~aa aba+(x())").as_deref(), Some("A S B + C"));
        assert_eq!(names("a~"), None);
        assert_eq!(names("(()"), None);
        assert!(grammar.derives("a a+(x)a"));
        assert!(!grammar.derives("a++"));
        assert!(!grammar.derives("ab"));
        assert!(grammar.is("C", "((x))") && !grammar.is("C", "((x)"));
    }
}
