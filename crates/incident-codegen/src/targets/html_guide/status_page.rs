use incident_ir::{Service, StatusPage, StatusPageProvider};

use super::{markup::Html, phrase::prose};
use crate::words;

/// The pages, what is on them, and who changes them.
pub(super) fn content(html: &mut Html, service: &Service) {
    if service.status_pages.is_empty() {
        return;
    }
    let every = words::every(service.status_update_interval.value);
    html.worded("p", &format!("While an incident lasts, post an update {every}."));
    service.status_pages.iter().for_each(|one| page(html, one));
}

fn page(html: &mut Html, page: &StatusPage) {
    html.element("h3", &[], |html| {
        html.text(&page.name);
        html.text(&format!(" ({})", provider(page.provider.value)));
    });
    prose(html, page.docs.as_deref());
    let who = match page.auto_update_from_health_checks.value {
        true => format!(
            "Components follow their health checks by themselves after {}.",
            words::in_full(page.min_duration_before_update.value)
        ),
        false => "Nothing changes it but whoever handles the incident.".to_owned(),
    };
    html.worded("p", &who);
    if page.components.is_empty() {
        return;
    }
    html.element("ul", &[("class", "chips")], |html| {
        for component in &page.components {
            let group = component.group.as_deref();
            let group = group.map_or_else(String::new, |group| format!(" ({group})"));
            html.worded("li", &format!("{}{group}", component.name.value));
        }
    });
}

/// Who hosts a page, as they write it.
fn provider(provider: StatusPageProvider) -> &'static str {
    match provider {
        StatusPageProvider::Statuspage => "Statuspage",
        StatusPageProvider::Cachet => "Cachet",
        StatusPageProvider::Instatus => "Instatus",
        StatusPageProvider::Custom => "a page of its own",
    }
}
