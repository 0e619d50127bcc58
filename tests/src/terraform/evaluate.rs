//! What the strings of a module stand for: text, and objects of the provider by their names.

use serde_json::{Map, Value};

/// A module in JSON syntax.
pub struct Module {
    document: Value,
}

/// What a string stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Exactly this text.
    Text(String),
    /// The e-mail address of whoever holds this role.
    Holder(String),
    /// The identifier of an object.
    Object {
        /// `pagerduty_schedule`
        kind: String,
        /// What it is found by.
        by: Box<Known>,
    },
    /// How many there are of a resource: none where this is given.
    UnlessGiven {
        /// The variable.
        variable: String,
        /// The key in it.
        key: String,
    },
}

impl Module {
    /// A module.
    pub fn new(document: Value) -> Self {
        Self { document }
    }

    /// The resources of a type: the name of each, and its arguments.
    pub fn resources(&self, kind: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.document["resource"][kind].as_object().into_iter().flatten()
    }

    /// What a string stands for.
    ///
    /// # Errors
    ///
    /// When it is an expression of a kind that we do not write, or refers to what there is not.
    pub fn value(&self, template: &str) -> Result<Known, String> {
        let inside = template.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
        match inside {
            Some(expression) => self.expression(expression),
            None => text(template).map(Known::Text),
        }
    }

    /// Everything that refers to nothing, the place before each.
    pub(super) fn errors(&self) -> Vec<String> {
        let mut errors = Vec::new();
        for part in ["locals", "data", "resource", "output"] {
            self.look_at(&self.document[part], &format!("/{part}"), &mut errors);
        }
        errors
    }

    fn look_at(&self, value: &Value, place: &str, errors: &mut Vec<String>) {
        match value {
            Value::String(template) if place.contains("/depends_on/") => {
                let address = template.split_once('.');
                let found = address.and_then(|(kind, name)| self.declared("resource", kind, name));
                if found.is_none() {
                    errors.push(format!("{place}: there is no {template}"));
                }
            }
            Value::String(template) => {
                errors.extend(self.value(template).err().map(|why| format!("{place}: {why}")));
            }
            Value::Array(all) => {
                for (number, one) in all.iter().enumerate() {
                    self.look_at(one, &format!("{place}/{number}"), errors);
                }
            }
            Value::Object(all) => {
                for (key, one) in all {
                    self.look_at(one, &format!("{place}/{key}"), errors);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn expression(&self, expression: &str) -> Result<Known, String> {
        let unknown = || format!("not an expression of ours: {expression}");
        if let Some(local) = expression.strip_prefix("local.") {
            let value = self.document["locals"][local].as_str();
            return self.value(value.ok_or_else(|| format!("there is no {expression}"))?);
        }
        if let Some((condition, rest)) = expression.split_once(" ? ") {
            let (given, otherwise) = rest.split_once(" : ").ok_or_else(unknown)?;
            let (variable, key) = condition
                .strip_prefix("contains(keys(var.")
                .and_then(|rest| rest.strip_suffix(')')?.split_once("), "))
                .ok_or_else(unknown)?;
            self.is_variable(variable)?;
            if (given, otherwise) == ("0", "1") {
                return Ok(Known::UnlessGiven {
                    variable: variable.to_owned(),
                    key: unquoted(key)?,
                });
            }
            if given != format!("var.{variable}[{key}]") {
                return Err(unknown());
            }
            let made = otherwise.strip_suffix("[0].id").ok_or_else(unknown)?;
            return self.object("resource", made, Some((variable, &unquoted(key)?)));
        }
        if let Some(role) =
            expression.strip_prefix("var.roles[").and_then(|it| it.strip_suffix(']'))
        {
            self.is_variable("roles")?;
            return unquoted(role).map(Known::Holder);
        }
        let address = expression.strip_suffix(".id").ok_or_else(unknown)?;
        match address.strip_prefix("data.") {
            Some(address) => self.object("data", address, None),
            None => self.object("resource", address, None),
        }
    }

    /// The object of a resource or data source; of one that another module may make instead, what is given then.
    fn object(
        &self,
        what: &str,
        address: &str,
        unless: Option<(&str, &str)>,
    ) -> Result<Known, String> {
        let missing = || format!("there is no {what} {address}");
        let (kind, name) = address.split_once('.').ok_or_else(missing)?;
        let body = self.declared(what, kind, name).ok_or_else(missing)?;
        let keys = ["email", "username", "name"];
        let by = keys.iter().find_map(|key| body.get(*key)?.as_str()).ok_or_else(missing)?;
        let by = self.value(by)?;
        let count = body.get("count").and_then(Value::as_str).map(|count| self.value(count));
        let expected = unless.map(|(variable, key)| Known::UnlessGiven {
            variable: variable.to_owned(),
            key: key.to_owned(),
        });
        if count.transpose()? != expected {
            return Err(format!("{address} is counted in another way than it is referred to"));
        }
        if let Some((_, key)) = unless.filter(|(_, key)| by != Known::Text((*key).to_owned())) {
            return Err(format!("{address} is not called {key}"));
        }
        Ok(Known::Object { kind: kind.to_owned(), by: Box::new(by) })
    }

    fn declared(&self, what: &str, kind: &str, name: &str) -> Option<&Map<String, Value>> {
        self.document.get(what)?.get(kind)?.get(name)?.as_object()
    }

    fn is_variable(&self, name: &str) -> Result<(), String> {
        let is_map = self.document["variable"][name]["type"] == "map(string)";
        is_map.then_some(()).ok_or_else(|| format!("there is no variable {name}"))
    }
}

/// Text in which nothing is an expression.
fn text(template: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some(letter) = rest.chars().next() {
        let escape = ["$${", "%%{"].into_iter().find(|escape| rest.starts_with(escape));
        if rest.starts_with("${") || rest.starts_with("%{") {
            return Err(format!("an expression in the middle of text: {rest}"));
        }
        let (taken, stands_for) = match escape {
            Some(escape) => (escape.len(), escape.get(1..).unwrap_or_default().to_owned()),
            None => (letter.len_utf8(), letter.to_string()),
        };
        text.push_str(&stands_for);
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(text)
}

/// A string inside of an expression.
fn unquoted(quoted: &str) -> Result<String, String> {
    // Its escapes are JSON's, as long as nothing beyond U+FFFF is escaped, which we do not.
    let inside: String = serde_json::from_str(quoted).map_err(|error| error.to_string())?;
    text(&inside)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_is_what_terraform_makes_of_it() {
        for (template, expected) in [
            ("plain $5 5% {x}", Ok("plain $5 5% {x}")),
            ("$${x}", Ok("${x}")),
            ("%%{x}", Ok("%{x}")),
            ("$$${x}", Ok("$${x}")),
            ("é$", Ok("é$")),
            ("a ${x}", Err(())),
            ("a %{x}", Err(())),
        ] {
            let found = text(template);
            assert_eq!(found.as_deref().map_err(|_| ()), expected, "{template}");
        }
    }

    #[test]
    fn what_refers_to_nothing_is_found() {
        let module = |reference: &str| {
            Module::new(json!({
                "resource": {
                    "pagerduty_schedule": {"a": {"name": "a-oncall"}},
                    "pagerduty_service": {"b": {"escalation_policy": reference}},
                },
            }))
        };
        assert_eq!(module("${pagerduty_schedule.a.id}").errors(), [""; 0]);
        for wrong in [
            "${pagerduty_schedule.b.id}",
            "${data.pagerduty_schedule.a.id}",
            "${local.a}",
            "${var.roles[\"lead\"]}",
            "${pagerduty_schedule.a.name}",
            "${pagerduty_schedule.a[0].id}",
            "${file(\"x\")}",
        ] {
            assert_eq!(module(wrong).errors().len(), 1, "{wrong}");
        }
    }
}
