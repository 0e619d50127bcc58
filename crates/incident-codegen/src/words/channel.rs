use incident_ir::{Channel, ChannelKind, PagingProvider, Service};

use super::role;
use crate::phrase::{Phrase, Piece};

/// A channel: `PagerDuty`, `Slack #p1-incidents`, `Phone: eng-manager`.
pub(crate) fn channel(service: &Service, channel: &Channel) -> Phrase {
    let kind = channel_kind(service, channel.kind);
    let Some(target) = &channel.target else { return vec![Piece::text(kind)] };
    let target = match channel.kind {
        ChannelKind::Page => Piece::text(role(service, target)),
        ChannelKind::Phone | ChannelKind::Sms => Piece::Phone(role(service, target)),
        ChannelKind::Email => Piece::Email(target.to_string()),
        _ => Piece::text(target.as_str()),
    };
    // A name with a mark of its own needs no colon.
    let separator = match &target {
        Piece::Text(name) if channel.kind != ChannelKind::Page && name.starts_with(['#', '@']) => {
            ""
        }
        _ => ":",
    };
    vec![Piece::text(format!("{kind}{separator} ")), target]
}

/// The means as its makers write it; `page` is whoever pages the service.
fn channel_kind(service: &Service, kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Page => provider(service.paging_provider.value),
        ChannelKind::PagerDuty => provider(PagingProvider::PagerDuty),
        ChannelKind::Opsgenie => provider(PagingProvider::Opsgenie),
        ChannelKind::Slack => "Slack",
        ChannelKind::Phone => "Phone",
        ChannelKind::Sms => "SMS",
        ChannelKind::Email => "Email",
        ChannelKind::Teams => "Microsoft Teams",
        ChannelKind::Webhook => "Webhook",
    }
}

/// Who pages people, as they write it.
pub(crate) fn provider(provider: PagingProvider) -> &'static str {
    match provider {
        PagingProvider::PagerDuty => "PagerDuty",
        PagingProvider::Opsgenie => "Opsgenie",
    }
}

/// Whether a severity or a tier of the service tells anybody by this means.
pub(crate) fn uses_channel(service: &Service, kind: ChannelKind) -> bool {
    let of_severities = service.severities.iter().flat_map(|severity| &severity.notify_channels);
    let tiers = service.policies.iter().flat_map(|policy| &policy.tiers);
    let of_tiers = tiers.flat_map(|tier| &tier.channels.value);
    of_severities.chain(of_tiers).any(|channel| channel.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::plain;
    use crate::testing::{self, service, set};

    fn said(service: &Service, written: &str) -> String {
        plain(&channel(service, &testing::channel(written)))
    }

    #[test]
    fn channels_are_said_as_in_the_article() {
        let service = service("Shop");
        for (written, words) in [
            ("pagerduty", "PagerDuty"),
            ("opsgenie", "Opsgenie"),
            ("slack", "Slack"),
            ("slack:#p1-incidents", "Slack #p1-incidents"),
            ("slack:@ann", "Slack @ann"),
            ("slack:incidents", "Slack: incidents"),
            ("phone:eng-manager", "Phone: eng-manager"),
            ("phone:oncall", "Phone: On-call engineer"),
            ("sms:eng-manager", "SMS: eng-manager"),
            ("email:ops@x.com", "Email: ops@x.com"),
            ("teams:#incidents", "Microsoft Teams #incidents"),
            ("webhook:https://x.com/hook", "Webhook: https://x.com/hook"),
        ] {
            assert_eq!(said(&service, written), words);
        }
    }

    #[test]
    fn page_is_whoever_pages_the_service() {
        let pagerduty = service("Shop");
        assert_eq!(said(&pagerduty, "page"), "PagerDuty");
        let opsgenie = Service { paging_provider: set(PagingProvider::Opsgenie), ..pagerduty };
        assert_eq!(said(&opsgenie, "page"), "Opsgenie");
        assert_eq!(said(&opsgenie, "page:team-lead"), "Opsgenie: team-lead");
    }
}
