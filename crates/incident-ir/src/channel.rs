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

impl ChannelKind {
    /// Whether a name behind it is a role: whoever holds that is told. Elsewhere it is the provider's own.
    pub fn names_role(self) -> bool {
        matches!(self, Self::Page | Self::Phone | Self::Sms)
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

impl Channel {
    /// The role that is told: a name behind `page`, `phone` or `sms`. A telephone number or an address there is none.
    pub fn role(&self) -> Option<&Text> {
        let names_role = self.kind.names_role();
        self.target.as_ref().filter(|target| names_role && is_name(target))
    }
}

fn is_name(target: &str) -> bool {
    target.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && target.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
