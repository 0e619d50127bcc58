use incident_ir::{PagingProvider, Role, Rotation, Service};

use crate::{
    markdown::one_line,
    phrase::{Phrase, Piece},
    words,
};

/// A rotation, and who is behind its name.
pub(crate) struct OnCallRotation<'a> {
    /// What is declared.
    pub(crate) rotation: &'a Rotation,
    /// What its schedule is called at the provider.
    pub(crate) schedule: String,
    /// Who has the schedule, as they write it.
    pub(crate) provider: &'static str,
    /// Who pages, where that is somebody else, as they write it.
    pub(crate) paged_by_another: Option<&'static str>,
    /// Where its members are.
    pub(crate) keeping: Keeping,
}

impl OnCallRotation<'_> {
    /// Where a schedule is that is kept at a provider, behind its name: `kept in PagerDuty`.
    pub(crate) fn kept(&self) -> String {
        let another = self.paged_by_another.map_or_else(String::new, |pages| {
            format!("; {pages} pages by its own schedule of that name")
        });
        format!("kept in {}{another}", self.provider)
    }
}

/// Where the members of a rotation are.
pub(crate) enum Keeping {
    /// Only at the provider.
    Provider,
    /// In the source.
    Source {
        /// In the order of their turns.
        members: Vec<Phrase>,
        /// How their turns follow each other, and when they are active.
        turns: String,
    },
}

/// A declared role.
pub(crate) struct OnCallRole<'a> {
    /// Its title.
    pub(crate) title: String,
    /// Who holds it, or that nobody is named.
    pub(crate) holder: Phrase,
    /// Its documentation; never blank.
    pub(crate) docs: Option<&'a str>,
}

/// The rotations of a service.
pub(crate) fn rotations(service: &Service) -> Vec<OnCallRotation<'_>> {
    service.rotations.iter().map(|rotation| of_rotation(service, rotation)).collect()
}

/// The holders of roles where they are declared.
pub(crate) fn roles(service: &Service) -> Vec<OnCallRole<'_>> {
    service.roles.iter().map(|role| of_role(service, role)).collect()
}

fn of_role<'a>(service: &Service, role: &'a Role) -> OnCallRole<'a> {
    OnCallRole {
        title: words::role(service, &role.name),
        holder: match role.assignee.value() {
            Some(email) => words::person(service, email),
            None => vec![Piece::said("nobody is named")],
        },
        docs: role.docs.as_deref().filter(|docs| !one_line(docs).is_empty()),
    }
}

fn of_rotation<'a>(service: &Service, rotation: &'a Rotation) -> OnCallRotation<'a> {
    let pages = service.paging_provider.value;
    let provider = match &rotation.schedule_source {
        Some(source) => PagingProvider::from_name(&source.provider),
        None => Some(pages),
    };
    let members = rotation.members.iter().map(|member| words::person(service, member));
    let active = words::active(rotation).map_or_else(String::new, |active| format!(", {active}"));
    OnCallRotation {
        rotation,
        schedule: rotation.schedule_name(),
        provider: provider.map_or("the provider", words::provider),
        paged_by_another: provider.filter(|kept| *kept != pages).map(|_| words::provider(pages)),
        keeping: match rotation.schedule_source {
            Some(_) => Keeping::Provider,
            None => Keeping::Source {
                members: members.collect(),
                turns: format!("{}{active}", words::turns(rotation)),
            },
        },
    }
}
