use incident_ir::{PagingProvider, Rotation, Service};

use crate::{
    markdown::{code, text},
    words,
};

/// Who is behind the names in the escalation paths: the members of the rotations, the holders of roles
/// where they are declared.
pub(super) fn blocks(service: &Service) -> Vec<String> {
    let rotations = service.rotations.iter().map(|rotation| of_rotation(service, rotation));
    let roles = service.roles.iter().map(|role| {
        let title = text(&words::role(service, &role.name));
        let holder = match role.assignee.value() {
            Some(email) => text(&words::person(service, email)),
            None => "nobody is named".to_owned(),
        };
        let docs = role.docs.as_deref().map(text).filter(|docs| !docs.is_empty());
        let docs = docs.map_or_else(String::new, |docs| format!("\n  {docs}"));
        format!("- **{title}:** {holder}{docs}")
    });
    let items: Vec<String> = rotations.chain(roles).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec!["## Who Is On Call".to_owned(), items.join("\n")]
}

fn of_rotation(service: &Service, rotation: &Rotation) -> String {
    let provider = match &rotation.schedule_source {
        Some(source) => PagingProvider::from_name(&source.provider),
        None => Some(service.paging_provider.value),
    };
    let provider = provider.map_or("the provider", words::provider);
    let schedule = code(&rotation.schedule_name());
    let name = text(&rotation.name);
    if rotation.schedule_source.is_some() {
        return format!("- **{name}:** schedule {schedule}, kept in {provider}");
    }
    let members: Vec<String> =
        rotation.members.iter().map(|member| words::person(service, member)).collect();
    let active = words::active(rotation).map_or_else(String::new, |active| format!(", {active}"));
    let turns = format!("{}; {}{active}", members.join(", "), words::turns(rotation));
    format!("- **{name}:** schedule {schedule} in {provider}\n  ({})", text(&turns))
}
