//! Post-mortems.

use super::{defaulted, optional, required};
use crate::{Block, Kind, Place, Reference, Type, Unique};

pub(super) static POST_MORTEM_TEMPLATE: Block = Block {
    name: "post_mortem_template",
    stands: &[Place::In(Kind::Service)],
    labels: &[],
    keys: &[
        required(
            "required_sections",
            Type::List(&Type::Text),
            "[\"Summary\", \"Timeline\", \"Root Cause\", \"Action Items\"]",
            "Titles of the sections, in order, each once; the case of their letters makes no other section.",
        ),
        defaulted(
            "due_within",
            Type::Due,
            "3bd",
            "5bd",
            "How long after the resolution the post-mortem is due.",
        ),
        defaulted(
            "requires_action_items",
            Type::Boolean,
            "true",
            "false",
            "Whether there must be action items. A post-mortem without action items is just a story.",
        ),
        defaulted(
            "min_action_items",
            Type::Integer { min: 0, max: 100 },
            "1",
            "2",
            "How many action items there must be.",
        ),
        defaulted(
            "action_items_require_owners",
            Type::Boolean,
            "true",
            "false",
            "Whether each action item must have an owner.",
        ),
        defaulted(
            "action_items_require_deadlines",
            Type::Boolean,
            "true",
            "false",
            "Whether each action item must have a deadline.",
        ),
        optional(
            "reviewers",
            Type::List(&Type::Name(Reference::Role)),
            "[team-lead, eng-manager]",
            "Roles that review the post-mortem.",
        ),
    ],
    needs: &[],
    unique: Unique::One,
    doc: "What a post-mortem must contain and by when.",
    example: "post_mortem_template {\n  required_sections = [\"Summary\", \"Timeline\", \"Root \
              Cause\", \"Action Items\"]\n}",
    since: "0.1",
};
