//! Services and what they share.

use super::choices::PAGING_PROVIDERS;
use super::{defaulted, optional};
use crate::{Block, Kind, Label, Place, Reference, Type, Unique};

pub(super) static SERVICE: Block = Block {
    name: "service",
    stands: &[Place::TopLevel],
    labels: &[Label {
        name: "name",
        ty: Type::Declares,
        doc: "The service's name, which becomes its folder's name in the output.",
    }],
    keys: &[
        optional(
            "description",
            Type::Text,
            "\"Takes the money.\"",
            "One sentence about the service, shown in documents and at the provider.",
        ),
        optional(
            "runbook",
            Type::UrlOrPath,
            "\"https://runbooks.company.com/payments\"",
            "Where the service's runbook is: a URL, or a path from the workspace's folder.",
        ),
        optional(
            "rotation",
            Type::Name(Reference::Rotation),
            "payments-backend",
            "A rotation declared at the top level that this service takes for its own.",
        ),
        optional(
            "use",
            Type::List(&Type::Name(Reference::Profile)),
            "[tier-one]",
            "Profiles whose entries this service gets. The service's own win, then the later profile.",
        ),
        defaulted(
            "paging_provider",
            Type::Choice(&PAGING_PROVIDERS),
            "pagerduty",
            "opsgenie",
            "Who pages people.",
        ),
        defaulted(
            "status_update_interval",
            Type::Duration,
            "15m",
            "30m",
            "How often the status page is updated while an incident lasts.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "A service and everything that is known in advance about its incidents.",
    example: "service PaymentServiceOps {\n  description = \"Takes the money.\"\n}",
    since: "0.1",
};

pub(super) static PROFILE: Block = Block {
    name: "profile",
    stands: &[Place::TopLevel],
    labels: &[Label { name: "name", ty: Type::Declares, doc: "The name that `use` refers to." }],
    keys: &[],
    needs: &[],
    unique: Unique::ByName,
    doc: "Entries of a service under a name, for several services to share with `use`. A block is \
          the same when its kind and first label are; the service's attributes win, then those of \
          the later profile; the tiers of a policy are replaced as a whole.",
    example: "profile tier-one {\n  status_update_interval = 10m\n}",
    since: "0.1",
};

pub(super) static IMPORT: Block = Block {
    name: "import",
    stands: &[
        Place::TopLevel,
        Place::In(Kind::Observability),
        Place::In(Kind::Deployment),
        Place::In(Kind::Resilience),
        Place::In(Kind::EnvironmentParity),
    ],
    labels: &[
        Label { name: "kind", ty: Type::Declares, doc: "What sort of file it is." },
        Label { name: "files", ty: Type::Text, doc: "A path or a pattern." },
    ],
    keys: &[],
    needs: &[],
    unique: Unique::Many,
    doc: "The real file of a neighbouring tool, in place of a copy of what it says. This version of \
          the compiler does not read foreign files yet and says so.",
    example: "import roster \"people.csv\"",
    since: "0.1",
};
