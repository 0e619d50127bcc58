use incident_ir::{PagingProvider, Rotation, Service};

use crate::{
    markdown::{code, text},
    words,
};

/// Who is behind the names in the escalation paths: the members of the rotations, the holders of roles
/// where they are declared.
pub(super) fn blocks(service: &Service) -> Vec<String> {
    let rotations = service.rotations.iter().map(|rotation| of_rotation(service, rotation));
    let roles = service.roles.iter().filter_map(|role| {
        let email = role.assignee.value()?;
        let title = words::role(service, &role.name);
        Some(format!("- **{}:** {}", text(&title), text(&words::person(service, email))))
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
