//! What is shown above declarations: how often each is referred to, and whom a severity pages when.

use incident_analysis::typed_tree::Block;
use incident_analysis::{Item, items, lower, typed};
use incident_base::{FileId, Origin, TextRange, TextSize};
use incident_codegen::brief;
use incident_ir::{ONCALL, Service, Severity, Tier};
use incident_schema::{Kind, is_referred_to};
use rustc_hash::FxHashSet;

use crate::Analysis;
use crate::names::Named;
use crate::names::place::letters;
use crate::names::scope::{is_content, roots};
use crate::names::symbol::{rotation_and_team, symbol};
use crate::references::{self, Reference};
use crate::users::{agreed, asked};

/// Something to show above a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name of what is declared.
    pub range: TextRange,
    /// What is shown.
    pub shows: Shows,
}

/// What a lens shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The places that refer to it. To count them takes a while in a large workspace; see [`Analysis::lens_references`].
    References,
    /// Whom a severity pages, and when.
    PagePath(Vec<Step>),
    /// The severities that go to a policy, whether they name it or not.
    Serves(Vec<&'static str>),
}

/// Somebody who is paged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The tier's title.
    pub who: String,
    /// Minutes after the page.
    pub after: u64,
}

impl Step {
    /// Who is told and when: `Team lead after 1 hour 30 minutes`, as hints and hovers say it.
    pub fn in_words(&self) -> String {
        match self.after {
            0 => format!("{} at once", self.who),
            after => format!("{} after {}", self.who, brief::minutes(after)),
        }
    }
}

/// A file's lenses, by place.
pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Lens> {
    let Some(source) = analysis.source(file) else { return Vec::new() };
    let mut lenses = Vec::new();
    for item in items(&analysis.db, source) {
        if let Some(block) = &typed(&analysis.db, *item).block {
            collect(analysis, *item, block, true, &mut lenses);
        }
    }
    lenses.sort_by_key(|lens| lens.range.start());
    lenses
}

/// The places that refer to what is declared at a place; to a rotation that a service has no other beside, the tiers
/// for whoever is on call, too.
pub(crate) fn references(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Reference> {
    let mut all = references::of(analysis, file, offset);
    all.retain(|one| !one.declares);
    let reaching = reaching_tiers(analysis, file, offset);
    all.extend(reaching.into_iter().filter_map(|label| {
        let place = letters(analysis, label)?;
        Some(Reference { file: place.file, range: place.range, declares: false })
    }));
    all.sort_by_key(|one| (analysis.path(one.file), one.range.start()));
    all.dedup();
    all
}

/// The labels of the `oncall` tiers that reach the rotation declared at a place and do not name it.
fn reaching_tiers(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Origin> {
    let Some(named) = Named::at(analysis, file, offset) else { return Vec::new() };
    let name = &named.occurrence;
    let Some(header) = name.declares.filter(|_| name.kind == Kind::OnCallRotation) else {
        return Vec::new();
    };
    let mut seen = FxHashSet::default();
    let items = symbol(analysis, &named).into_iter().map(|(item, _)| item);
    let content = items.filter(|item| is_content(analysis, *item) && seen.insert(*item));
    let services: FxHashSet<_> = content.flat_map(|item| roots(analysis, item)).collect();
    let lowered = services.iter().filter_map(|root| lower(&analysis.db, *root));
    lowered.flat_map(|lowered| reaching(&lowered.service, header)).collect()
}

/// Whether anything refers to what is declared in a block, or reaches it.
fn is_used(analysis: &Analysis, named: &Named<'_>) -> bool {
    let name = &named.occurrence;
    let Some(header) = name.declares else { return false };
    if references::any(analysis, named, |_| true) {
        return true;
    }
    let is_content = is_content(analysis, named.item);
    let reaches = |service: &Service| !reaching(service, header).is_empty();
    if is_content && name.kind == Kind::OnCallRotation && asked(analysis, named.item).any(reaches) {
        return true;
    }
    // What is known by its name elsewhere, too, is referred to from there.
    let is_known_elsewhere = !is_content || rotation_and_team(analysis, name).is_some();
    is_known_elsewhere && references::of_name(analysis, named).iter().any(|one| !one.declares)
}

fn reaching(service: &Service, header: Origin) -> Vec<Origin> {
    let meant = service.oncall.as_deref().and_then(|name| service.rotation(name));
    if meant.is_none_or(|rotation| rotation.origin != header) {
        return Vec::new();
    }
    let tiers = service.policies.iter().flat_map(|policy| &policy.tiers);
    let reaching = tiers.filter(|tier| tier.role.value == ONCALL);
    reaching.map(|tier| tier.role.origin).collect()
}

/// `stands_free`: at the top level of the file.
fn collect(
    analysis: &Analysis,
    item: Item<'_>,
    block: &Block,
    stands_free: bool,
    lenses: &mut Vec<Lens>,
) {
    let label = block.labels.first().and_then(|label| letters(analysis, label.origin));
    let named = label.and_then(|label| Named::at(analysis, label.file, label.range.start()));
    let shown = match block.kind {
        Kind::Severity => agreed(analysis, item, |service| steps(service, block.header))
            .filter(|path| !path.is_empty())
            .map(Shows::PagePath),
        Kind::EscalationPolicy => {
            agreed(analysis, item, |service| served(service, block.header)).map(Shows::Serves)
        }
        kind if incident_schema::declares(kind) && is_referred_to(kind) => Some(Shows::References),
        _ => None,
    };
    // What stands in a service is seen with what refers to it, and often needs nothing that does: a service's one
    // rotation, a component. There it is worth a line only where something does.
    let shown = shown.filter(|shows| {
        *shows != Shows::References
            || stands_free
            || named.as_ref().is_some_and(|named| is_used(analysis, named))
    });
    let is_here = |one: Item<'_>| one.file(&analysis.db) == item.file(&analysis.db);
    let is_named = |named: &Named<'_>| references::any(analysis, named, is_here);
    // Whom it pages, and beside that who names it.
    let is_named = block.kind == Kind::Severity && named.as_ref().is_some_and(is_named);
    let named = label.filter(|_| is_named);
    let named = named.map(|label| Lens { range: label.range, shows: Shows::References });
    lenses.extend(label.zip(shown).map(|(label, shows)| Lens { range: label.range, shows }));
    lenses.extend(named);
    for inner in &block.blocks {
        collect(analysis, item, inner, false, lenses);
    }
}

/// Whom the severity with this header pages, in order.
fn steps(service: &Service, header: Origin) -> Option<Vec<Step>> {
    let severity = service.severities.iter().find(|severity| severity.origin == header)?;
    let policy = severity.policy.as_ref().and_then(|name| service.policy(name));
    let mut after = 0_u64;
    let step = |tier: &Tier| {
        let step = Step { who: tier.title.to_string(), after };
        after = after.saturating_add(tier.whole_minutes());
        step
    };
    Some(policy.into_iter().flat_map(|policy| &policy.tiers).map(step).collect())
}

/// The severities that go to the policy with this header.
fn served(service: &Service, header: Origin) -> Option<Vec<&'static str>> {
    let policy = service.policies.iter().find(|policy| policy.origin == header)?;
    let goes_there = |severity: &&Severity| severity.policy.as_ref() == Some(&policy.name.value);
    let served = service.severities.iter().filter(goes_there);
    Some(served.map(|severity| severity.level.value.name()).collect())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{Lens, Shows};
    use crate::testing::{example, fixture, logging};
    use crate::users::ASKED;

    #[test]
    fn what_names_a_severity_and_what_reaches_a_rotation_is_counted() {
        let fixture = fixture(
            "service S {\n  on_call_rotation r { members = [a@x.org] }\n  escalation_policy p {\n    tier oncall\n    \
             tier boss\n  }\n  severity P2 \"slow\"\n  observability {\n    alert_rule a { query = \"up\", severity = \
             error, escalates = P2 }\n  }\n}\n",
        );
        let (analysis, file) = (&fixture.analysis, fixture.file);
        let shown = |lens: Lens| match lens.shows {
            Shows::References => {
                let all = analysis.lens_references(file, lens.range.start());
                let name = &analysis.text(file)[lens.range];
                let places =
                    all.iter().map(|one| crate::testing::shown(analysis, one.file, one.range));
                Some(format!("{name}: {}", places.collect::<Vec<_>>().join(", ")))
            }
            _ => None,
        };
        let all: Vec<String> = analysis.lenses(file).into_iter().filter_map(shown).collect();
        expect![[r#"
            r: main.incident:4:10 oncall
            P2: main.incident:9:64 P2"#]]
        .assert_eq(&all.join("\n"));
    }

    #[test]
    fn of_the_services_that_use_a_profile_some_are_looked_at_however_many_there_are() {
        // Nothing refers to the component and the rotation, which is what takes longest to know.
        let profile = "\
profile p {
  on_call_rotation r { members = [a@x.org] }
  on_call_rotation s { members = [a@x.org] }
  escalation_policy q { tier lead }
  severity P3 \"odd\"
  status_page s { component \"x\" }
}
";
        let services = (0..100).map(|at| {
            format!("//- {at}.incident\nservice S{at} {{\n  use = [p]\n  // r s q P3 x\n}}\n")
        });
        let (fixture, log) = logging(&format!("{profile}{}", services.collect::<String>()));
        let lenses = fixture.analysis.lenses(fixture.file);
        assert_eq!(lenses.len(), 3, "{lenses:?}");
        let log = log.lock().unwrap();
        let ran = |query: &str| log.iter().filter(|line| line.starts_with(query)).count();
        assert_eq!(ran("lower("), ASKED);
    }

    #[test]
    fn what_a_service_refers_to_in_its_profile_is_counted_and_what_none_does_is_not() {
        let fixture = fixture(
            "profile p {\n  on_call_rotation used { members = [a@x.org] }\n  on_call_rotation spare { members = \
             [a@x.org] }\n  health_check up { url = \"https://x.org\" }\n}\n//- a.incident\nservice A {\n  use = [p]\n  \
             escalation_policy q { tier oncall { rotation = used } }\n}\n",
        );
        let (analysis, file) = (&fixture.analysis, fixture.file);
        let shown = analysis.lenses(file).into_iter().map(|lens| {
            let count = analysis.lens_references(file, lens.range.start()).len();
            format!("{}: {count}", &analysis.text(file)[lens.range])
        });
        expect![[r#"
            p: 1
            used: 1"#]]
        .assert_eq(&shown.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn declarations_say_how_often_they_are_used_and_severities_whom_they_page() {
        let fixture = fixture(&example("payment.incident"));
        let (analysis, file) = (&fixture.analysis, fixture.file);
        let text = analysis.text(file);
        let shown = |lens: Lens| {
            let name = &text[lens.range];
            match lens.shows {
                Shows::References => {
                    let all = analysis.lens_references(file, lens.range.start());
                    format!("{name}: {} references", all.len())
                }
                Shows::Serves(severities) => format!("{name}: serves {severities:?}"),
                Shows::PagePath(steps) => {
                    let steps = steps.iter().map(|step| format!("{} {}", step.after, step.who));
                    format!("{name}: {}", steps.collect::<Vec<_>>().join(" > "))
                }
            }
        };
        let all: Vec<String> = analysis.lenses(file).into_iter().map(shown).collect();
        expect![[r#"
            payments-backend: 1 references
            payments-critical: serves ["P1", "P2", "P3", "P4"]
            P1: 0 On-call engineer > 10 Team lead > 30 Engineering manager > 60 VP Engineering
            P2: 0 On-call engineer > 10 Team lead > 30 Engineering manager > 60 VP Engineering
            P3: 0 On-call engineer > 10 Team lead > 30 Engineering manager > 60 VP Engineering
            P4: 0 On-call engineer > 10 Team lead > 30 Engineering manager > 60 VP Engineering"#]]
        .assert_eq(&all.join("\n"));
    }
}
