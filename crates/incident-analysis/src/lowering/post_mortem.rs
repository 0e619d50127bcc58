//! `post_mortem_template`.

use incident_ir::{Due, PostMortemTemplate};

use super::Lowering;
use super::read;
use super::roles::Roles;
use crate::typed_tree::{Block, Value};

impl Lowering<'_> {
    pub(super) fn post_mortem(
        &mut self,
        block: &Block,
        roles: &mut Roles,
    ) -> Option<PostMortemTemplate> {
        let reviewers = read::list(block, "reviewers", read::text);
        for reviewer in &reviewers {
            self.role(roles, reviewer, reviewer.origin);
        }
        let flag = |key| read::setting(block, key, read::boolean);
        Some(PostMortemTemplate {
            origin: block.header,
            required_sections: read::list(block, "required_sections", read::text),
            due_within: read::setting(block, "due_within", |value| match value {
                Value::BusinessDays(days) => Some(Due::BusinessDays(*days)),
                Value::Duration(duration) => Some(Due::Within(*duration)),
                _ => None,
            })?,
            requires_action_items: flag("requires_action_items")?,
            min_action_items: read::setting(block, "min_action_items", read::number)?,
            action_items_require_owners: flag("action_items_require_owners")?,
            action_items_require_deadlines: flag("action_items_require_deadlines")?,
            reviewers,
        })
    }
}
