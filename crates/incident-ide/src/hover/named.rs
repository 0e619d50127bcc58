//! What is declared under a name.

use incident_base::Origin;
use incident_codegen::brief;
use incident_ir::routing::{self, Way, Ways};
use incident_ir::{
    Component, HealthCheck, Responder, RollbackPlan, RollbackTarget, Service, StatusPage, Tier,
    pascal_case,
};
use incident_schema::{Kind, Reference};
use incident_syntax::tree::Block;

use super::{Cx, docs, neighbours, people, profile, severity};

/// What a block with this header declares; `None` where its kind declares nothing, or it is not understood.
pub(crate) fn declared(cx: &Cx<'_>, kind: Kind, header: Origin, block: &Block) -> Option<String> {
    let name = block.labels.first().map(|label| label.text.trim_matches('"'));
    match kind {
        Kind::Person => return Some(people::person(cx, name?)),
        Kind::Role => return people::declared_role(cx, header),
        Kind::Team => return people::declared_team(cx),
        Kind::Profile => return profile::declared_here(cx, name?),
        Kind::OnCallRotation if cx.service.is_none() => return people::declared_rotation(cx),
        _ => {}
    }
    let service = cx.service?;
    let said = match kind {
        Kind::Service => summary(service),
        Kind::Severity => {
            let severity = service.severities.iter().find(|it| it.origin == header)?;
            severity::in_words(cx, service, severity)
        }
        Kind::EscalationPolicy => {
            let mut policies = service.policies.iter();
            // One that a service changes has the service's header.
            let same = || service.policies.iter().find(|it| Some(it.name.as_str()) == name);
            let policy = policies.find(|it| it.origin == header).or_else(same)?;
            brief::escalation_policy(service, policy)
        }
        Kind::Tier => {
            let mut tiers = service.policies.iter().flat_map(|policy| {
                let before = (0..policy.tiers.len()).map(|at| policy.tiers.iter().take(at));
                let told_after = before.map(|tiers| tiers.map(Tier::whole_minutes).sum::<u64>());
                policy.tiers.iter().zip(told_after)
            });
            let (found, told_after) = tiers.find(|(tier, _)| tier.origin == header)?;
            tier(cx, service, found, told_after)
        }
        Kind::OnCallRotation => {
            let rotation = service.rotations.iter().find(|it| it.origin == header)?;
            people::rotation_in_words(cx, rotation)
        }
        Kind::Component => {
            let page = neighbours::page_around(cx, service)?;
            let mut all = page.components.iter();
            let same = || page.components.iter().find(|it| Some(it.name.as_str()) == name);
            let found = all.find(|it| it.origin == header).or_else(same)?;
            component(service, page, found)
        }
        Kind::HealthCheck => health_check(service, name?)?.0,
        Kind::RollbackPlan => rollback_plan(service.rollback_plan(name?)?),
        Kind::AlertRule => alert(cx, service, name?)?,
        _ => neighbours::declared(cx, service, kind, header, name?)?,
    };
    let said = match kind {
        // It has its documentation below its name, wherever it is told.
        Kind::OnCallRotation => said,
        _ => docs::before(block.docs.as_deref(), said),
    };
    let is_elsewhere = (service.origin.file, service.origin.item) != (header.file, header.item);
    Some(match is_elsewhere {
        true => format!("{said}\n\n*As in service {}*", brief::words(&service.name)),
        false => said,
    })
}

/// What a name that refers to something stands for.
pub(crate) fn referred(cx: &Cx<'_>, to: Reference, name: &str) -> Option<String> {
    match to {
        Reference::Role => return people::role(cx, name),
        Reference::Rotation => return people::rotation(cx, name),
        Reference::Profile => return profile::named(cx, name),
        _ => {}
    }
    let service = cx.service?;
    let (said, header) = match to {
        Reference::Role | Reference::Rotation | Reference::Profile => return None,
        Reference::Policy => {
            let policy = service.policies.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
            (brief::escalation_policy(service, policy), policy.origin)
        }
        Reference::HealthCheck => health_check(service, name)?,
        Reference::RollbackPlan => {
            let plans = &service.rollback_plans;
            let plan = plans.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
            (rollback_plan(plan), plan.origin)
        }
        Reference::Component => {
            let all = service.status_pages.iter();
            let mut all = all.flat_map(|page| page.components.iter().map(move |it| (page, it)));
            let (page, found) = all.find(|(_, it)| it.name.as_str() == name)?;
            (component(service, page, found), found.origin)
        }
    };
    Some(docs::before(docs::of(cx, header), said))
}

fn summary(service: &Service) -> String {
    let mut blocks = vec![format!("Service **{}**", brief::words(&service.name))];
    blocks.extend(service.description.as_deref().map(brief::words));
    let severities = service.severities.iter().map(|severity| {
        let policy = severity.policy.as_deref().map_or("no policy".into(), brief::words);
        let (level, words) = (severity.level.name(), brief::words(&severity.description));
        format!("- **{level}**: {words} ({policy})")
    });
    blocks.push(severities.collect::<Vec<_>>().join("\n"));
    blocks.join("\n\n")
}

/// A tier: whom it reaches, how and after how long.
fn tier(cx: &Cx<'_>, service: &Service, tier: &Tier, told_after: u64) -> String {
    let after = match told_after {
        0 => "at once".to_owned(),
        _ => format!("{} after the page", brief::minutes(told_after)),
    };
    let channels: Vec<String> =
        tier.channels.iter().map(|channel| brief::channel(service, channel)).collect();
    let how = if channels.is_empty() { "no channel".to_owned() } else { channels.join(", ") };
    let timeout = brief::duration(tier.timeout_in_force);
    let mut blocks =
        vec![format!("**{}**: told {after} by {how}; has {timeout}", brief::words(&tier.title))];
    for responder in &tier.responders {
        blocks.extend(match responder {
            Responder::Rotation(name) => people::rotation(cx, name),
            Responder::Role { name, .. } => people::holder(cx, name)
                .map(|who| docs::before(people::docs_of_role(cx, name), who)),
        });
    }
    blocks.join("\n\n")
}

/// A component in words.
fn component(service: &Service, page: &StatusPage, found: &Component) -> String {
    let group = found.group.as_deref().map(|it| format!(" in {}", brief::words(it)));
    let title = format!("Component **{}**{}", brief::words(&found.name), group.unwrap_or_default());
    let mut blocks = vec![title];
    blocks.extend(found.description.as_deref().map(brief::words));
    blocks.push(match &found.health_check {
        Some(check) => match health_check(service, check) {
            Some((check, _)) => format!("Follows {check}"),
            None => format!("Follows the health check {}", brief::words(check)),
        },
        None if !page.auto_update_from_health_checks.value => "Follows no health check.".to_owned(),
        // It is called like one, or it has to be told what it follows.
        None => {
            let followed = pascal_case(&found.name);
            let mut checks = service.health_checks.iter().map(|check| &*check.name);
            let check = checks.find(|check| pascal_case(check) == followed);
            match check.and_then(|check| health_check(service, check)) {
                Some((check, _)) => format!("Follows {check}"),
                None => {
                    let automation = brief::words(&found.health_check_ref(&service.name));
                    format!("Names no health check; what changes it is called {automation}.")
                }
            }
        }
    });
    blocks.join("\n\n")
}

/// A health check in words, and its header.
fn health_check(service: &Service, name: &str) -> Option<(String, Origin)> {
    let all = service.health_checks.iter();
    let found: &HealthCheck = all.into_iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
    let said = format!(
        "health check **{}**: {} every {}, answered within {} with {}",
        brief::words(&found.name),
        brief::words(&found.url),
        brief::duration(found.interval),
        brief::duration(found.timeout),
        found.expect_status,
    );
    Some((said, found.origin))
}

fn rollback_plan(plan: &RollbackPlan) -> String {
    let to = match &plan.to {
        RollbackTarget::PreviousVersion => "the previous version".to_owned(),
        RollbackTarget::Version(version) => brief::words(version),
    };
    let takes = plan.estimated_time.map(|it| format!(", takes {}", brief::duration(it)));
    let name = brief::words(&plan.name);
    format!("Rollback plan **{name}** to {to}{}", takes.unwrap_or_default())
}

/// An alert: the severity of the incident that it raises, and who is told.
fn alert(cx: &Cx<'_>, service: &Service, name: &str) -> Option<String> {
    let alert = service.alert_rules.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
    let level = routing::level_of(cx.settings, alert);
    let mut blocks = vec![format!(
        "Alert **{}** ({}) raises a **{}**",
        brief::words(&alert.name),
        alert.severity.name(),
        level.name()
    )];
    if let Some(severity) = service.severity(level) {
        blocks.push(brief::words(&severity.description));
    }
    let way = Ways::of(service, cx.settings).map(|ways| ways.of_alert(alert.severity, level));
    let policy = way.and_then(|way| service.policy(way.policy()));
    if let (Some(Way::Waits(_)), Some(policy)) = (way, policy) {
        let policy = brief::words(&policy.name);
        blocks.push(format!("It waits at the first tier of **{policy}** and goes no further."));
    }
    blocks.extend(policy.map(|policy| brief::escalation_policy(service, policy)));
    Some(blocks.join("\n\n"))
}
