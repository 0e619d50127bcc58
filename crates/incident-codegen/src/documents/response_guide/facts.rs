use incident_ir::{Service, Severity};

use crate::{
    guide::{self, Value},
    markdown::phrase,
    phrase::Phrase,
};

/// Columns that a line of channels stays below.
const COLUMNS: usize = 80;

/// What is known about a severity, a line each.
pub(crate) fn block(service: &Service, severity: &Severity) -> String {
    let facts: Vec<String> = guide::facts(service, severity)
        .iter()
        .map(|fact| match &fact.value {
            Value::Said(words) => line(fact.name, words),
            Value::Channels(all) => channels(&line(fact.name, ""), all),
        })
        .collect();
    facts.join("\n")
}

fn line(name: &str, value: &str) -> String {
    format!("- **{name}:** {value}")
}

/// The channels, continued on lines of their own where they would not fit; no channel is divided.
fn channels(start: &str, channels: &[Phrase]) -> String {
    let mut lines = start.to_owned();
    let Some((last, rest)) = channels.split_last() else {
        return lines + "None";
    };
    let rest = rest.iter().map(|channel| phrase(channel) + ",");
    let mut column = lines.chars().count();
    let mut separator = "";
    for channel in rest.chain([phrase(last)]) {
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
