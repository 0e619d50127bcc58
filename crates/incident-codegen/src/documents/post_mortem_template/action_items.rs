use incident_ir::PostMortemTemplate;

/// A table with as many rows as there must be action items, and below it what is required of them, where
/// anything is.
pub(super) fn body(template: &PostMortemTemplate) -> Vec<String> {
    let header = "| # | Action | Owner | Deadline | Priority | Status |\n\
                  |---|--------|-------|----------|----------|--------|";
    let table = (1..=template.min_action_items.value).fold(header.to_owned(), |table, number| {
        format!("{table}\n| {number} | [Action description] | [Name] | [Date] | [P1-P4] | Open |")
    });
    let required: Vec<String> =
        minimum(template).into_iter().chain(all_must_have(template)).collect();
    if required.is_empty() { vec![table] } else { vec![table, required.join("\n")] }
}

fn minimum(template: &PostMortemTemplate) -> Option<String> {
    template
        .requires_action_items
        .value
        .then(|| format!("**Minimum action items required: {}**", template.min_action_items.value))
}

fn all_must_have(template: &PostMortemTemplate) -> Option<String> {
    let owners = template.action_items_require_owners.value;
    let deadlines = template.action_items_require_deadlines.value;
    let what = match (owners, deadlines) {
        (true, true) => "an owner and deadline",
        (true, false) => "an owner",
        (false, true) => "a deadline",
        (false, false) => return None,
    };
    Some(format!("**All action items must have {what}.**"))
}
