//! Brackets put in and taken out.

use incident_base::TextRange;

use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// Changes to lexemes, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Edits {
    inserted: Vec<(usize, TokenKind)>,
    removed: Vec<usize>,
}

impl Edits {
    /// Puts a bracket before the lexeme with this number, behind those already put there.
    pub(super) fn insert(&mut self, before: usize, kind: TokenKind) {
        self.inserted.push((before, kind));
    }

    /// Takes a bracket out.
    pub(super) fn remove(&mut self, at: usize) {
        self.removed.push(at);
    }

    /// The lexemes with the changes made. What was put in has an empty range behind what stands before it.
    pub(super) fn apply(mut self, lexemes: &[Lexeme]) -> Vec<Lexeme> {
        // Nearly in order already: only openers are found late.
        self.inserted.sort_by_key(|(before, _)| *before);
        let mut inserted = self.inserted.into_iter().peekable();
        let mut removed = self.removed.into_iter().peekable();
        let mut result = Vec::with_capacity(lexemes.len() + inserted.len());
        let mut put = |result: &mut Vec<Lexeme>, up_to: usize| {
            while let Some((_, kind)) = inserted.next_if(|(before, _)| *before <= up_to) {
                let end = result.last().map(|last| last.range.end()).unwrap_or_default();
                result.push(Lexeme { kind, range: TextRange::empty(end) });
            }
        };
        for (at, lexeme) in lexemes.iter().enumerate() {
            put(&mut result, at);
            if removed.next_if_eq(&at).is_none() {
                result.push(*lexeme);
            }
        }
        put(&mut result, lexemes.len());
        result
    }
}
