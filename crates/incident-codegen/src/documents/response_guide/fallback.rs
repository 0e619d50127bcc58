use incident_ir::Service;

use crate::{
    guide,
    markdown::{phrase, text},
};

/// What happens when a whole escalation path went unanswered: a sentence for every policy.
pub(super) fn blocks(service: &Service) -> Vec<String> {
    let items: Vec<String> = guide::fallbacks(service)
        .iter()
        .map(|of| {
            let name = text(&of.policy.name);
            format!("- **{name}** ({}): {}", of.severities, phrase(&of.sentence))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec!["## If Nobody Acknowledges".to_owned(), guide::not_by_itself(service), items.join("\n")]
}
