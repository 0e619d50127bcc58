use incident_ir::Service;

use super::{markup::Html, phrase::phrase};
use crate::guide;

/// What happens when a whole escalation path went unanswered.
pub(super) fn content(html: &mut Html, service: &Service) {
    let fallbacks = guide::fallbacks(service);
    if fallbacks.is_empty() {
        return;
    }
    html.worded("p", &guide::not_by_itself(service));
    html.element("ul", &[("class", "plain")], |html| {
        for of in &fallbacks {
            html.element("li", &[], |html| {
                html.worded("strong", &of.policy.name);
                html.text(&format!(" ({}): ", of.severities));
                phrase(html, &of.sentence);
            });
        }
    });
}
