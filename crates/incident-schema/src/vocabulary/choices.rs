//! The sets of words that values are taken from.

use crate::{Choice, Enumeration};

const fn choice(name: &'static str, doc: &'static str) -> Choice {
    Choice { name, doc }
}

/// Means of telling somebody.
pub static CHANNEL_KINDS: Enumeration = Enumeration {
    name: "channel",
    choices: &[
        choice("page", "Whatever pages this service."),
        choice("pagerduty", "A PagerDuty notification."),
        choice("opsgenie", "An Opsgenie notification."),
        choice("slack", "A Slack channel or user: `slack:#incidents`."),
        choice("phone", "A phone call, to a role: `phone:eng-manager`."),
        choice("sms", "A text message, to a role: `sms:oncall`."),
        choice("email", "An e-mail: `email:support@company.com`."),
        choice("teams", "A Microsoft Teams channel: `teams:incidents`."),
        choice("webhook", "An HTTP callback: `webhook:\"https://…\"`."),
    ],
};

/// Levels of severities.
pub static SEVERITY_LEVELS: Enumeration = Enumeration {
    name: "severity level",
    choices: &[
        choice(
            "P1",
            "Complete service outage affecting all users. Revenue impact. Executive visibility.",
        ),
        choice(
            "P2",
            "Major feature degradation affecting many users. Significant user impact but service \
             partially functional.",
        ),
        choice("P3", "Minor feature degradation affecting some users. Workaround available."),
        choice("P4", "Cosmetic issue or minor inconvenience. No immediate user impact."),
    ],
};

/// What happens after the last tier.
pub static FALLBACKS: Enumeration = Enumeration {
    name: "fallback",
    choices: &[
        choice("notify_all", "Notify all members of all tiers simultaneously."),
        choice("executive_escalation", "Page one executive role, given with `executive`."),
        choice("auto_remediate", "Carry out a rollback plan, given with `remediation`."),
    ],
};

/// Who pages people.
pub static PAGING_PROVIDERS: Enumeration = Enumeration {
    name: "paging provider",
    choices: &[choice("pagerduty", "PagerDuty."), choice("opsgenie", "Opsgenie.")],
};

/// Who hosts a status page.
pub static STATUS_PAGE_PROVIDERS: Enumeration = Enumeration {
    name: "status page provider",
    choices: &[
        choice("statuspage", "Atlassian Statuspage."),
        choice("cachet", "Cachet, open source."),
        choice("instatus", "Instatus."),
        choice("custom", "A page of your own."),
    ],
};

/// What a status page shows.
pub static PAGE_STATUSES: Enumeration = Enumeration {
    name: "page status",
    choices: &[
        choice("major_outage", "The component does not work."),
        choice("partial_outage", "The component does not work for some."),
        choice("degraded_performance", "The component works badly."),
    ],
};

/// Days.
pub static WEEKDAYS: Enumeration = Enumeration {
    name: "day",
    choices: &[
        choice("mon", "Monday."),
        choice("tue", "Tuesday."),
        choice("wed", "Wednesday."),
        choice("thu", "Thursday."),
        choice("fri", "Friday."),
        choice("sat", "Saturday."),
        choice("sun", "Sunday."),
    ],
};

/// How bad an alert says it is.
pub static ALERT_SEVERITIES: Enumeration = Enumeration {
    name: "alert severity",
    choices: &[
        choice("critical", "Raises a P1 unless `incident.toml` says otherwise."),
        choice("error", "Raises a P2 unless `incident.toml` says otherwise."),
        choice("warning", "Raises a P3 unless `incident.toml` says otherwise."),
        choice("info", "Raises a P4 unless `incident.toml` says otherwise."),
    ],
};

/// What a rollback goes back to.
pub static ROLLBACK_TARGETS: Enumeration = Enumeration {
    name: "rollback target",
    choices: &[choice("previous_version", "The version that ran before.")],
};

/// What is done to a flag.
pub static FLAG_ACTIONS: Enumeration = Enumeration {
    name: "action",
    choices: &[
        choice("disable", "Switch the flag off in an incident."),
        choice("enable", "Switch the flag on in an incident."),
    ],
};

/// How soon a flag's change is felt.
pub static EFFECTS: Enumeration =
    Enumeration { name: "effect", choices: &[choice("immediate", "At once.")] };
