//! From a name to what it means, and to what stands behind that.

use incident_analysis::{lower, settings};
use incident_base::{FileId, Origin, TextRange, TextSize};
use incident_ir::routing::level_of;
use incident_ir::{Role, Service, Settings};
use incident_schema::Kind;

use crate::Analysis;
use crate::names::Named;
use crate::names::place::{Target, target};
use crate::names::resolve::{declarations, person, reached_by_tier};
use crate::names::scope::roots;

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Navigation {
    /// The name.
    pub from: TextRange,
    /// The places, at least one.
    pub to: Vec<Target>,
}

/// What a name means.
pub(crate) fn definition(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
) -> Option<Navigation> {
    let named = Named::at(analysis, file, offset)?;
    navigation(analysis, &named, &declarations(analysis, &named))
}

/// What stands behind a name: whom a tier reaches, the policy of a severity, the severity of an alert, who holds a
/// role. Of anything else, what it means.
pub(crate) fn type_definition(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
) -> Option<Navigation> {
    let named = Named::at(analysis, file, offset)?;
    let (db, workspace) = (&analysis.db, analysis.workspace);
    let settings = settings(db, workspace);
    let mut behind = Vec::new();
    for root in roots(analysis, named.item) {
        let lowered = lower(db, root);
        let found = lowered.map(|it| in_service(analysis, &it.service, &settings, &named));
        for header in found.into_iter().flatten() {
            if !behind.contains(&header) {
                behind.push(header);
            }
        }
    }
    if named.occurrence.kind == Kind::Role && behind.is_empty() {
        behind.extend(assignee_of_shared(analysis, &named));
    }
    let found = navigation(analysis, &named, &behind);
    found.or_else(|| navigation(analysis, &named, &declarations(analysis, &named)))
}

fn navigation(analysis: &Analysis, named: &Named<'_>, headers: &[Origin]) -> Option<Navigation> {
    let to: Vec<Target> = headers.iter().filter_map(|header| target(analysis, *header)).collect();
    (!to.is_empty()).then_some(Navigation { from: named.range, to })
}

/// Headers of what stands behind a name of a service.
fn in_service(
    analysis: &Analysis,
    service: &Service,
    settings: &Settings,
    named: &Named<'_>,
) -> Vec<Origin> {
    let name = &named.occurrence;
    let is_it = |other: &str| name.name.eq_ignore_ascii_case(other);
    let found = match name.kind {
        Kind::Role => {
            let rotations = reached_by_tier(service, name.origin);
            if !rotations.is_empty() {
                return rotations;
            }
            let role = service.roles.iter().find(|role| is_it(&role.name));
            let mut tiers = service.policies.iter().flat_map(|policy| &policy.tiers);
            match tiers.any(|tier| tier.role.origin == name.origin) {
                true => role.map(|role| role.origin),
                false => role.and_then(|role| assignee(analysis, role)),
            }
        }
        Kind::Severity => {
            let severity = service.severities.iter().find(|it| is_it(it.level.value.name()));
            let policy = severity.and_then(|it| service.policy(it.policy.as_ref()?));
            policy.map(|policy| policy.origin)
        }
        Kind::AlertRule => {
            let alert = service.alert_rules.iter().find(|it| is_it(&it.name));
            let severity = alert.and_then(|it| service.severity(level_of(settings, it)));
            severity.map(|severity| severity.origin)
        }
        Kind::Component => {
            let mut all = service.status_pages.iter().flat_map(|page| &page.components);
            let component = all.find(|it| it.name.value == name.name);
            let check = component.and_then(|it| it.health_check.as_ref());
            let check = check.and_then(|check| {
                service.health_checks.iter().find(|it| it.name.eq_ignore_ascii_case(check))
            });
            check.map(|check| check.origin)
        }
        _ => None,
    };
    found.into_iter().collect()
}

fn assignee(analysis: &Analysis, role: &Role) -> Option<Origin> {
    person(analysis, role.assignee.value()?)
}

/// A role at the top level or in a team is in no service.
fn assignee_of_shared(analysis: &Analysis, named: &Named<'_>) -> Option<Origin> {
    let (db, header) = (&analysis.db, named.occurrence.declares?);
    let block = incident_analysis::typed(db, named.item).block.as_ref()?;
    let inner = block.blocks.iter().map(AsRef::as_ref);
    let role = std::iter::once(block).chain(inner).find(|it| it.header == header)?;
    person(analysis, role.value("assignee")?.value.as_text()?)
}

#[cfg(test)]
mod tests;
