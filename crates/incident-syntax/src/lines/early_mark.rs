//! A bracket that changed places with what belongs before it: `service { Search`, `members [ = ann@company.com]`.

use std::ops::Range;

use incident_base::TextRange;

use super::Mender;
use crate::error::SyntaxErrorKind;
use crate::indents::{Holds, Opening, knows};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

impl Mender<'_> {
    /// Puts the bracket where it belongs.
    pub(super) fn is_bracket_early(&mut self, here: Range<usize>) -> bool {
        let line = self.of(here.clone());
        self.work += line.len().min(4) as u64;
        // A bracket too many is one that is to be left out.
        if line.get(1).is_none_or(|bracket| self.surplus.has(bracket.kind)) {
            return false;
        }
        let (put, last) = match line {
            [key, bracket, equals, ..]
                if [key.kind, bracket.kind, equals.kind]
                    == [TokenKind::Name, TokenKind::OpenBracket, TokenKind::Equals] =>
            {
                let put = [
                    Lexeme { kind: TokenKind::Equals, ..*bracket },
                    Lexeme { kind: TokenKind::OpenBracket, ..*equals },
                ];
                (put, 2)
            }
            [_, _, _, rest @ ..]
                if self.holds.is_some_and(|holds| is_header(self.text, holds, line)) =>
            {
                let is_level = rest.first().is_some_and(|it| it.kind == TokenKind::String);
                let last = if is_level { 3 } else { 2 };
                let Some(end) = line.get(last) else { return false };
                let range = TextRange::empty(end.range.end());
                let brace = Lexeme { kind: TokenKind::OpenBrace, range };
                ([*end, brace], last)
            }
            _ => return false,
        };
        let text = |at: usize| line.get(at).map_or("", |it| slice(self.text, it.range));
        let (first, mark) = (text(0), text(1));
        let behind = (2..=last).map(text).collect::<Vec<_>>().join(" ");
        let kind = SyntaxErrorKind::BracketEarly {
            mark: mark.to_owned(),
            instead: format!("{first} {behind} {mark}"),
            behind,
        };
        let range = self.all_of(here.start..here.start + last + 1);
        self.report(kind, range, None);
        match put {
            [equals, bracket] if equals.kind == TokenKind::Equals => {
                self.edits.push((here.start + 1, [Some(equals), None]));
                self.edits.push((here.start + 2, [Some(bracket), None]));
            }
            both => {
                self.edits.push((here.start + 1, [None, None]));
                self.edits.push((here.start + last, both.map(Some)));
            }
        }
        true
    }
}

/// `service { Search`, `severity { P1 "slow"`, `tier { oncall timeout = 5m }`: whether the word behind the brace can only be
/// a label.
fn is_header(text: &str, holds: Holds, line: &[Lexeme]) -> bool {
    let [kind, brace, label, rest @ ..] = line else { return false };
    let word = slice(text, label.range);
    let kinds: [Option<TokenKind>; 2] = [0, 1].map(|at| rest.get(at).map(|it| it.kind));
    let is_alone = matches!(
        kinds,
        [None, _]
            | [Some(TokenKind::Name), Some(TokenKind::Equals)]
            | [Some(TokenKind::String), None]
    );
    let may_hold =
        |is_block| holds(Some(slice(text, kind.range)), Opening { word, is_block }) == Some(true);
    let opening = Opening { word: slice(text, kind.range), is_block: true };
    // `tier oncall {t imeout = 5m }` is a blank that slipped.
    let joined = || format!("{word}{}", rest.first().map_or("", |it| slice(text, it.range)));
    is_alone
        && !knows(holds, Opening { word: &joined(), is_block: false })
        && [kind.kind, brace.kind, label.kind]
            == [TokenKind::Name, TokenKind::OpenBrace, TokenKind::Name]
        && knows(holds, opening)
        && !may_hold(true)
        && !may_hold(false)
}
