//! Values against the types of their keys.

use incident_base::{NodeId, turns_text};
use incident_calendar::canonical_zone_name;
use incident_ir::{At, Channel, ChannelKind, Text};
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Enumeration, Key, Type, choice_called_elsewhere};
use incident_syntax::literal;
use incident_syntax::tree::{self, Scalar, ScalarKind};

use super::Typer;
use super::alike::Alike;
use super::meant::{
    all_between, between, each_of, meant, most_likely, nearest_zone, of_that_number, rewritten,
    truth,
};
use super::seen::{Again, Seen};
use crate::nearest::nearest;
use crate::typed_tree::Value;
use crate::{IssueKind, Meant};

impl Typer<'_> {
    pub(super) fn value(&mut self, key: &'static Key, value: &tree::Value) -> At<Value> {
        let node = match value {
            tree::Value::Missing(node) => *node,
            tree::Value::Scalar(scalar) => scalar.id,
            tree::Value::List(list) => list.id,
        };
        let typed = match (key.ty, value) {
            (_, tree::Value::Missing(_)) => Value::Malformed,
            (Type::List(item) | Type::OneOrMore(item), tree::Value::List(list)) => {
                self.list(key, *item, list)
            }
            (Type::OneOrMore(item), tree::Value::Scalar(scalar)) => {
                let only = self.scalar(*item, scalar, key.name);
                match only.value {
                    Value::Malformed => Value::Malformed,
                    _ => Value::List(vec![only]),
                }
            }
            (Type::List(_), tree::Value::Scalar(scalar)) => {
                if scalar.kind != ScalarKind::Malformed {
                    let instead = match self.fits(key.ty.item(), scalar) {
                        true => Some(format!("[{}]", scalar.text)),
                        false => all_between(key.ty, scalar.text.trim_matches('"'))
                            .or_else(|| each_of(key.ty, scalar)),
                    };
                    self.wrong_type(key.ty, scalar, key.name, instead);
                }
                Value::Malformed
            }
            (ty, tree::Value::Scalar(scalar)) => self.scalar(ty, scalar, key.name).value,
            (ty, tree::Value::List(list)) => {
                let instead = match list.items.as_slice() {
                    [tree::Value::Scalar(only)] if self.fits(ty, only) => {
                        Some(only.text.to_string())
                    }
                    _ => None,
                };
                self.report(
                    list.id,
                    IssueKind::WrongType {
                        subject: key.name.to_owned(),
                        expected: ty.noun(),
                        found: "a list".to_owned(),
                        meant: instead.into(),
                    },
                );
                Value::Malformed
            }
        };
        At::new(typed, self.origin(node))
    }

    /// Whether the scalar would be a value of this type.
    fn fits(&mut self, ty: Type, scalar: &Scalar) -> bool {
        let mark = self.issues.mark();
        let value = self.scalar(ty, scalar, "").value;
        self.issues.forget_since(mark);
        value != Value::Malformed
    }

    fn list(&mut self, key: &'static Key, item: Type, list: &tree::List) -> Value {
        if list.items.is_empty() {
            let issue = IssueKind::EmptyList { key: key.name, optional: !key.required };
            self.report(list.id, issue);
            return Value::Malformed;
        }
        let mut values: Vec<At<Value>> = Vec::with_capacity(list.items.len());
        let mut seen = Seen::of(list.items.len(), item);
        let mut alike = Alike::default();
        let mut again = Vec::new();
        let mut nested = false;
        for source in &list.items {
            let value = match source {
                tree::Value::Missing(node) => At::new(Value::Malformed, self.origin(*node)),
                tree::Value::Scalar(scalar) => {
                    let value =
                        alike.look_at(scalar, self, |typer| typer.item(item, scalar, key.name));
                    if let Some(first) = seen.first_like(&value, &values) {
                        again.push(Again { at: value.origin, first });
                        continue;
                    }
                    value
                }
                tree::Value::List(inner) => {
                    if !holds_something_reported(inner) && !std::mem::replace(&mut nested, true) {
                        self.report(
                            inner.id,
                            IssueKind::WrongType {
                                subject: key.name.to_owned(),
                                expected: key.ty.noun(),
                                found: "a list in a list".to_owned(),
                                meant: match list.items.as_slice() {
                                    [_] => values_in(inner).into(),
                                    // They may be meant as one of several.
                                    _ => values_in(inner).map_or(Meant::Unknown, Meant::Guess),
                                },
                            },
                        );
                    }
                    At::new(Value::Malformed, self.origin(inner.id))
                }
            };
            values.push(value);
        }
        alike.tell_once(list.id, self);
        self.items_twice(key.name, list, &again);
        Value::List(values)
    }

    /// A value in a list, where `mon-fri` can be meant as all from the one to the other.
    fn item(&mut self, ty: Type, scalar: &Scalar, subject: &str) -> At<Value> {
        match ty {
            Type::Choice(set) if scalar.kind == ScalarKind::Name => {
                let nearest = between(set, &scalar.text);
                let value = match nearest.is_some() && set.choice(&scalar.text).is_none() {
                    true => self.unknown_choice(ty, set, scalar, subject, nearest),
                    false => self.choice(ty, set, scalar, subject),
                };
                At::new(value, self.origin(scalar.id))
            }
            _ => self.scalar(ty, scalar, subject),
        }
    }

    pub(super) fn scalar(&mut self, ty: Type, scalar: &Scalar, subject: &str) -> At<Value> {
        let value = match scalar.kind {
            ScalarKind::Malformed => Value::Malformed,
            _ => self.well_formed(ty, scalar, subject),
        };
        At::new(value, self.origin(scalar.id))
    }

    fn well_formed(&mut self, ty: Type, scalar: &Scalar, subject: &str) -> Value {
        let text = scalar.text.as_str();
        match (ty, scalar.kind) {
            (Type::Boolean, ScalarKind::Name) if text == "true" => Value::Boolean(true),
            (Type::Boolean, ScalarKind::Name) if text == "false" => Value::Boolean(false),
            (Type::Boolean, ScalarKind::Name) => self.wrong_type(ty, scalar, subject, truth(text)),
            (Type::ChoiceOrDuration(_), ScalarKind::Number) => {
                self.number(Type::Duration, scalar, subject)
            }
            (_, ScalarKind::Number) if super::numbers::is_number_type(ty) => {
                self.number(ty, scalar, subject)
            }
            (Type::Text | Type::DeclaresNameOrText | Type::ChoiceOrText(_), ScalarKind::String) => {
                self.text(scalar, subject).map_or(Value::Malformed, Value::Text)
            }
            (Type::DeclaresNameOrText | Type::Declares | Type::Name(_), ScalarKind::Name) => {
                Value::Name(scalar.text.clone())
            }
            (Type::TextName(_), ScalarKind::String) => {
                self.text(scalar, subject).map_or(Value::Malformed, Value::Text)
            }
            (Type::UrlOrPath | Type::Url | Type::ScheduleSource, ScalarKind::String) => {
                self.address(ty, scalar, subject)
            }
            (Type::Declares | Type::DeclaresNameOrText | Type::Name(_), ScalarKind::Number)
                if literal::describe(text).is_none() && text.contains(char::is_alphabetic) =>
            {
                let reason = "a name does not begin with a digit".to_owned();
                self.malformed(scalar.id, scalar, subject, reason, None);
                Value::Malformed
            }
            (Type::TimeZone, ScalarKind::String) => self.time_zone(scalar, subject),
            (Type::TimeZone, ScalarKind::Name) => match rewritten(ty, scalar) {
                None => self.unknown_zone(scalar, text, None),
                instead => self.wrong_type(ty, scalar, subject, instead),
            },
            (Type::Email, ScalarKind::Email) => match literal::email::parse(text) {
                Ok(_) => Value::Email(scalar.text.clone()),
                Err(error) => {
                    self.malformed(scalar.id, scalar, subject, error.reason, None);
                    Value::Malformed
                }
            },
            (Type::Channel, ScalarKind::Name | ScalarKind::Channel) => {
                self.channel(scalar, subject)
            }
            (
                Type::Choice(set) | Type::ChoiceOrText(set) | Type::ChoiceOrDuration(set),
                ScalarKind::Name,
            ) => self.choice(ty, set, scalar, subject),
            _ => {
                let instead = rewritten(ty, scalar);
                self.wrong_type(ty, scalar, subject, instead)
            }
        }
    }

    pub(super) fn wrong_type(
        &mut self,
        ty: Type,
        scalar: &Scalar,
        subject: &str,
        instead: Option<String>,
    ) -> Value {
        let meant = match instead {
            _ if scalar.kind == ScalarKind::Name && means_nothing(&scalar.text) => Meant::Nothing,
            Some(channel) if is_guess(scalar, &channel) => Meant::Guess(channel),
            Some(instead) => Meant::Value(instead),
            None if is_variable(scalar) => Meant::Variable,
            None => most_likely(ty, scalar).map_or(Meant::Unknown, Meant::Likely),
        };
        let issue = IssueKind::WrongType {
            subject: subject.to_owned(),
            expected: ty.noun(),
            found: found(scalar),
            meant,
        };
        self.report(scalar.id, issue);
        Value::Malformed
    }

    /// The string's text; a bad escape has been reported as a syntax error.
    fn text(&mut self, scalar: &Scalar, subject: &str) -> Option<Text> {
        let text: Text = literal::string::parse(&scalar.text).ok()?.into();
        if text.trim().is_empty() {
            let reason = "it is empty".to_owned();
            self.malformed(scalar.id, scalar, subject, reason, None);
            return None;
        }
        if holds_placeholder(&text) {
            let subject = Some(subject.to_owned());
            self.report(scalar.id, IssueKind::Placeholder { begins: PLACEHOLDER, subject });
            return None;
        }
        let turning =
            |text: &Text| text.chars().find(|c| turns_text(*c) && scalar.text.contains(*c));
        if let Some(control) = if text.is_ascii() { None } else { turning(&text) } {
            let reason = format!(
                "it has the invisible character U+{:04X} in it, which turns around how text is shown",
                u32::from(control)
            );
            let escape = format!("\\u{{{:X}}}", u32::from(control));
            let instead = scalar.text.replace(control, &escape);
            self.malformed(scalar.id, scalar, subject, reason, Some(instead));
            return None;
        }
        Some(text)
    }

    fn address(&mut self, ty: Type, scalar: &Scalar, subject: &str) -> Value {
        let Some(text) = self.text(scalar, subject) else { return Value::Malformed };
        let mut instead = None;
        let problem = match ty {
            Type::Url if !text.starts_with("https://") && !text.starts_with("http://") => {
                instead = Some(format!("\"https://{text}\"")).filter(|_| is_without_scheme(&text));
                Some("a URL starts with `https://` or `http://`")
            }
            Type::ScheduleSource => {
                let schedule =
                    text.strip_prefix("pagerduty://").or_else(|| text.strip_prefix("opsgenie://"));
                match schedule {
                    None if is_plain_word(&text) => {
                        instead = Some(format!("\"pagerduty://{text}\""));
                        Some("a schedule source starts with `pagerduty://` or `opsgenie://`")
                    }
                    None => Some("a schedule source starts with `pagerduty://` or `opsgenie://`"),
                    Some("") => Some("the schedule's name is missing"),
                    Some(_) => None,
                }
            }
            _ if text.contains(char::is_whitespace) && text.contains("://") => {
                Some("a URL has no blanks")
            }
            _ => None,
        };
        match problem {
            None => Value::Text(text),
            Some(reason) => {
                self.malformed(scalar.id, scalar, subject, reason.to_owned(), instead);
                Value::Malformed
            }
        }
    }

    fn time_zone(&mut self, scalar: &Scalar, subject: &str) -> Value {
        let Some(zone) = self.text(scalar, subject) else { return Value::Malformed };
        match canonical_zone_name(&zone) {
            Some(name) => Value::Text(Text::from(name)),
            None => self.unknown_zone(scalar, &zone, nearest_zone(&zone)),
        }
    }

    fn unknown_zone(&mut self, scalar: &Scalar, zone: &str, nearest: Option<String>) -> Value {
        self.report(scalar.id, IssueKind::UnknownTimeZone { zone: zone.to_owned(), nearest });
        Value::Malformed
    }

    fn channel(&mut self, scalar: &Scalar, subject: &str) -> Value {
        let (kind, target) = match literal::channel::parse(&scalar.text) {
            Ok(parts) => parts,
            Err(error) => {
                self.malformed(scalar.id, scalar, subject, error.reason, error.instead);
                return Value::Malformed;
            }
        };
        match ChannelKind::from_name(kind) {
            Some(kind) => Value::Channel(Channel { kind, target: target.map(Text::from) }),
            None => {
                let kinds = || CHANNEL_KINDS.choices.iter().map(|one| one.name);
                let issue = IssueKind::UnknownChannel {
                    nearest: self.hint(|| {
                        let near = meant(kind, kinds());
                        let is_longer = near.as_ref().is_none_or(|near| kind.starts_with(near));
                        let parts = || in_parts(kind).filter(|_| is_longer && target.is_none());
                        parts().or(near)
                    }),
                    kind: kind.to_owned(),
                    choices: CHANNEL_KINDS.list(),
                };
                self.report(scalar.id, issue);
                Value::Malformed
            }
        }
    }

    fn choice(
        &mut self,
        ty: Type,
        set: &'static Enumeration,
        scalar: &Scalar,
        subject: &str,
    ) -> Value {
        if let Some(choice) = set.choice(&scalar.text) {
            return Value::Choice(choice.name);
        }
        let nearest = nearest(&scalar.text, set.choices.iter().map(|choice| choice.name))
            .or_else(|| of_that_number(set, &scalar.text))
            .or_else(|| choice_called_elsewhere(set, &scalar.text).map(str::to_owned));
        self.unknown_choice(ty, set, scalar, subject, nearest)
    }

    fn unknown_choice(
        &mut self,
        ty: Type,
        set: &'static Enumeration,
        scalar: &Scalar,
        subject: &str,
        nearest: Option<String>,
    ) -> Value {
        let issue = IssueKind::UnknownChoice {
            set: set.name,
            subject: subject.to_owned(),
            word: scalar.text.to_string(),
            nearest,
            choices: match ty {
                Type::Choice(set) => set.list(),
                or_something_else => or_something_else.noun(),
            },
        };
        self.report(scalar.id, issue);
        Value::Malformed
    }

    pub(super) fn malformed(
        &mut self,
        node: NodeId,
        scalar: &Scalar,
        subject: &str,
        reason: String,
        instead: Option<String>,
    ) {
        let issue = IssueKind::MalformedLiteral {
            text: scalar.text.to_string(),
            subject: subject.to_owned(),
            reason,
            instead,
        };
        self.report(node, issue);
    }
}

/// `phoneeng-manager`: a channel of which nothing parts the kind from its target.
fn in_parts(word: &str) -> Option<String> {
    const SHORTEST: usize = 3;
    CHANNEL_KINDS.choices.iter().find_map(|kind| {
        let target = word.strip_prefix(kind.name)?;
        let begins = target.starts_with(|first: char| first.is_ascii_alphabetic());
        let mark = if kind.name == "slack" { ":#" } else { ":" };
        (begins && target.len() >= SHORTEST).then(|| format!("{}{mark}{target}", kind.name))
    })
}

/// `team-backend`
fn is_plain_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// `status.company.com/health`: a host, and perhaps a path.
fn is_without_scheme(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    !host.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
}

/// How placeholders begin in what is generated: from a text one would be filled in as well.
const PLACEHOLDER: &str = "{{resolve:";

/// Whether one stands in a text; hardly any text has a brace in it, which is found out sooner.
fn holds_placeholder(text: &str) -> bool {
    text.contains('{') && text.contains(PLACEHOLDER)
}

/// What cannot be carried into documents as it is.
pub(super) fn wrong_in_docs(docs: &str) -> Option<IssueKind> {
    holds_placeholder(docs).then_some(IssueKind::Placeholder { begins: PLACEHOLDER, subject: None })
}

/// `"#incidents"` as `slack:#incidents`: others have channels of that name as well.
fn is_guess(scalar: &Scalar, instead: &str) -> bool {
    const KIND: &str = "slack:";
    scalar.text.contains('#') && !scalar.text.contains(KIND) && instead.contains(KIND)
}

/// `"${var.period}"`, `"{{ period }}"`
fn is_variable(scalar: &Scalar) -> bool {
    scalar.kind == ScalarKind::String && ["${", "{{"].iter().any(|open| scalar.text.contains(open))
}

fn values_in(list: &tree::List) -> Option<String> {
    let words = list.items.iter().map(|item| match item {
        tree::Value::Scalar(scalar) => Some(scalar.text.as_str()),
        _ => None,
    });
    let words: Vec<&str> = words.collect::<Option<_>>()?;
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether the syntax of a list, or of one in it, has been reported.
fn holds_something_reported(list: &tree::List) -> bool {
    list.items.iter().any(|item| match item {
        tree::Value::Missing(_) => true,
        tree::Value::Scalar(scalar) => scalar.kind == ScalarKind::Malformed,
        tree::Value::List(inner) => holds_something_reported(inner),
    })
}

/// What stands there, for a message.
pub(super) fn found(scalar: &Scalar) -> String {
    match scalar.kind {
        ScalarKind::Name if matches!(scalar.text.as_str(), "true" | "false") => {
            format!("`{}`", scalar.text)
        }
        ScalarKind::Name => format!("the name `{}`", scalar.text),
        ScalarKind::Number => literal::describe(&scalar.text).map_or_else(
            || format!("`{}`", scalar.text),
            |sort| format!("{sort} (`{}`)", scalar.text),
        ),
        kind => noun(kind).to_owned(),
    }
}

/// What a sort of value is called.
pub(super) fn noun(sort: ScalarKind) -> &'static str {
    match sort {
        ScalarKind::Name => "a name",
        ScalarKind::String => "a string",
        ScalarKind::Number => "a number",
        ScalarKind::Email => "an e-mail address",
        ScalarKind::Channel => "a channel",
        ScalarKind::Malformed => "something else",
    }
}

/// Whether a word is what other languages have where there is nothing.
fn means_nothing(word: &str) -> bool {
    ["none", "null", "nil", "nobody", "nothing", "undefined", "empty", "never", "unlimited"]
        .iter()
        .any(|one| one.eq_ignore_ascii_case(word))
}
