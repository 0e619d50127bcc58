use expect_test::{Expect, expect};
use incident_base::{Code, Level};

use super::*;
use crate::testing::{EXAMPLES, Fixture, example, fixture};
use crate::{Contents, Host};

mod accepting;
mod broken;
mod words;

/// The offers at a fixture's cursor.
fn at(text: &str, trigger: Option<char>) -> (Fixture, Completions) {
    let fixture = fixture(text);
    let found = fixture.analysis.completions(fixture.file, fixture.offset, trigger);
    (fixture, found)
}

/// Their labels.
fn labels(text: &str) -> Vec<String> {
    at(text, None).1.items.into_iter().map(|item| item.label).collect()
}

/// Each with what would be put in, in the syntax of snippets, and its detail.
fn check(text: &str, expected: Expect) {
    let (fixture, found) = at(text, None);
    let source = fixture.analysis.text(fixture.file);
    let word = usize::from(found.word.start())..usize::from(found.word.end());
    let mut shown = format!("in place of {:?}\n", source.get(word).unwrap());
    for item in found.items {
        let text = item.text.with_stops().replace('\n', "⏎");
        let detail = item.detail.map(|detail| format!("  ({detail})")).unwrap_or_default();
        shown.push_str(&format!("{} -> {text:?}{detail}\n", item.label));
    }
    expected.assert_eq(&shown);
}

/// A service with a line of somebody's in it.
fn in_service(lines: &str) -> String {
    format!("service Shop {{\n{lines}\n}}\n")
}

#[test]
fn keys_and_blocks_that_are_not_there_yet_the_needed_first() {
    let text = in_service("  on_call_rotation shop {\n    time_zone = \"UTC\"\n    $0\n  }");
    let labels = labels(&text);
    assert_eq!(labels[..2], ["members", "rotation_period"]);
    assert!(!labels.iter().any(|label| label == "time_zone"), "{labels:?}");
    assert_eq!(labels.last().unwrap(), "override");
}

#[test]
fn at_the_top_level_there_are_blocks_only() {
    assert_eq!(labels("$0"), ["service", "profile", "on_call_rotation", "team", "role", "person"]);
    assert_eq!(labels("role a\n\nser$0\n\nrole b\n"), labels("$0"));
}

#[test]
fn a_policy_needs_a_tier_first() {
    let text = in_service("  escalation_policy a { $0 }");
    assert_eq!(labels(&text)[0], "tier");
}

#[test]
fn a_block_comes_whole_with_stops() {
    check(
        "role ops\nservice Shop {\n  severity P1 \"down\"\n  severity P3 \"slow\"\n  sev$0\n}\n",
        expect![[r#"
            in place of "sev"
            description -> "description = \"${1:Takes the money.}\"$0"  (a string such as "text")
            runbook -> "runbook = \"${1:https://runbooks.company.com/payments}\"$0"  (a URL or a path in quotes)
            rotation -> "rotation = ${1:payments-backend}$0"  (the name of a rotation)
            use -> "use = [${1:tier-one}]$0"  (a list of profile names in [ and ])
            paging_provider -> "paging_provider = ${1|pagerduty,opsgenie|}$0"  (a paging provider (pagerduty or opsgenie), default pagerduty)
            status_update_interval -> "status_update_interval = ${1:15m}$0"  (a duration such as 15m, default 15m)
            on_call_rotation -> "on_call_rotation ${1:payments-backend} {⏎  members   = [${2:alice@company.com, bob@company.com}]⏎  time_zone = \"${3:America/New_York}\"⏎\\}$0"  (on_call_rotation NAME)
            role -> "role ${1:eng-manager} { title = \"${2:Engineering manager}\", assignee = ${3:erin@company.com} \\}$0"  (role NAME)
            escalation_policy -> "escalation_policy ${1:payments-critical} {⏎  tier ${2|oncall,ops|}    { timeout = ${3:10m}, channels = [${4:pagerduty}] \\}⏎  tier ${5:ops} { timeout = ${6:20m}, channels = [${7:pagerduty, slack}] \\}⏎\\}$0"  (escalation_policy NAME)
            status_page -> "status_page ${1:payments} {⏎  component \"${2:Payment Processing}\"⏎\\}$0"  (status_page NAME)
            post_mortem_template -> "post_mortem_template {⏎  required_sections = [${1:\"Summary\", \"Timeline\", \"Root Cause\", \"Action Items\"}]⏎\\}$0"  (post_mortem_template)
            severity -> "severity ${1|P2,P4|} \"${2:Complete payment processing outage}\" {⏎  response_time = ${3:5m}⏎\\}$0"  (severity LEVEL DESCRIPTION)
            observability -> "observability {⏎  health_check ${1:payments} { url = \"${2:https://payments.company.com/healthz}\" \\}⏎\\}$0"  (observability)
            deployment -> "deployment {⏎  app \"${1:payment-service}\"⏎\\}$0"  (deployment)
            resilience -> "resilience {⏎  rollback_plan ${1:payments} { to = ${2:previous_version} \\}⏎\\}$0"  (resilience)
            environment_parity -> "environment_parity {⏎  feature_flag ${1:payment-v2} { on_incident = ${2|disable,enable|} \\}⏎\\}$0"  (environment_parity)
        "#]],
    );
}
