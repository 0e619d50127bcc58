use incident_ir::PostMortemTemplate;

use super::action_items;
use crate::markdown::{one_line, text};

/// The sections that the article has texts for, in its order.
pub const SECTIONS: [&str; 8] = [
    "Summary",
    "Impact",
    "Timeline",
    "Root Cause",
    "Contributing Factors",
    "Resolution",
    "Action Items",
    "Lessons Learned",
];

/// What stands below a section's heading: the article's text for its eight sections, whatever the case
/// of their letters, else what to describe.
pub(super) fn body(template: &PostMortemTemplate, section: &str) -> Vec<String> {
    let section = one_line(section);
    let fixed = match section.to_lowercase().as_str() {
        "summary" => SUMMARY,
        "impact" => IMPACT,
        "timeline" => TIMELINE,
        "root cause" => ROOT_CAUSE,
        "contributing factors" => CONTRIBUTING_FACTORS,
        "resolution" => RESOLUTION,
        "lessons learned" => LESSONS_LEARNED,
        "action items" => return action_items::body(template),
        _ => return vec![format!("[{}]", text(&format!("Describe: {section}.")))],
    };
    vec![fixed.to_owned()]
}

const SUMMARY: &str = "[One paragraph describing what happened, the impact, and the resolution.]";

const IMPACT: &str = "\
- **Users affected:** [Number or percentage]
- **Revenue impact:** [Estimated if applicable]
- **Duration of user-facing impact:** [Time]
- **Services affected:** [List]";

const TIMELINE: &str = "\
| Time (UTC) | Event |
|------------|-------|
| HH:MM | Alert fired: [alert name] |
| HH:MM | On-call acknowledged |
| HH:MM | [Key event] |
| HH:MM | Resolution applied |
| HH:MM | Monitoring confirmed recovery |";

const ROOT_CAUSE: &str = "[Detailed technical explanation of what caused the incident.]";

const CONTRIBUTING_FACTORS: &str = "\
- [Factor 1: e.g., missing monitoring for X]
- [Factor 2: e.g., outdated runbook for Y]
- [Factor 3: e.g., lack of chaos testing for Z]";

const RESOLUTION: &str = "\
[What was done to resolve the incident. Include commands, config changes,
rollbacks, or hotfixes applied.]";

const LESSONS_LEARNED: &str = "\
- **What went well:** [e.g., alert fired quickly, team responded within SLA]
- **What went poorly:** [e.g., runbook was outdated, escalation path unclear]
- **Where we got lucky:** [e.g., happened during business hours, not peak traffic]";
