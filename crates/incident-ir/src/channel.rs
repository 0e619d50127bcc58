use crate::{Text, named::named};

named! {
    /// By what means somebody is told.
    ChannelKind {
        /// Whatever pages this service.
        Page = "page",
        /// PagerDuty.
        PagerDuty = "pagerduty",
        /// Opsgenie.
        Opsgenie = "opsgenie",
        /// A Slack channel or user.
        Slack = "slack",
        /// A phone call.
        Phone = "phone",
        /// A text message.
        Sms = "sms",
        /// An e-mail.
        Email = "email",
        /// A Microsoft Teams channel.
        Teams = "teams",
        /// An HTTP callback.
        Webhook = "webhook",
    }
}

/// A channel: `pagerduty`, `slack:#p1-incidents`, `phone:eng-manager`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Channel {
    /// The means.
    pub kind: ChannelKind,
    /// Whom or what it reaches. After `page`, `phone` and `sms` a name is a role; elsewhere it is the
    /// provider's own (`#p1-incidents`, a URL, an address).
    pub target: Option<Text>,
}
