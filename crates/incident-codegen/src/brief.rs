//! Parts of the documents by themselves, in Markdown, for whoever looks at one thing in an editor: the same words in
//! the same order as in the documents.

use incident_ir::{Channel, Duration, EscalationPolicy, Service, Settings, Severity};

use crate::documents::response_guide;
use crate::guide::{self, Raising};
use crate::markdown::{phrase, row, text};
use crate::phrase::plain;
use crate::words;

/// A service's response guide.
pub fn response_guide(service: &Service, settings: &Settings) -> String {
    response_guide::contents(service, settings)
}

/// Text from the source as Markdown that shows it as it stands, on one line.
pub fn words(source: &str) -> String {
    text(source)
}

/// A length of time: `1 hour 30 minutes`.
pub fn duration(duration: Duration) -> String {
    words::in_full(duration)
}

/// So many minutes in the largest units that give them exactly: `6 hours`.
pub fn minutes(minutes: u64) -> String {
    match minutes {
        0 => "0 minutes".to_owned(),
        _ => words::minutes_in_full(minutes),
    }
}

/// A channel as it is said: `Slack #p1-incidents`.
pub fn channel(service: &Service, channel: &Channel) -> String {
    text(&plain(&words::channel(service, channel)))
}

/// What is known about a severity, what raises it, and who is told when.
pub fn severity(service: &Service, settings: &Settings, severity: &Severity) -> String {
    let mut blocks = vec![response_guide::facts::block(service, severity)];
    if !severity.components.is_empty() {
        let components: Vec<String> = severity.components.iter().map(|it| text(it)).collect();
        let status = words::in_words(severity.page_status.name());
        let line = format!("\n- **Status page:** {status} of {}", words::enumeration(&components));
        blocks.iter_mut().for_each(|facts| facts.push_str(&line));
    }
    let raising = guide::raising(service, settings, severity);
    if !raising.is_empty() {
        let lines = raising.iter().map(|raising| match raising {
            Raising::Alert(alert) => format!("- alert {} {}", text(alert.name), text(&alert.when)),
            Raising::FailedCanary(when) => format!("- a failed canary {}", text(when)),
        });
        blocks.push(format!("Raised by:\n\n{}", lines.collect::<Vec<_>>().join("\n")));
    }
    let policy = severity.policy.as_deref().and_then(|name| service.policy(name));
    blocks.push(policy.map_or_else(
        || "No escalation policy serves it.".to_owned(),
        |policy| escalation_policy(service, policy),
    ));
    blocks.join("\n\n")
}

/// Who is told when by a policy, and what happens when nobody acknowledges.
pub fn escalation_policy(service: &Service, policy: &EscalationPolicy) -> String {
    let name = text(&policy.name);
    let Some(path) = guide::path_of(service, policy) else {
        return format!("Policy **{name}** has no tiers.");
    };
    let fallback = phrase(&guide::fallback(service, policy));
    format!("Escalation by **{name}**:\n\n{}\n\n{fallback}", table(&path))
}

const HEADER: &str = "| Tier | Who | Told after | Has | How |\n|---|---|---|---|---|";

fn table(path: &guide::Path<'_>) -> String {
    path.tiers.iter().fold(HEADER.to_owned(), |table, tier| {
        let channels: Vec<String> = tier.channels.iter().map(|channel| plain(channel)).collect();
        let told_after = match tier.told_after {
            0 => "at once".to_owned(),
            after => words::minutes_in_full(after),
        };
        let cells = [
            tier.number.to_string(),
            tier.role.clone(),
            told_after,
            words::in_full(tier.timeout),
            if channels.is_empty() { "None".to_owned() } else { channels.join(" + ") },
        ];
        format!("{table}\n{}", row(cells.iter().map(String::as_str)))
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::testing::payment;

    #[test]
    fn a_severity_says_who_is_told_when() {
        let service = payment();
        let p1 = service.severities.first().unwrap();
        expect![[r#"
            - **Response time target:** 5 minutes
            - **Notification channels:** PagerDuty, Slack #p1-incidents,
              Phone: eng-manager, Phone: vp-engineering
            - **Incident commander required:** Yes
            - **Status page update required:** Yes
            - **Resolution target:** 1 hour
            - **Post-mortem required:** Yes (due within 3 business days)
            - **Status page:** major outage of Payment Processing

            Escalation by **payments-critical**:

            | Tier | Who | Told after | Has | How |
            |---|---|---|---|---|
            | 1 | On-call engineer | at once | 10 minutes | PagerDuty |
            | 2 | Team lead | 10 minutes | 20 minutes | PagerDuty + Slack |
            | 3 | Engineering manager | 30 minutes | 30 minutes | Phone + Slack |
            | 4 | VP Engineering | 1 hour | 60 minutes | Phone |

            If nobody has acknowledged after 6 hours (all 4 tiers, 3 times), the on-call engineer or the incident commander escalates the incident to the policy `payments-critical-fallback`, which tells everybody in every tier at once: all of payments-backend, Team lead, Engineering manager and VP Engineering."#]].assert_eq(&severity(&service, &Settings::default(), p1));
    }

    #[test]
    fn lengths_of_time_are_said_in_words() {
        assert_eq!([minutes(0), minutes(90)], ["0 minutes", "1 hour 30 minutes"]);
    }
}
