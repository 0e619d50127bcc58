//! What `incident.toml` may say: the one list of its keys, for the reader and for whoever explains or completes them.

use incident_base::Level;
use incident_ir::{TARGETS, Targets};
use incident_schema::{Choice, vocabulary::SEVERITY_LEVELS};

/// A key of `incident.toml`.
#[derive(Debug)]
pub struct ConfigKey {
    /// Its name; empty where any code of a diagnostic is one.
    pub name: &'static str,
    /// What it takes, as a phrase.
    pub takes: &'static str,
    /// What holds without it, as it would be written.
    pub default: Option<&'static str>,
    /// A value.
    pub example: &'static str,
    /// What it says, in sentences.
    pub doc: &'static str,
    /// What can be listed of what it takes.
    pub values: ConfigValues,
}

/// What can be listed of what a key takes.
#[derive(Debug)]
pub enum ConfigValues {
    /// Nothing.
    Any,
    /// One of these words, in quotes.
    Word(fn() -> Vec<Choice>),
    /// A list of such.
    Words(fn() -> Vec<Choice>),
    /// One of these numbers.
    Number(fn() -> Vec<Choice>),
    /// A table of these keys.
    Table(&'static [&'static ConfigKey]),
}

/// The keys of the file.
pub static KEYS: [&ConfigKey; 7] =
    [&OUT, &EXCLUDE, &HOLIDAYS, &TARGET_NAMES, &ALERT_SEVERITIES, &CACHET, &LEVELS];

pub(super) static OUT: ConfigKey = ConfigKey {
    name: "out",
    takes: "a folder in quotes",
    default: Some("\"out\""),
    example: "\"out\"",
    doc: "Where `incident compile` writes, from the folder of this file.",
    values: ConfigValues::Any,
};

pub(super) static EXCLUDE: ConfigKey = ConfigKey {
    name: "exclude",
    takes: "a list of patterns in quotes such as [\"drafts/\", \"*.old.incident\"]",
    default: Some("[]"),
    example: "[\"drafts/\"]",
    doc: "What is no part of the workspace, as a `.gitignore` beside this file would say it.",
    values: ConfigValues::Any,
};

pub(super) static HOLIDAYS: ConfigKey = ConfigKey {
    name: "holidays",
    takes: "a list of dates such as [2026-12-25]",
    default: Some("[]"),
    example: "[2026-12-25]",
    doc: "Days besides Saturdays and Sundays that are no business days: `3bd` counts around them.",
    values: ConfigValues::Any,
};

pub(super) static TARGET_NAMES: ConfigKey = ConfigKey {
    name: "targets",
    takes: "a list of targets in quotes such as [\"default\", \"terraform\"]",
    default: Some("[\"default\"]"),
    example: "[\"default\", \"terraform\"]",
    doc: "What `incident compile` writes. `default` is everything that needs no request.",
    values: ConfigValues::Words(|| {
        Targets::words().map(|name| Choice { name, doc: of_target(name) }).collect()
    }),
};

fn of_target(name: &str) -> &'static str {
    match TARGETS.iter().find(|target| target.name == name) {
        None => "Everything that needs no request.",
        Some(target) if target.on_request => "Written only where it is named.",
        Some(_) => "One of those that `default` stands for.",
    }
}

pub(super) static ALERT_SEVERITIES: ConfigKey = ConfigKey {
    name: "alert_severities",
    takes: "a table such as { critical = \"P1\" }",
    default: None,
    example: "{ critical = \"P1\" }",
    doc: "Which incidents alerts raise, by their severities.",
    values: ConfigValues::Table(&[&CRITICAL, &ERROR, &WARNING, &INFO]),
};

const fn alert(name: &'static str, default: &'static str) -> ConfigKey {
    ConfigKey {
        name,
        takes: "a severity in quotes: \"P1\", \"P2\", \"P3\" or \"P4\"",
        default: Some(default),
        example: default,
        doc: "The severity of the incident that an alert of this severity raises, unless its `escalates` says another.",
        values: ConfigValues::Word(|| SEVERITY_LEVELS.choices.to_vec()),
    }
}

static CRITICAL: ConfigKey = alert("critical", "\"P1\"");
static ERROR: ConfigKey = alert("error", "\"P2\"");
static WARNING: ConfigKey = alert("warning", "\"P3\"");
static INFO: ConfigKey = alert("info", "\"P4\"");

pub(super) static CACHET: ConfigKey = ConfigKey {
    name: "cachet",
    takes: "a table such as { version = 2 }",
    default: None,
    example: "{ version = 2 }",
    doc: "What is to be known of status pages with `provider = cachet`.",
    values: ConfigValues::Table(&[&CACHET_VERSION]),
};

pub(super) static CACHET_VERSION: ConfigKey = ConfigKey {
    name: "version",
    takes: "2 or 3",
    default: Some("3"),
    example: "2",
    doc: "The version of Cachet. The two share neither paths nor fields.",
    values: ConfigValues::Number(|| {
        vec![
            Choice { name: "3", doc: "Cachet 3." },
            Choice { name: "2", doc: "Cachet 2.4, of 2023, and before." },
        ]
    }),
};

pub(super) static LEVELS: ConfigKey = ConfigKey {
    name: "levels",
    takes: "a table such as { INC138 = \"error\" }",
    default: None,
    example: "{ INC138 = \"error\" }",
    doc: "How much findings weigh here, by their codes. Errors stay errors.",
    values: ConfigValues::Table(&[&LEVEL]),
};

/// The level of a code.
pub(super) static LEVEL: ConfigKey = ConfigKey {
    name: "",
    takes: "a level in quotes: \"error\", \"warning\", \"note\" or \"off\"",
    default: None,
    example: "\"note\"",
    doc: "How much this finding weighs in this workspace.",
    values: ConfigValues::Word(|| {
        let levels = [
            (Level::Error.as_str(), "It stops `incident compile`."),
            (Level::Warning.as_str(), "It is told, and stops nothing."),
            (
                Level::Note.as_str(),
                "It is told where notes are asked for; in the editor it is a hint.",
            ),
            (OFF, "It is not told."),
        ];
        levels.map(|(name, doc)| Choice { name, doc }).to_vec()
    }),
};

/// The level of findings that are not shown.
pub(super) const OFF: &str = "off";

impl ConfigKey {
    /// The keys of the table that it takes.
    pub fn keys(&self) -> &'static [&'static Self] {
        match self.values {
            ConfigValues::Table(keys) => keys,
            _ => &[],
        }
    }

    /// The key at a path through tables, from the file's own; a code is any word where codes are keys.
    pub fn at(path: &[String]) -> Option<&'static Self> {
        let (last, around) = path.split_last()?;
        let keys = match around {
            [] => &KEYS,
            around => Self::at(around)?.keys(),
        };
        keys.iter().copied().find(|key| key.name.is_empty() || key.name == last)
    }
}
