use incident_base::Origin;

use crate::{At, Duration, Setting, Text};

/// `post_mortem_template`: what a post-mortem must contain and by when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PostMortemTemplate {
    /// The header.
    pub origin: Origin,
    /// Titles of the sections in order. Empty only when that has been reported.
    pub required_sections: Vec<At<Text>>,
    /// Time from the resolution.
    pub due_within: Setting<Due>,
    /// Whether there must be action items.
    pub requires_action_items: Setting<bool>,
    /// How many action items there must be.
    pub min_action_items: Setting<u32>,
    /// Whether each action item must have an owner.
    pub action_items_require_owners: Setting<bool>,
    /// Whether each action item must have a deadline.
    pub action_items_require_deadlines: Setting<bool>,
    /// Roles that review it.
    pub reviewers: Vec<At<Text>>,
}

/// A deadline after the resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// Monday to Friday, less the workspace's holidays; at least one.
    BusinessDays(u32),
    /// A plain length of time.
    Within(Duration),
}
