//! Random texts that a grammar derives.

use super::{Expr, Grammar};
use crate::random::Random;

/// How deep rules may be entered before the shortest way out is taken.
const DEEPEST: usize = 14;

/// How often a token is made until it is one.
const TRIES: usize = 20;

/// Characters that mean something somewhere, or that programs stumble over.
const INTERESTING: &str = "aZm_59-.:%+@#/*\\\"'{}[]=, \t\n\r()é😀\u{A0}\u{FEFF}\u{202E}\0";

/// A derived text, in the tokens it was made of.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The tokens in order.
    pub tokens: Vec<String>,
}

impl Grammar {
    /// Tokens that `file` derives.
    pub fn sentence(&self, random: &mut Random) -> Sentence {
        let mut tokens = Vec::new();
        self.walk(&Expr::Rule("file".to_owned()), random, 0, &mut tokens);
        Sentence { tokens }
    }

    /// Characters that a rule derives.
    pub fn text_of(&self, rule: &str, random: &mut Random) -> String {
        let mut text = String::new();
        self.spell(&Expr::Rule(rule.to_owned()), random, 0, &mut text);
        text
    }

    /// Puts tokens into a text, with what may stand between them. Where two would become another token,
    /// there is a blank.
    pub fn joined(&self, tokens: &[String], random: &mut Random) -> String {
        let mut text = String::new();
        if random.percent(5) {
            text.push_str(&self.text_of("mark", random));
        }
        let mut before = "";
        for token in tokens {
            let joint = (0..3)
                .map(|_| self.joint(random))
                .find(|joint| self.keeps_apart(before, joint, token));
            text.push_str(joint.as_deref().unwrap_or(" "));
            text.push_str(token);
            before = token;
        }
        text
    }

    fn joint(&self, random: &mut Random) -> String {
        if random.percent(40) {
            return " ".to_owned();
        }
        let mut joint = String::new();
        while random.percent(40) {
            let skipped: Vec<_> = self.tokens.iter().filter(|token| token.skipped).collect();
            if let Some(token) = random.pick(&skipped) {
                self.spell(&token.expr, random, DEEPEST / 2, &mut joint);
            }
        }
        joint
    }

    /// Whether a text is cut into just this token.
    fn is_one(&self, name: &str, text: &str) -> bool {
        let cut = self.cut(text);
        cut.is_some_and(|cut| matches!(cut.pieces.as_slice(), [only] if only.name == name))
    }

    fn keeps_apart(&self, before: &str, joint: &str, token: &str) -> bool {
        let Some(cut) = self.cut(&format!("{before}{joint}{token}")) else { return false };
        let mut seen = cut.pieces.iter().filter(|piece| !piece.skipped);
        let first =
            before.is_empty() || seen.next().is_some_and(|it| it.range == (0..before.len()));
        first
            && seen.next().is_some_and(|it| it.range.len() == token.len())
            && seen.next().is_none()
    }

    /// Above the tokens.
    fn walk(&self, expr: &Expr, random: &mut Random, depth: usize, into: &mut Vec<String>) {
        match expr {
            Expr::Rule(name) if !self.is_token(name) => {
                if let Some(rule) = self.rules.get(name) {
                    self.walk(rule, random, depth + 1, into);
                }
            }
            Expr::Sequence(parts) => {
                parts.iter().for_each(|part| self.walk(part, random, depth, into));
            }
            Expr::Choice(choices) => {
                if let Some(choice) = self.choose(choices, random, depth) {
                    self.walk(choice, random, depth, into);
                }
            }
            Expr::Repeat { what, min, max } => {
                for _ in 0..times(*min, *max, random, depth) {
                    self.walk(what, random, depth, into);
                }
            }
            token => {
                // A comment is a line break only with a line break in it.
                let texts = std::iter::repeat_with(|| {
                    let mut text = String::new();
                    self.spell(token, random, 0, &mut text);
                    text
                });
                into.extend(texts.take(TRIES).find(|text| self.is_one(token.name(), text)));
            }
        }
    }

    /// Within a token.
    fn spell(&self, expr: &Expr, random: &mut Random, depth: usize, into: &mut String) {
        match expr {
            Expr::Text(text) => into.push_str(text),
            Expr::Class(ranges) => into.extend(character(ranges, random)),
            Expr::Rule(name) => {
                if let Some(rule) = self.rules.get(name) {
                    self.spell(rule, random, depth + 1, into);
                }
            }
            Expr::Sequence(parts) => {
                parts.iter().for_each(|part| self.spell(part, random, depth, into));
            }
            Expr::Choice(choices) => {
                if let Some(choice) = self.choose(choices, random, depth) {
                    self.spell(choice, random, depth, into);
                }
            }
            Expr::Repeat { what, min, max } => {
                for _ in 0..times(*min, *max, random, depth) {
                    self.spell(what, random, depth, into);
                }
            }
        }
    }

    fn choose<'e>(
        &self,
        choices: &'e [Expr],
        random: &mut Random,
        depth: usize,
    ) -> Option<&'e Expr> {
        if depth < DEEPEST {
            return random.pick(choices);
        }
        choices.iter().min_by_key(|choice| self.height(choice, 0))
    }

    /// How many rules the shortest way through an expression enters, one within another.
    fn height(&self, expr: &Expr, entered: usize) -> usize {
        if entered > DEEPEST {
            return entered;
        }
        match expr {
            Expr::Rule(name) => {
                1 + self.rules.get(name).map_or(0, |rule| self.height(rule, entered + 1))
            }
            Expr::Choice(choices) => {
                choices.iter().map(|it| self.height(it, entered)).min().unwrap_or(0)
            }
            Expr::Repeat { min: 0, .. } => 0,
            other => other.parts().iter().map(|it| self.height(it, entered)).max().unwrap_or(0),
        }
    }
}

fn times(min: usize, max: Option<usize>, random: &mut Random, depth: usize) -> usize {
    let mut times = min;
    let likely = if depth < DEEPEST { 55 } else { 0 };
    while max.is_none_or(|max| times < max) && random.percent(likely) {
        times += 1;
    }
    times
}

fn character(ranges: &[(char, char)], random: &mut Random) -> Option<char> {
    let holds = |it: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&it));
    let interesting: Vec<char> = INTERESTING.chars().filter(holds).collect();
    if random.percent(80) && !interesting.is_empty() {
        return random.pick(&interesting).copied();
    }
    let (first, last) = *random.pick(ranges)?;
    let span = last as usize - first as usize + 1;
    let number = first as usize + random.below(span);
    // In the gap of the surrogates there are none.
    Some(u32::try_from(number).ok().and_then(char::from_u32).unwrap_or(first))
}
