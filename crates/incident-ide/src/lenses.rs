//! What is shown above declarations: how often each is referred to, and whom a severity pages when.

use incident_analysis::typed_tree::Block;
use incident_analysis::{Item, items, lower, typed};
use incident_base::{FileId, Origin, Span, TextRange, TextSize};
use incident_codegen::brief;
use incident_ir::{ONCALL, Service, Severity, Tier};
use incident_schema::{Kind, is_referred_to};

use crate::Analysis;
use crate::names::Named;
use crate::names::place::letters;
use crate::names::scope::{is_content, roots};
use crate::names::symbol::symbol;
use crate::references::{self, Reference};
use crate::users::agreed;

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
    let mut items: Vec<Item<'_>> = symbol(analysis, &named).into_iter().map(|(it, _)| it).collect();
    items.dedup();
    let content = items.into_iter().filter(|item| is_content(analysis, *item));
    let services = content.flat_map(|item| roots(analysis, item));
    let services = services.filter_map(|root| lower(&analysis.db, analysis.workspace, root));
    let services = services.map(|lowered| &*lowered.service);
    services.flat_map(|service| reaching(service, header)).collect()
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
    let is_used = |label: &Span| !references(analysis, label.file, label.range.start()).is_empty();
    let shown = shown.filter(|shows| {
        *shows != Shows::References || stands_free || label.as_ref().is_some_and(is_used)
    });
    let is_named = |label: &Span| {
        let names_it = |one: &Reference| !one.declares;
        references::in_file(analysis, label.file, label.range.start()).iter().any(names_it)
    };
    // Whom it pages, and beside that who names it.
    let named = label.filter(|label| block.kind == Kind::Severity && is_named(label));
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
    use crate::testing::{example, fixture};

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
