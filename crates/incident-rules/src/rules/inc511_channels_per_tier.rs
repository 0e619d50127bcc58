//! INC511: channels that the provider leaves to each person.

use incident_base::{Code, Level};
use incident_ir::ChannelKind;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(511),
    level: Level::Note,
    title: "Channels that the provider leaves to each person",
    page: include_str!("../../../../docs/diagnostics/INC511.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let provider = cx.service.paging_provider.value;
    let own = ChannelKind::from_name(provider.name());
    for policy in &cx.service.policies {
        let other = policy.tiers.iter().find_map(|tier| {
            let written = tier.channels.written?;
            let other = |kind| kind != ChannelKind::Page && Some(kind) != own;
            tier.channels.value.iter().any(|channel| other(channel.kind)).then_some(written)
        });
        let Some(place) = other else { continue };
        let wording = Wording::new(format!(
            "{} has no channels of a tier: everybody is told the way they have set for themselves. The channels \
             of `{}` stand in the response guide only.",
            limits(provider).name,
            policy.name.value
        ));
        report.add(place, wording, Vec::new());
    }
}
