//! What goes without saying, said beside the text: defaults in force, minutes since the page, days of the week.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{Item, items, rotation_of, span, typed};
use incident_base::{FileId, NodeId, Origin, TextRange, TextSize};
use incident_codegen::brief;
use incident_ir::{Rotation, Service, Tier};
use incident_schema::{Kind, keys_in};
use jiff::civil::Date;

use crate::Analysis;
use crate::names::scope::is_content;
use crate::users::asked;

const DEFAULTS: &str = "The defaults in force.";

/// A few words beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// What they stand behind.
    pub offset: TextSize,
    /// The words.
    pub label: String,
    /// More of it, for whoever asks.
    pub tooltip: &'static str,
}

pub(crate) fn of(analysis: &Analysis, file: FileId, within: TextRange) -> Vec<Inlay> {
    let (db, workspace) = (&analysis.db, analysis.workspace);
    let Some(source) = analysis.source(file) else { return Vec::new() };
    let mut hints = Vec::new();
    for item in items(db, source) {
        let origin = Origin { file, item: item.key(db), node: NodeId(0) };
        if span(db, workspace, origin).range.intersect(within).is_none() {
            continue;
        }
        let is_here = |at: Origin| (at.file, at.item) == (origin.file, origin.item);
        for (at, hint) in said(analysis, *item) {
            let Some(Hint { label, tooltip }) = hint.filter(|_| is_here(at)) else { continue };
            let offset = span(db, workspace, at).range.end();
            if !label.is_empty() && within.contains_inclusive(offset) {
                hints.push(Inlay { offset, label, tooltip });
            }
        }
    }
    hints.sort_by(|a, b| (a.offset, &a.label).cmp(&(b.offset, &b.label)));
    hints
}

#[derive(PartialEq, Eq)]
struct Hint {
    label: String,
    tooltip: &'static str,
}

/// What is said of the places of an entry, and of others; `None` where the services that use a profile do not agree.
fn said(analysis: &Analysis, item: Item<'_>) -> BTreeMap<Origin, Option<Hint>> {
    let db = &analysis.db;
    let mut all: BTreeMap<Origin, Option<Hint>> = BTreeMap::new();
    let mut add = |origin: Origin, label: String, tooltip: &'static str| {
        let hint = Some(Hint { label, tooltip });
        match all.entry(origin) {
            Entry::Vacant(free) => _ = free.insert(hint),
            Entry::Occupied(mut known) if *known.get() != hint => _ = known.insert(None),
            Entry::Occupied(_) => {}
        }
    };
    if let Some(block) = &typed(db, item).block {
        days(block, &mut add);
    }
    if let Some(shared) = rotation_of(db, item) {
        rotation(shared, &mut add);
    }
    if is_content(analysis, item) {
        for service in asked(analysis, item) {
            service.rotations.iter().for_each(|it| rotation(it, &mut add));
            tiers(service, &mut add);
            severities(service, &mut add);
            decided(service, &mut add);
        }
    }
    all
}

/// Takes what is said of a place; that nothing is, too, with which another service may not agree.
type Add<'a> = dyn FnMut(Origin, String, &'static str) + 'a;

/// What decides whose turn is when and is not written.
fn rotation(rotation: &Rotation, add: &mut Add<'_>) {
    // What a provider keeps is not decided here.
    if rotation.schedule_source.is_some() {
        return add(rotation.origin, String::new(), DEFAULTS);
    }
    let written = [
        ("rotation_period", rotation.rotation_period.written),
        ("time_zone", rotation.time_zone.written),
        ("starts", rotation.starts.written),
    ];
    defaults(Kind::OnCallRotation, rotation.origin, &written, add);
}

/// The defaults of those of some keys that are not written.
fn defaults(kind: Kind, header: Origin, keys: &[(&str, Option<Origin>)], add: &mut Add<'_>) {
    let absent = keys.iter().filter(|(_, written)| written.is_none()).map(|(key, _)| *key);
    let said = absent.filter_map(|name| {
        let key = keys_in(kind).find(|key| key.name == name)?;
        Some(format!("{name} = {}", key.default?))
    });
    add(header, said.collect::<Vec<_>>().join(", "), DEFAULTS);
}

/// What is decided by defaults and no line near it shows: what happens when nobody acknowledges, who hosts a page and how
/// soon it changes, when a post-mortem is due.
fn decided(service: &Service, add: &mut Add<'_>) {
    for policy in &service.policies {
        let keys = [
            ("repeat_cycles", policy.repeat_cycles.written),
            ("fallback", policy.fallback_written.place()),
        ];
        defaults(Kind::EscalationPolicy, policy.origin, &keys, add);
    }
    for page in &service.status_pages {
        let keys = [
            ("provider", page.provider.written),
            ("min_duration_before_update", page.min_duration_before_update.written),
        ];
        defaults(Kind::StatusPage, page.origin, &keys, add);
    }
    if let Some(template) = &service.post_mortem {
        let keys = [("due_within", template.due_within.written)];
        defaults(Kind::PostMortemTemplate, template.origin, &keys, add);
    }
}

fn tiers(service: &Service, add: &mut Add<'_>) {
    for policy in &service.policies {
        let mut told_after = 0_u64;
        for tier in &policy.tiers {
            let told = match told_after {
                0 => "at once".to_owned(),
                minutes => format!("after {}", brief::minutes(minutes)),
            };
            let label = if tier.timeout.is_absent() {
                format!("{told}, has {}", brief::duration(tier.timeout_in_force))
            } else {
                told
            };
            add(tier.origin, label, "When this tier is told, counted from the page.");
            told_after = told_after.saturating_add(Tier::whole_minutes(tier));
        }
    }
}

fn severities(service: &Service, add: &mut Add<'_>) {
    for severity in &service.severities {
        let policy = severity.policy.as_ref().filter(|_| severity.escalation.is_absent());
        let policy = policy.map(|policy| format!("escalates by {policy}"));
        // That a P4 wants one, too, surprises people.
        let is_default = severity.requires_post_mortem.written.is_none();
        let wants_one = is_default && severity.requires_post_mortem.value;
        let post_mortem = wants_one.then(|| "post-mortem required".to_owned());
        let label = policy.into_iter().chain(post_mortem).collect::<Vec<_>>().join(", ");
        add(severity.origin, label, "What holds for it and is not written.");
    }
}

fn days(block: &Block, add: &mut Add<'_>) {
    let labels = block.labels.iter();
    let values = block.attributes.iter().map(|attribute| &attribute.value);
    for at in labels.chain(values) {
        match &at.value {
            Value::List(all) => all.iter().for_each(|item| day(item.origin, &item.value, add)),
            value => day(at.origin, value, add),
        }
    }
    for inner in block.blocks.iter().filter(|inner| inner.kind != Kind::Import) {
        days(inner, add);
    }
}

fn day(origin: Origin, value: &Value, add: &mut Add<'_>) {
    let weekday = |day: Date| day.strftime("%a").to_string();
    let label = match value {
        Value::Date(day) => weekday(*day),
        Value::Instant(at) => weekday(at.date()),
        Value::Span(span) => {
            let end = span.end.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(span.end);
            let (first, last) = (span.start.date(), end.date());
            match first == last {
                true => weekday(first),
                false => format!("{} to {}", weekday(first), weekday(last)),
            }
        }
        _ => return,
    };
    add(origin, label, "The day of the week.");
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::testing::{EXAMPLES, example, fixture};

    fn annotated(text: &str) -> String {
        let fixture = fixture(text);
        let mut text = text.to_owned();
        let whole = TextRange::up_to(TextSize::of(text.as_str()));
        for hint in fixture.analysis.inlays(fixture.file, whole).iter().rev() {
            text.insert_str(hint.offset.into(), &format!(" «{}»", hint.label));
        }
        text
    }

    #[test]
    fn what_several_services_say_of_a_profile_is_said_once() {
        let text = "profile p {\n  escalation_policy q {\n    tier oncall { timeout = 5m }\n    tier lead { timeout = \
                    5m }\n  }\n}\nservice A { use = [p] }\nservice B { use = [p] }\n";
        expect![[r#"
            profile p {
              escalation_policy q «repeat_cycles = 2, fallback = notify_all» {
                tier oncall «at once» { timeout = 5m }
                tier lead «after 5 minutes» { timeout = 5m }
              }
            }
            service A { use = [p] }
            service B { use = [p] }
        "#]]
        .assert_eq(&annotated(text));
    }

    #[test]
    fn of_a_profile_only_that_is_said_on_which_its_services_agree_whatever_part_is_looked_at() {
        let text = "\
profile p {
  escalation_policy q {
    tier oncall { timeout = 5m }
    tier lead
  }
  severity P3 \"odd\" { requires_post_mortem = false }
  severity P4 \"small\" { requires_post_mortem = false }
}
service A { use = [p] }
service B {
  use = [p]
  escalation_policy other {
    tier lead
    severities = [P3]
  }
}
";
        expect![[r#"
            profile p {
              escalation_policy q «repeat_cycles = 2, fallback = notify_all» {
                tier oncall «at once» { timeout = 5m }
                tier lead «after 5 minutes, has 30 minutes»
              }
              severity P3 "odd" { requires_post_mortem = false }
              severity P4 "small" «escalates by q» { requires_post_mortem = false }
            }
            service A { use = [p] }
            service B {
              use = [p]
              escalation_policy other «repeat_cycles = 2, fallback = notify_all» {
                tier lead «at once, has 15 minutes»
                severities = [P3]
              }
            }
        "#]]
        .assert_eq(&annotated(text));
        let fixture = fixture(text);
        let profile = TextRange::up_to(TextSize::of(text.split("service").next().unwrap()));
        let whole = TextRange::up_to(TextSize::of(text));
        let mut all = fixture.analysis.inlays(fixture.file, whole);
        all.retain(|hint| profile.contains_inclusive(hint.offset));
        assert_eq!(fixture.analysis.inlays(fixture.file, profile), all);
    }

    #[test]
    fn what_decides_whose_turn_is_when_is_said_where_it_is_a_default() {
        let text = "on_call_rotation shared {\n  members = [a@x.org]\n  time_zone = \"Europe/Vienna\"\n}\nservice S {\n  \
                    rotation = shared\n  on_call_rotation kept { schedule_source = \"pagerduty://x\" }\n}\n";
        expect![[r#"
            on_call_rotation shared «rotation_period = 7d, starts = 2024-01-01T09:00» {
              members = [a@x.org]
              time_zone = "Europe/Vienna"
            }
            service S {
              rotation = shared
              on_call_rotation kept { schedule_source = "pagerduty://x" }
            }
        "#]]
        .assert_eq(&annotated(text));
    }

    #[test]
    fn what_goes_without_saying_is_said() {
        let text = "service S {\n  on_call_rotation r {\n    members = [a@x.org]\n    starts = 2026-01-05\n    override \
                    2026-12-21..2026-12-24 { with = b@x.org }\n  }\n  escalation_policy p {\n    tier oncall\n    tier \
                    team-lead\n  }\n  severity P2 \"slow\"\n  severity P3 \"odd\" { requires_post_mortem = \
                    false }\n  status_page s { component \"x\" }\n  post_mortem_template { required_sections = [\"Why\"] \
                    }\n}\n";
        expect![[r#"
            service S {
              on_call_rotation r «rotation_period = 7d, time_zone = "UTC"» {
                members = [a@x.org]
                starts = 2026-01-05 «Mon»
                override 2026-12-21..2026-12-24 «Mon to Thu» { with = b@x.org }
              }
              escalation_policy p «repeat_cycles = 2, fallback = notify_all» {
                tier oncall «at once, has 15 minutes»
                tier team-lead «after 15 minutes, has 30 minutes»
              }
              severity P2 "slow" «escalates by p, post-mortem required»
              severity P3 "odd" «escalates by p» { requires_post_mortem = false }
              status_page s «provider = statuspage, min_duration_before_update = 5m» { component "x" }
              post_mortem_template «due_within = 3bd» { required_sections = ["Why"] }
            }
        "#]]
        .assert_eq(&annotated(text));
    }

    #[test]
    fn they_stand_in_every_example() {
        for name in EXAMPLES {
            assert!(annotated(&example(name)).contains('«'), "{name}");
        }
    }
}
