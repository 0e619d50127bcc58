//! Status pages, and what the sister languages of incidents declare: what a block is, by its header.

use incident_base::Origin;
use incident_codegen::brief;
use incident_ir::{Effect, OnIncident, Service, StatusPage};
use incident_schema::Kind;

use super::Cx;

/// The status page around the place, as a service has it.
pub(crate) fn page_around<'s>(cx: &Cx<'_>, service: &'s Service) -> Option<&'s StatusPage> {
    let kinds = cx.cursor.kinds().into_iter();
    let (_, page) = kinds.zip(&cx.cursor.blocks).find(|(kind, _)| *kind == Kind::StatusPage)?;
    let header = cx.cursor.origin(cx.analysis, page.header);
    let name = page.labels.first().map(|label| label.text.trim_matches('"'));
    let pages = || service.status_pages.iter();
    // One of a profile that a service changes has the service's header.
    let same = || pages().find(|it| Some(it.name.as_str()) == name);
    pages().find(|it| it.origin == header).or_else(same)
}

/// What a block declares that nothing is said of elsewhere; `None` where its kind has no name.
pub(crate) fn declared(
    cx: &Cx<'_>,
    service: &Service,
    kind: Kind,
    header: Origin,
    name: &str,
) -> Option<String> {
    // A name that could not be understood is empty.
    let is_it = |origin: Origin, name: &str| origin == header && !name.is_empty();
    Some(match kind {
        Kind::StatusPage => {
            let page = service.status_pages.iter().find(|it| is_it(it.origin, &it.name))?;
            let provider = page.provider.value.name();
            let title = format!("Status page **{}** at {provider}", brief::words(&page.name));
            let names = page.components.iter().map(|it| brief::words(&it.name));
            shows(title, &names.collect::<Vec<_>>())
        }
        Kind::Group => {
            let page = page_around(cx, service)?;
            let title = format!(
                "Group **{}** of the status page **{}**",
                brief::words(name),
                brief::words(&page.name)
            );
            let all = page.components.iter().filter(|it| it.group.as_deref() == Some(name));
            shows(title, &all.map(|it| brief::words(&it.name)).collect::<Vec<_>>())
        }
        Kind::App => {
            let app = service.apps.iter().find(|it| is_it(it.origin, &it.name))?;
            let (app, service) = (brief::words(&app.name), brief::words(&service.name));
            format!("App **{app}**, deployed for {service}")
        }
        Kind::CircuitBreaker => {
            let breaker = service.circuit_breakers.iter().find(|it| is_it(it.origin, &it.name))?;
            let (name, within) = (brief::words(&breaker.name), brief::duration(breaker.within));
            let times = if breaker.failures == 1 { "failure" } else { "failures" };
            let count = breaker.failures;
            format!("Circuit breaker **{name}**: trips after {count} {times} within {within}")
        }
        Kind::FeatureFlag => {
            let flag = service.feature_flags.iter().find(|it| is_it(it.origin, &it.name))?;
            let done = match flag.on_incident {
                OnIncident::Disable => "disabled",
                OnIncident::Enable => "enabled",
            };
            let felt = match flag.effect {
                Some(Effect::Immediate) => ", which is felt at once".to_owned(),
                Some(Effect::After(delay)) => {
                    format!(", which is felt after {}", brief::duration(delay))
                }
                None => String::new(),
            };
            format!("Feature flag **{}**: {done} in an incident{felt}", brief::words(&flag.name))
        }
        _ => return None,
    })
}

fn shows(title: String, components: &[String]) -> String {
    match components {
        [] => title,
        components => {
            let lines = components.iter().map(|name| format!("- {name}"));
            format!("{title}\n\n{}", lines.collect::<Vec<_>>().join("\n"))
        }
    }
}
