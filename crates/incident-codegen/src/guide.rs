//! What the response guide says, whatever it is written in: the Markdown document and the page in HTML
//! take their words, their order and what is left out from here.
//!
//! Every part is a [`crate::phrase::Phrase`] or of fixed wording. What comes from the source is still as it was
//! written: whoever writes a format escapes it for that.

mod alerts;
mod fact;
mod fallback;
mod on_call;
mod path;
mod post_mortem;
mod remediation;
mod steps;

use incident_ir::{Service, Severity, SeverityLevel};

pub(crate) use alerts::{Alert, Raising, raising};
pub(crate) use fact::{Value, facts};
pub(crate) use fallback::{fallback, fallbacks, not_by_itself};
pub(crate) use on_call::{Keeping, OnCallRole, OnCallRotation, roles, rotations};
pub(crate) use path::{Path, PathTier, path, path_of};
pub(crate) use post_mortem::action_item_rules;
pub(crate) use remediation::{WayOut, ways_out};
pub(crate) use steps::steps;

/// What stands in place of the severities where there are none.
pub(crate) const NO_SEVERITIES: &str = "No severities are declared for this service.";

/// The severities, the most severe first, whatever their order in the file.
pub(crate) fn severities(service: &Service) -> Vec<&Severity> {
    let mut severities: Vec<&Severity> = service.severities.iter().collect();
    severities.sort_by_key(|severity| severity.level.value);
    severities
}

/// `P1: Nothing works`, or the level alone.
pub(crate) fn title(severity: &Severity) -> String {
    let level = severity.level.name();
    match severity.description.trim() {
        "" => level.to_owned(),
        description => format!("{level}: {description}"),
    }
}

/// Whether somebody has to act at once: the severities that have steps and ways out.
pub(crate) fn is_urgent(severity: &Severity) -> bool {
    matches!(severity.level.value, SeverityLevel::P1 | SeverityLevel::P2)
}
