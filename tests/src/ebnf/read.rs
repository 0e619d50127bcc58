//! From the text of a grammar to its rules.

use std::collections::BTreeMap;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Expr;

/// The rules by their names.
pub(super) fn rules(text: &str) -> Result<BTreeMap<String, Expr>, String> {
    let mut reader = Reader { rest: text };
    let mut rules = BTreeMap::new();
    while reader.begins_something() {
        let name = reader.name().ok_or_else(|| reader.error("the name of a rule"))?;
        reader.expect('=')?;
        let rule = reader.choice()?;
        reader.expect(';')?;
        if rules.insert(name.clone(), rule).is_some() {
            return Err(format!("there are two rules `{name}`"));
        }
    }
    Ok(rules)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn error(&self, expected: &str) -> String {
        let line = self.rest.lines().next().unwrap_or("the end");
        format!("expected {expected} at: {line}")
    }

    /// Whether anything stands behind blanks and comments.
    fn begins_something(&mut self) -> bool {
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.strip_prefix("(*").and_then(|comment| comment.split_once("*)")) {
                Some((_, behind)) => self.rest = behind,
                None => return !self.rest.is_empty(),
            }
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.begins_something();
        match self.rest.strip_prefix(wanted) {
            Some(behind) => {
                self.rest = behind;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, wanted: char) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(self.error(&format!("`{wanted}`"))) }
    }

    /// Words with single blanks between them.
    fn name(&mut self) -> Option<String> {
        self.begins_something();
        let end = self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == ' '));
        let (name, behind) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let name = name.trim_end();
        self.rest = behind;
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn choice(&mut self) -> Result<Expr, String> {
        let mut choices = vec![self.sequence()?];
        while self.take('|') {
            choices.push(self.sequence()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Expr::Choice(choices) })
    }

    fn sequence(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.part()?];
        while self.take(',') {
            parts.push(self.part()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence(parts) })
    }

    fn part(&mut self) -> Result<Expr, String> {
        if self.take('(') {
            let inside = self.choice()?;
            self.expect(')')?;
            return Ok(inside);
        }
        if self.take('[') {
            let inside = self.choice()?;
            self.expect(']')?;
            return Ok(inside.optional());
        }
        if self.take('{') {
            let inside = self.choice()?;
            self.expect('}')?;
            return Ok(Expr::Repeat { what: Box::new(inside), min: 0, max: None });
        }
        for quote in ['"', '\''] {
            if self.take(quote) {
                let end =
                    self.rest.split_once(quote).ok_or_else(|| self.error("a closing quote"))?;
                self.rest = end.1;
                return Ok(Expr::Text(end.0.to_owned()));
            }
        }
        if self.take('?') {
            return self.special();
        }
        let name = self.name().ok_or_else(|| self.error("a part of a rule"))?;
        Ok(Expr::Rule(name))
    }

    fn special(&mut self) -> Result<Expr, String> {
        let what = "`U+` and a number, or a regular expression in slashes, and `?`";
        let (inside, behind) =
            self.rest.split_once(" ?").ok_or_else(|| self.error("the end of `?`"))?;
        // A question mark of the expression itself never has a blank before it.
        self.rest = behind;
        let inside = inside.trim();
        if let Some(number) = inside.strip_prefix("U+") {
            let number = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
            let character = number.ok_or_else(|| self.error(what))?;
            return Ok(Expr::Class(vec![(character, character)]));
        }
        let pattern = inside.strip_prefix('/').and_then(|it| it.strip_suffix('/'));
        let pattern = pattern.ok_or_else(|| self.error(what))?;
        let hir = regex_syntax::parse(pattern).map_err(|error| error.to_string())?;
        from_regex(&hir).ok_or_else(|| format!("/{pattern}/ looks around"))
    }
}

/// A regular expression as a rule; `None` when it looks around.
fn from_regex(hir: &Hir) -> Option<Expr> {
    let all = |parts: &[Hir]| parts.iter().map(from_regex).collect::<Option<Vec<_>>>();
    Some(match hir.kind() {
        HirKind::Empty => Expr::Sequence(Vec::new()),
        HirKind::Literal(literal) => Expr::Text(String::from_utf8(literal.0.to_vec()).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            Expr::Class(class.iter().map(|range| (range.start(), range.end())).collect())
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => return None,
        HirKind::Repetition(repetition) => Expr::Repeat {
            what: Box::new(from_regex(&repetition.sub)?),
            min: repetition.min as usize,
            max: repetition.max.map(|max| max as usize),
        },
        HirKind::Capture(capture) => from_regex(&capture.sub)?,
        HirKind::Concat(parts) => Expr::Sequence(all(parts)?),
        HirKind::Alternation(parts) => Expr::Choice(all(parts)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Expr {
        Expr::Text(text.to_owned())
    }

    #[test]
    fn every_form_is_read() {
        let read = rules("(* c *) a b = [ 'x' ] , { \"y\" } | ? /z?/ ? | ? U+0041 ? ;").unwrap();
        let optional = text("x").optional();
        let repeated = Expr::Repeat { what: Box::new(text("y")), min: 0, max: None };
        let expected = Expr::Choice(vec![
            Expr::Sequence(vec![optional, repeated]),
            text("z").optional(),
            Expr::Class(vec![('A', 'A')]),
        ]);
        assert_eq!(read, BTreeMap::from([("a b".to_owned(), expected)]));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (wrong, message) in [
            ("a = 'x", "expected a closing quote"),
            ("a = b", "expected `;`"),
            ("a = ;", "expected a part of a rule"),
            ("= b ;", "expected the name of a rule"),
            ("a = ? prose ? ;", "expected `U+`"),
            ("a = ? /^x/ ? ;", "looks around"),
            ("a = 'x' ; a = 'y' ;", "two rules"),
        ] {
            let error = rules(wrong).unwrap_err();
            assert!(error.contains(message), "{wrong}: {error}");
        }
    }
}
