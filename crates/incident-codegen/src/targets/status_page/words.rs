//! What providers call the states of a component.

use incident_ir::PageStatus;
use serde::Serialize;

/// A provider's words, by the language's.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Words<W> {
    pub(super) operational: W,
    pub(super) degraded_performance: W,
    pub(super) partial_outage: W,
    pub(super) major_outage: W,
}

/// The word for a status.
pub(super) fn statuses<W: Copy>(words: &Words<W>, status: PageStatus) -> W {
    match status {
        PageStatus::MajorOutage => words.major_outage,
        PageStatus::PartialOutage => words.partial_outage,
        PageStatus::DegradedPerformance => words.degraded_performance,
    }
}

/// Cachet's numbers, the same in both versions: `ComponentStatusEnum` in 3 (1 operational, 2 performance issues, 3 partial outage,
/// 4 major outage), and the statuses of a component in 2.4.
pub(super) const CACHET: Words<u8> =
    Words { operational: 1, degraded_performance: 2, partial_outage: 3, major_outage: 4 };

/// `ComponentStatus` in Instatus's OpenAPI description.
pub(super) const INSTATUS: Words<&str> = Words {
    operational: "OPERATIONAL",
    degraded_performance: "DEGRADEDPERFORMANCE",
    partial_outage: "PARTIALOUTAGE",
    major_outage: "MAJOROUTAGE",
};

/// The language's own, which are Statuspage's.
pub(super) const OWN: Words<&str> = Words {
    operational: "operational",
    degraded_performance: "degraded_performance",
    partial_outage: "partial_outage",
    major_outage: "major_outage",
};
