use incident_ir::PostMortemTemplate;

/// What is required of action items, a sentence each; perhaps nothing.
pub(crate) fn action_item_rules(template: &PostMortemTemplate) -> Vec<String> {
    minimum(template).into_iter().chain(all_must_have(template)).collect()
}

fn minimum(template: &PostMortemTemplate) -> Option<String> {
    let least = template.min_action_items.value;
    template.requires_action_items.value.then(|| format!("Minimum action items required: {least}"))
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
    Some(format!("All action items must have {what}."))
}
