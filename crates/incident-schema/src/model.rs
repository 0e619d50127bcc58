//! The shape of the table's rows.

use crate::Kind;

/// A kind of block.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The word it starts with.
    pub name: &'static str,
    /// Where it may stand.
    pub stands: &'static [Place],
    /// What stands between the word and the brace, in order.
    pub labels: &'static [Label],
    /// The keys it takes.
    pub keys: &'static [Key],
    /// Blocks of which it needs at least one.
    pub needs: &'static [Kind],
    /// When two of its kind in the same place are one too many.
    pub unique: Unique,
    /// What it declares, in one or two sentences.
    pub doc: &'static str,
    /// A complete example.
    pub example: &'static str,
    /// The version of the language that introduced it.
    pub since: &'static str,
}

/// Where a block may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the top level of a file.
    TopLevel,
    /// In a block of this kind.
    In(Kind),
}

/// When two blocks of a kind in the same place are one too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unique {
    /// Always: there is at most one.
    One,
    /// When their first labels are equal, case ignored (they become file and object names).
    ByName,
    /// When their first labels are equal, to the letter.
    ByText,
    /// Never.
    Many,
}

/// A label of a block.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// What it is called in messages: "name", "level".
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it says.
    pub doc: &'static str,
}

/// A key of a block.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The word before `=`.
    pub name: &'static str,
    /// The type of its value.
    pub ty: Type,
    /// Whether it must be written.
    pub required: bool,
    /// The value in force when it is not written, as it would be written.
    pub default: Option<&'static str>,
    /// What it says; units and ranges included.
    pub doc: &'static str,
    /// A value, as it would be written.
    pub example: &'static str,
    /// The version of the language that introduced it.
    pub since: &'static str,
}

/// Types of labels and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number in this range, both ends included.
    Integer {
        /// The least.
        min: u64,
        /// The greatest.
        max: u64,
    },
    /// `5%`, `0.5%`; 0 to 100.
    Percent,
    /// `30s`, `1h30m`, `7d`; more than zero.
    Duration,
    /// `3bd` or a duration.
    Due,
    /// `09:00-18:00`; may cross midnight.
    Hours,
    /// `2026-12-20`.
    Date,
    /// `2026-12-20` or `2026-12-20T09:00`.
    DateOrInstant,
    /// `2026-12-21..2026-12-24`.
    Span,
    /// `"text"`.
    Text,
    /// `"https://…"` or `"docs/runbook.md"`.
    UrlOrPath,
    /// `"https://…"`.
    Url,
    /// `"America/New_York"`, an IANA name.
    TimeZone,
    /// `"pagerduty://schedule"`.
    ScheduleSource,
    /// `alice@company.com`.
    Email,
    /// `pagerduty`, `slack:#incidents`.
    Channel,
    /// One of some words.
    Choice(&'static Enumeration),
    /// One of some words, or a string.
    ChoiceOrText(&'static Enumeration),
    /// One of some words, or a duration.
    ChoiceOrDuration(&'static Enumeration),
    /// A name that the block declares.
    Declares,
    /// A name or a string that the block declares.
    DeclaresNameOrText,
    /// The name of something declared elsewhere.
    Name(Reference),
    /// A string that names something declared elsewhere.
    TextName(Reference),
    /// `[a, b]`: in order, not empty, none twice.
    List(&'static Type),
    /// `a` or `[a, b]`.
    OneOrMore(&'static Type),
}

/// What a name may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// An `on_call_rotation`, of the service or shared.
    Rotation,
    /// A `profile`.
    Profile,
    /// A `role` of the service, a team or the workspace.
    Role,
    /// An `escalation_policy` of the service.
    Policy,
    /// A `health_check` of the service.
    HealthCheck,
    /// A `rollback_plan` of the service.
    RollbackPlan,
    /// A `component` of the service's status pages.
    Component,
}

impl Reference {
    /// What it is called in messages.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Rotation => "rotation",
            Self::Profile => "profile",
            Self::Role => "role",
            Self::Policy => "escalation policy",
            Self::HealthCheck => "health check",
            Self::RollbackPlan => "rollback plan",
            Self::Component => "component",
        }
    }

    /// The kind of block that declares it.
    pub fn kind(self) -> Kind {
        match self {
            Self::Rotation => Kind::OnCallRotation,
            Self::Profile => Kind::Profile,
            Self::Role => Kind::Role,
            Self::Policy => Kind::EscalationPolicy,
            Self::HealthCheck => Kind::HealthCheck,
            Self::RollbackPlan => Kind::RollbackPlan,
            Self::Component => Kind::Component,
        }
    }
}

/// A set of words.
#[derive(Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// What a member is called in messages: "fallback", "severity level".
    pub name: &'static str,
    /// The words.
    pub choices: &'static [Choice],
}

/// A word of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
}

/// Numbers from here on are no limit that anybody meets.
const NO_LIMIT: u64 = u32::MAX as u64;

/// "an action", "a severity level".
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

impl Type {
    /// The type of one value: of a list, that of its items.
    pub fn item(self) -> Self {
        match self {
            Self::List(item) | Self::OneOrMore(item) => item.item(),
            one => one,
        }
    }

    /// The words of which a value may be one; for a list, its values.
    pub fn set(self) -> Option<&'static Enumeration> {
        match self.item() {
            Self::Choice(set) | Self::ChoiceOrText(set) | Self::ChoiceOrDuration(set) => Some(set),
            _ => None,
        }
    }

    /// What a value of this type is called in messages, with an example of how it is written.
    pub fn noun(self) -> String {
        match self {
            Self::Boolean => "`true` or `false`".into(),
            Self::Integer { min: 0, max } if max >= NO_LIMIT => "a whole number".into(),
            Self::Integer { min, max } if max >= NO_LIMIT => {
                format!("a whole number of at least {min}")
            }
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Percent => "a percentage such as `5%`".into(),
            Self::Duration => "a duration such as `15m`".into(),
            Self::Due => "business days such as `3bd` or a duration such as `7d`".into(),
            Self::Hours => "hours such as `09:00-18:00`".into(),
            Self::Date => "a date such as `2026-12-20`".into(),
            Self::DateOrInstant => "a date such as `2026-12-20` or `2026-12-20T09:00`".into(),
            Self::Span => "a span such as `2026-12-21..2026-12-24`".into(),
            Self::Text => "a string such as `\"text\"`".into(),
            Self::UrlOrPath => "a URL or a path in quotes".into(),
            Self::Url => "a URL in quotes".into(),
            Self::TimeZone => "a time zone in quotes such as `\"America/New_York\"`".into(),
            Self::ScheduleSource => "a schedule such as `\"pagerduty://team-backend\"`".into(),
            Self::Email => "an e-mail address such as `alice@company.com`".into(),
            Self::Channel => "a channel such as `pagerduty` or `slack:#incidents`".into(),
            Self::Choice(set) => format!("{} ({})", with_article(set.name), set.list()),
            Self::ChoiceOrText(set) => format!("{} or a string", set.list()),
            Self::ChoiceOrDuration(set) => format!("{} or a duration such as `5m`", set.list()),
            Self::Declares => "a name such as `payments-backend`".into(),
            Self::DeclaresNameOrText => "a name or a string".into(),
            Self::Name(reference) => format!("the name of {}", with_article(reference.noun())),
            Self::TextName(reference) => {
                format!("the name of {} in quotes", with_article(reference.noun()))
            }
            Self::List(Self::Email) => {
                "a list of e-mail addresses such as `[alice@company.com]`".into()
            }
            Self::List(Self::Channel) => {
                "a list of channels such as `[page, slack:#incidents]`".into()
            }
            Self::List(Self::Text) => {
                "a list of strings such as `[\"Summary\", \"Timeline\"]`".into()
            }
            Self::List(Self::Percent) => "a list of percentages such as `[5%, 25%]`".into(),
            Self::List(Self::Span) => "a list of spans such as `[2026-12-21..2026-12-24]`".into(),
            Self::List(Self::Choice(set)) => {
                let words: Vec<&str> = set.choices.iter().take(2).map(|one| one.name).collect();
                format!("a list of {}s such as `[{}]`", set.name, words.join(", "))
            }
            Self::List(Self::Name(reference)) => {
                format!("a list of {} names in `[` and `]`", reference.noun())
            }
            Self::List(Self::TextName(reference)) => {
                format!("a list of {} names, each in quotes, in `[` and `]`", reference.noun())
            }
            Self::List(item) => format!("a list, in `[` and `]`, each {}", item.noun()),
            Self::OneOrMore(item) => format!("{}, or a list of them", item.noun()),
        }
    }
}

impl Enumeration {
    /// The words for a message: "`a`, `b` or `c`".
    pub fn list(&self) -> String {
        let words: Vec<String> =
            self.choices.iter().map(|choice| format!("`{}`", choice.name)).collect();
        match words.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [all @ .., last] => format!("{} or {last}", all.join(", ")),
        }
    }

    /// The member with this name.
    pub fn choice(&self, name: &str) -> Option<&'static Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }
}

impl Block {
    /// The key with this name, standing directly in this kind.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}
