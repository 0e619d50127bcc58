//! Status pages.

use super::choices::STATUS_PAGE_PROVIDERS;
use super::{defaulted, optional};
use crate::{Block, Kind, Label, Place, Reference, Type, Unique};

pub(super) static STATUS_PAGE: Block = Block {
    name: "status_page",
    stands: &[Place::In(Kind::Service)],
    labels: &[Label { name: "name", ty: Type::Declares, doc: "The page's name." }],
    keys: &[
        defaulted(
            "provider",
            Type::Choice(&STATUS_PAGE_PROVIDERS),
            "statuspage",
            "cachet",
            "Who hosts the page.",
        ),
        defaulted(
            "auto_update_from_health_checks",
            Type::Boolean,
            "true",
            "false",
            "Whether components follow their health checks.",
        ),
        defaulted(
            "min_duration_before_update",
            Type::Duration,
            "5m",
            "10m",
            "How long something must last before the page is changed, so that it does not flap.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "What customers see.",
    example: "status_page payments {\n  component \"Payment Processing\"\n}",
    since: "0.1",
};

pub(super) static GROUP: Block = Block {
    name: "group",
    stands: &[Place::In(Kind::StatusPage)],
    labels: &[Label { name: "name", ty: Type::DeclaresNameOrText, doc: "The group's name." }],
    keys: &[],
    needs: &[Kind::Component],
    unique: Unique::ByText,
    doc: "Components that stand together on the page.",
    example: "group Core {\n  component \"Payment Processing\"\n}",
    since: "0.1",
};

pub(super) static COMPONENT: Block = Block {
    name: "component",
    stands: &[Place::In(Kind::StatusPage), Place::In(Kind::Group)],
    labels: &[Label { name: "name", ty: Type::Text, doc: "What customers see it called." }],
    keys: &[
        optional(
            "health_check",
            Type::Name(Reference::HealthCheck),
            "payment-processing",
            "The health check it follows. Without it, the one called like the component.",
        ),
        optional("description", Type::Text, "\"Card payments\"", "What the page says about it."),
    ],
    needs: &[],
    unique: Unique::ByText,
    doc: "Something whose status the page shows.",
    example: "component \"Payment Processing\" { health_check = payment-processing }",
    since: "0.1",
};
