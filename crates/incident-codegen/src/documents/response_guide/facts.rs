use incident_ir::{Service, Severity};

use super::is_urgent;
use crate::{markdown::text, words};

/// Columns that a line of channels stays below.
const COLUMNS: usize = 80;

/// What is known about a severity, a line each.
pub(super) fn block(service: &Service, severity: &Severity) -> String {
    let mut facts = vec![
        fact("Response time target", &in_full(severity.response_time.value(), "None")),
        channels(service, severity),
    ];
    let commander = &severity.requires_incident_commander;
    if is_urgent(severity) || commander.written.is_some() {
        facts.push(fact("Incident commander required", yes_or_no(commander.value)));
    }
    facts.extend([
        fact("Status page update required", yes_or_no(severity.requires_status_page_update.value)),
        fact("Resolution target", &in_full(severity.resolution_target.value(), "No target")),
        fact("Post-mortem required", &post_mortem(service, severity)),
    ]);
    facts.join("\n")
}

fn fact(name: &str, value: &str) -> String {
    format!("- **{name}:** {value}")
}

fn in_full(duration: Option<&incident_ir::Duration>, without: &str) -> String {
    duration.map_or_else(|| without.to_owned(), |duration| words::in_full(*duration))
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

fn post_mortem(service: &Service, severity: &Severity) -> String {
    match &service.post_mortem {
        _ if !severity.requires_post_mortem.value => "No".to_owned(),
        Some(template) => format!("Yes (due within {})", words::due(template.due_within.value)),
        None => "Yes".to_owned(),
    }
}

/// The channels, continued on lines of their own where they would not fit; no channel is divided.
fn channels(service: &Service, severity: &Severity) -> String {
    let mut lines = fact("Notification channels", "");
    let Some((last, rest)) = severity.notify_channels.split_last() else {
        return lines + "None";
    };
    let rest = rest.iter().map(|channel| text(&words::channel(service, channel)) + ",");
    let last = text(&words::channel(service, last));
    let mut column = lines.chars().count();
    let mut separator = "";
    for channel in rest.chain([last]) {
        let width = channel.chars().count();
        if !separator.is_empty() && column + separator.len() + width >= COLUMNS {
            lines.push_str("\n  ");
            column = 2;
        } else {
            lines.push_str(separator);
            column += separator.len();
        }
        lines.push_str(&channel);
        column += width;
        separator = " ";
    }
    lines
}
