use incident_ir::{Service, Severity};

use crate::{
    guide::{self, PathTier},
    markdown::{prose, row, text},
    phrase::plain,
    words,
};

const HEADER: &str = "| Tier | Role | Timeout | Channel |\n|------|------|---------|---------|";

/// Who is told and how long each has, where a policy serves the severity.
pub(super) fn blocks(service: &Service, severity: &Severity) -> Vec<String> {
    let Some(path) = guide::path(service, severity) else { return Vec::new() };
    let title = "### Escalation Path";
    let docs: Vec<String> = path.policy.docs.iter().flat_map(|docs| prose(docs)).collect();
    let table = table(&path.tiers);
    let mut blocks = match docs.is_empty() {
        true => vec![format!("{title}\n{table}")],
        false => {
            let title = std::iter::once(title.to_owned());
            title.chain(docs).chain([table]).collect()
        }
    };
    blocks.extend(tier_docs(&path.tiers));
    blocks
}

/// What is documented of tiers, below their table.
fn tier_docs(tiers: &[PathTier<'_>]) -> Option<String> {
    let documented = tiers
        .iter()
        .filter_map(|tier| Some(format!("- Tier {}: {}", tier.number, text(tier.docs?))));
    let lines: Vec<String> = documented.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn table(tiers: &[PathTier<'_>]) -> String {
    tiers.iter().fold(HEADER.to_owned(), |table, tier| {
        let channels: Vec<String> = tier.channels.iter().map(|channel| plain(channel)).collect();
        let channels = if channels.is_empty() { "None".to_owned() } else { channels.join(" + ") };
        let timeout = words::in_short(tier.timeout);
        let cells = [tier.number.to_string(), tier.role.clone(), timeout, channels];
        format!("{table}\n{}", row(cells.iter().map(String::as_str)))
    })
}
