use incident_ir::{Service, StatusPage, StatusPageProvider};

use super::{
    markup::{Html, element, worded},
    phrase::prose,
};
use crate::words;

/// The pages, what is on them, and who changes them.
pub(super) fn content(service: &Service) -> Html {
    let interval = words::in_full(service.status_update_interval.value);
    let interval = format!("While an incident lasts, post an update every {interval}.");
    let pages = Html::all(service.status_pages.iter().map(page));
    match pages.is_empty() {
        true => pages,
        false => Html::all([worded("p", &interval), pages]),
    }
}

fn page(page: &StatusPage) -> Html {
    let who = match page.auto_update_from_health_checks.value {
        true => format!(
            "Components follow their health checks by themselves after {}.",
            words::in_full(page.min_duration_before_update.value)
        ),
        false => "Nothing changes it but whoever handles the incident.".to_owned(),
    };
    let provider = format!(" ({})", provider(page.provider.value));
    let components = page.components.iter().map(|component| {
        let group = component.group.as_deref();
        let group = group.map_or_else(String::new, |group| format!(" ({group})"));
        worded("li", &format!("{}{group}", component.name.value))
    });
    let components = Html::all(components);
    let list = match components.is_empty() {
        true => components,
        false => element("ul", &[("class", "chips")], components),
    };
    Html::all([
        element("h3", &[], Html::all([Html::text(&page.name), Html::text(&provider)])),
        prose(page.docs.as_deref()),
        worded("p", &who),
        list,
    ])
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
