//! Teams, roles, people.

use super::optional;
use crate::{Block, Kind, Label, Place, Type, Unique};

pub(super) static TEAM: Block = Block {
    name: "team",
    stands: &[Place::TopLevel],
    labels: &[Label { name: "name", ty: Type::Declares, doc: "The team's name." }],
    keys: &[optional(
        "members",
        Type::List(&Type::Email),
        "[alice@company.com, bob@company.com]",
        "Who is in the team. A rotation of the same name may have only these members.",
    )],
    needs: &[],
    unique: Unique::ByName,
    doc: "A team: who is in it and which roles it gives out.",
    example: "team payments-backend {\n  members = [alice@company.com, bob@company.com]\n}",
    since: "0.1",
};

pub(super) static ROLE: Block = Block {
    name: "role",
    stands: &[Place::TopLevel, Place::In(Kind::Service), Place::In(Kind::Team)],
    labels: &[Label {
        name: "name",
        ty: Type::Declares,
        doc: "The name that tiers, reviewers and channels refer to.",
    }],
    keys: &[
        optional(
            "title",
            Type::Text,
            "\"Engineering manager\"",
            "What the role is called in documents. Without it, the name's words.",
        ),
        optional(
            "assignee",
            Type::Email,
            "erin@company.com",
            "Who holds the role. Without it, deployment resolves the role by its name.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "A role that can be paged. In a workspace that declares some, every role must be declared; \
          in one that declares none, any name is taken.",
    example: "role eng-manager { title = \"Engineering manager\", assignee = erin@company.com }",
    since: "0.1",
};

pub(super) static PERSON: Block = Block {
    name: "person",
    stands: &[Place::TopLevel],
    labels: &[Label { name: "e-mail address", ty: Type::Email, doc: "Who it is." }],
    keys: &[
        optional("name", Type::Text, "\"Alice Example\"", "The person's name."),
        optional(
            "time_zone",
            Type::TimeZone,
            "\"Europe/Berlin\"",
            "The zone the person lives in: a name of the IANA time zone database.",
        ),
        optional(
            "away",
            Type::List(&Type::Span),
            "[2026-12-21..2026-12-28]",
            "When the person is away, local to the zone of the rotation concerned. A turn that \
             falls into it and that no override covers is reported.",
        ),
        optional(
            "left",
            Type::Date,
            "2026-10-31",
            "The first day on which the person is no longer there. From then on, being in a \
             rotation or holding a role is reported.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "What is known about a person: when they are away and when they left.",
    example: "person sarah@company.com { left = 2026-10-31 }",
    since: "0.1",
};
