use incident_ir::Service;

use crate::{
    guide::{self, Keeping, OnCallRole, OnCallRotation},
    markdown::{code, phrase, text},
    phrase::Piece,
};

/// Who is behind the names in the escalation paths: the members of the rotations, the holders of roles
/// where they are declared.
pub(super) fn blocks(service: &Service) -> Vec<String> {
    let rotations = guide::rotations(service);
    let roles = guide::roles(service);
    let items: Vec<String> =
        rotations.iter().map(of_rotation).chain(roles.iter().map(of_role)).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec!["## Who Is On Call".to_owned(), items.join("\n")]
}

fn of_role(role: &OnCallRole<'_>) -> String {
    let docs = role.docs.map_or_else(String::new, |docs| format!("\n  {}", text(docs)));
    format!("- **{}:** {}{docs}", text(&role.title), phrase(&role.holder))
}

fn of_rotation(of: &OnCallRotation<'_>) -> String {
    let name = text(&of.rotation.name);
    let schedule = code(&of.schedule);
    let provider = of.provider;
    match &of.keeping {
        Keeping::Provider => format!("- **{name}:** schedule {schedule}, {}", of.kept()),
        Keeping::Source { members, turns } => {
            let mut behind = members.join(&Piece::text(", "));
            behind.push(Piece::text(format!("; {turns}")));
            let behind = phrase(&behind);
            format!("- **{name}:** schedule {schedule} in {provider}\n  ({behind})")
        }
    }
}
