//! What the compiler resolves, names resolve to the same place.

use incident_analysis::{Item, items_of_kind, lower};
use incident_base::Origin;
use incident_ir::{Channel, Service, Text};
use incident_schema::Kind;

use super::occurrence::{Occurrence, occurrences};
use super::resolve::{declarations, resolve};
use super::scope::layers;
use super::{Named, place};
use crate::Analysis;
use crate::testing::{EXAMPLES, example, fixture, platform};

/// What the compiler made of the names that stand in a service and its profiles: the place of each, and the header of
/// what it took.
fn resolved(service: &Service) -> Vec<(Origin, Origin)> {
    let mut all = Vec::new();
    let role = |name: &Text| {
        service.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name)).map(|it| it.origin)
    };
    let of_channel = |channel: &Channel| channel.role().and_then(role);
    for policy in &service.policies {
        for tier in &policy.tiers {
            all.extend(role(&tier.role).map(|to| (tier.role.origin, to)));
            let channels = tier.channels.value.iter();
            all.extend(channels.filter_map(|at| Some((at.origin, of_channel(at)?))));
        }
        for level in policy.severities.iter().flatten() {
            let severity = service.severity(level.value);
            all.extend(severity.map(|severity| (level.origin, severity.origin)));
        }
    }
    for severity in &service.severities {
        let policy = severity.policy.as_ref().and_then(|name| service.policy(name));
        let written = severity.escalation.written();
        all.extend(written.zip(policy).map(|(at, policy)| (at.origin, policy.origin)));
        let channels = severity.notify_channels.iter();
        all.extend(channels.filter_map(|at| Some((at.origin, of_channel(at)?))));
    }
    for component in service.status_pages.iter().flat_map(|page| &page.components) {
        let check = component.health_check.as_ref().and_then(|name| {
            let check =
                service.health_checks.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
            Some((name.origin, check.origin))
        });
        all.extend(check);
    }
    let reviewers = service.post_mortem.iter().flat_map(|it| &it.reviewers);
    all.extend(reviewers.filter_map(|at| Some((at.origin, role(&at.value)?))));
    for rotation in &service.rotations {
        for member in &rotation.members {
            let person =
                service.people.iter().find(|it| it.email.eq_ignore_ascii_case(&member.value));
            all.extend(person.map(|person| (member.origin, person.origin)));
        }
    }
    all
}

/// Holds every name of every service against what the compiler made of it; how many there were.
fn agrees(analysis: &Analysis) -> usize {
    let db = &analysis.db;
    let mut checked = 0;
    for service in items_of_kind(db, Kind::Service) {
        let model = &lower(db, *service).unwrap().service;
        for (origin, to) in resolved(model) {
            let item = place::item_of(analysis, origin).unwrap();
            let name = named(analysis, item, origin);
            assert_eq!(resolve(analysis, *service, &name.occurrence), Some(to), "{name:?}");
            let found = declarations(analysis, &name);
            assert!(found.contains(&to), "{name:?}: {found:?}");
            checked += 1;
        }
        for name in layers(analysis, *service).iter().flat_map(|item| occurrences(db, *item)) {
            checked += usize::from(takes_what_the_model_has(analysis, model, *service, &name));
        }
    }
    checked
}

/// `rotation`, `remediation`, `executive`, `components` and what tiers reach: of these the model keeps names.
fn takes_what_the_model_has(
    analysis: &Analysis,
    model: &Service,
    service: Item<'_>,
    name: &Occurrence,
) -> bool {
    if name.declares.is_some() {
        return false;
    }
    let found = resolve(analysis, service, name);
    match name.kind {
        Kind::OnCallRotation => {
            let wanted = model.rotations.iter().find(|it| it.name.eq_ignore_ascii_case(&name.name));
            assert_eq!(found, wanted.map(|it| it.origin), "{name:?}");
        }
        Kind::RollbackPlan => {
            let mut plans = model.rollback_plans.iter();
            let wanted = plans.find(|it| it.name.eq_ignore_ascii_case(&name.name));
            assert_eq!(found, wanted.map(|it| it.origin), "{name:?}");
        }
        Kind::Component => {
            let mut components = model.status_pages.iter().flat_map(|page| &page.components);
            let wanted = components.find(|it| it.name.value == name.name);
            assert_eq!(found, wanted.map(|it| it.origin), "{name:?}");
        }
        _ => return false,
    }
    true
}

fn named<'a>(analysis: &'a Analysis, item: Item<'a>, origin: Origin) -> Named<'a> {
    let all = occurrences(&analysis.db, item);
    let occurrence = all.into_iter().find(|one| one.origin == origin).unwrap();
    let range = place::letters(analysis, origin).unwrap().range;
    Named { occurrence, item, range }
}

#[test]
fn names_mean_what_the_compiler_takes_them_for() {
    let checked: usize = EXAMPLES
        .iter()
        .map(|name| example(name))
        .chain([platform()])
        .map(|text| agrees(&fixture(&text).analysis))
        .sum();
    assert!(checked > 35, "{checked}");
}

/// What is looked for first, and what only then.
const LAYERED: &str = "\
role lead { title = \"Everybody's\" }
role chief
on_call_rotation shared { members = [a@x.example] }
on_call_rotation own { members = [b@x.example] }
team shared {
  members = [a@x.example]
  role chief { title = \"The team's\" }
}
team other { role chief }
profile base {
  use = [deeper]
  escalation_policy ops { tier chief }
  role guide
}
profile deeper {
  escalation_policy ops {
    tier lead { channels = [phone:Guide] }
    tier chief
  }
  severity P2 \"of the profile\" { escalation = OPS }
}
service OfTheTeam {
  use = [base]
  rotation = shared
  severity P1 \"x\" { response_time = 5m, escalation = ops, notify_channels = [page:oncall] }
}
service OfItsOwn {
  use = [base]
  on_call_rotation own { members = [c@x.example] }
  role lead
  escalation_policy ops {
    tier oncall
    tier lead
    tier chief { rotation = [own, shared] }
    severities = [P2]
  }
  severity P1 \"x\" { response_time = 5m }
}
";

#[test]
fn what_a_service_has_itself_goes_before_what_is_shared() {
    let fixture = fixture(LAYERED);
    assert_eq!(agrees(&fixture.analysis), 10);
}
