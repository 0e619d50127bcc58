use incident_ir::PostMortemTemplate;

use crate::guide;

/// A table with as many rows as there must be action items, and below it what is required of them, where
/// anything is.
pub(super) fn body(template: &PostMortemTemplate) -> Vec<String> {
    let header = "| # | Action | Owner | Deadline | Priority | Status |\n\
                  |---|--------|-------|----------|----------|--------|";
    let table = (1..=template.min_action_items.value).fold(header.to_owned(), |table, number| {
        format!("{table}\n| {number} | [Action description] | [Name] | [Date] | [P1-P4] | Open |")
    });
    let rules = guide::action_item_rules(template);
    let required: Vec<String> = rules.iter().map(|rule| format!("**{rule}**")).collect();
    if required.is_empty() { vec![table] } else { vec![table, required.join("\n")] }
}
