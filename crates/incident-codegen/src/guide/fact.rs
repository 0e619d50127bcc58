use incident_ir::{Duration, Service, Severity};

use super::is_urgent;
use crate::{phrase::Phrase, words};

/// Something that is known about a severity.
pub(crate) struct Fact {
    /// What it is.
    pub(crate) name: &'static str,
    /// What is known.
    pub(crate) value: Value,
}

/// What is known.
pub(crate) enum Value {
    /// Words of the guide's own.
    Said(String),
    /// Channels, in order; perhaps none.
    Channels(Vec<Phrase>),
}

/// What is known about a severity, in the order in which it is told.
pub(crate) fn facts(service: &Service, severity: &Severity) -> Vec<Fact> {
    let channels = severity.notify_channels.iter();
    let channels = channels.map(|channel| words::channel(service, channel)).collect();
    let commander = &severity.requires_incident_commander;
    let is_told = is_urgent(severity) || commander.written.is_some();
    let commander =
        is_told.then(|| said("Incident commander required", yes_or_no(commander.value)));
    let mut facts = vec![
        said("Response time target", in_full(severity.response_time.value(), "None")),
        Fact { name: "Notification channels", value: Value::Channels(channels) },
    ];
    facts.extend(commander);
    facts.extend([
        said("Status page update required", yes_or_no(severity.requires_status_page_update.value)),
        said("Resolution target", in_full(severity.resolution_target.value(), "No target")),
        said("Post-mortem required", post_mortem(service, severity)),
    ]);
    facts
}

fn said(name: &'static str, words: String) -> Fact {
    Fact { name, value: Value::Said(words) }
}

fn in_full(duration: Option<&Duration>, without: &str) -> String {
    duration.map_or_else(|| without.to_owned(), |duration| words::in_full(*duration))
}

fn yes_or_no(yes: bool) -> String {
    if yes { "Yes".to_owned() } else { "No".to_owned() }
}

fn post_mortem(service: &Service, severity: &Severity) -> String {
    match &service.post_mortem {
        _ if !severity.requires_post_mortem.value => "No".to_owned(),
        Some(template) => format!("Yes (due within {})", words::due(template.due_within.value)),
        None => "Yes".to_owned(),
    }
}
