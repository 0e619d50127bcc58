//! What to do in an incident, step by step.

use incident_ir::{Service, Settings, Severity};

use crate::{guide, markdown::phrase};

/// What to do, in order and numbered through.
pub(super) fn block(service: &Service, settings: &Settings, severity: &Severity) -> String {
    let steps = guide::steps(service, settings, severity);
    (1..).zip(&steps).fold("### Response Steps".to_owned(), |block, (number, step)| {
        format!("{block}\n{number}. {}", phrase(step))
    })
}
