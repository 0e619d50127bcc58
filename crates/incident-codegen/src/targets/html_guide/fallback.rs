use incident_ir::Service;

use super::{
    markup::{Html, element, worded},
    phrase::phrase,
};
use crate::guide;

/// What happens when a whole escalation path went unanswered.
pub(super) fn content(service: &Service) -> Html {
    let fallbacks = guide::fallbacks(service);
    if fallbacks.is_empty() {
        return Html::default();
    }
    let items = fallbacks.iter().map(|of| {
        let name = worded("strong", &of.policy.name);
        let severities = Html::text(&format!(" ({}): ", of.severities));
        element("li", &[], Html::all([name, severities, phrase(&of.sentence)]))
    });
    let list = element("ul", &[("class", "plain")], Html::all(items));
    Html::all([worded("p", &guide::not_by_itself(service)), list])
}
