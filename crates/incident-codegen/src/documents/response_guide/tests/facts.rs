use incident_ir::{Due, PostMortemTemplate, Service, Severity, SeverityLevel};

use super::{assert_contains, assert_lacks, guide, section};
use crate::testing::{
    channels, default, duration, given, payment, post_mortem, service, set, severity,
};

fn of(severity: Severity) -> String {
    guide(&Service { severities: vec![severity], ..service("Shop") })
}

#[test]
fn what_is_not_set_reads_none_no_and_no_target() {
    let guide = of(severity(SeverityLevel::P1, "Down", None));
    assert_contains(
        &guide,
        "## P1: Down\n\n\
         - **Response time target:** None\n\
         - **Notification channels:** None\n\
         - **Incident commander required:** No\n\
         - **Status page update required:** No\n\
         - **Resolution target:** No target\n\
         - **Post-mortem required:** Yes\n",
    );
}

#[test]
fn the_commander_is_told_for_p1_and_p2_and_where_it_is_declared() {
    const LINE: &str = "Incident commander required";
    for level in [SeverityLevel::P1, SeverityLevel::P2] {
        assert_contains(&of(severity(level, "Down", None)), LINE);
    }
    for level in [SeverityLevel::P3, SeverityLevel::P4] {
        assert_lacks(&of(severity(level, "Slow", None)), LINE);
        for (declared, words) in [(true, "Yes"), (false, "No")] {
            let declared = Severity {
                requires_incident_commander: set(declared),
                ..severity(level, "Slow", None)
            };
            assert_contains(&of(declared), &format!("- **{LINE}:** {words}\n"));
        }
    }
}

#[test]
fn the_post_mortem_is_due_as_its_template_says() {
    let with = |post_mortem: Option<PostMortemTemplate>, required| {
        let required = Severity {
            requires_post_mortem: set(required),
            ..severity(SeverityLevel::P3, "S", None)
        };
        guide(&Service { post_mortem, severities: vec![required], ..service("Shop") })
    };
    let within_a_day = PostMortemTemplate {
        due_within: default(Due::Within(duration("24h"))),
        ..post_mortem(&["Summary"])
    };
    let line = "- **Post-mortem required:** ";
    assert_contains(&with(Some(within_a_day), true), &format!("{line}Yes (due within 24 hours)\n"));
    assert_contains(&with(None, true), &format!("{line}Yes\n"));
    assert_contains(&with(Some(post_mortem(&["Summary"])), false), &format!("{line}No\n"));
}

#[test]
fn times_are_in_the_words_of_the_source() {
    let guide = of(Severity {
        response_time: given(duration("1h30m")),
        resolution_target: given(duration("2w")),
        ..severity(SeverityLevel::P4, "Ugly", None)
    });
    assert_contains(&guide, "- **Response time target:** 1 hour 30 minutes\n");
    assert_contains(&guide, "- **Resolution target:** 2 weeks\n");
}

#[test]
fn a_long_list_of_channels_goes_on_below_and_divides_none() {
    let guide = of(Severity {
        notify_channels: channels(
            "page slack:#a-rather-long-channel-name slack:#another-rather-long-channel-name \
             phone:eng-manager sms:vp-engineering email:incidents@company.com \
             slack:#this-one-is-longer-than-any-line-should-be-but-a-channel-s-name-is-never-divided \
             teams:#last",
        ),
        ..severity(SeverityLevel::P4, "Ugly", None)
    });
    assert_contains(
        &guide,
        "- **Notification channels:** PagerDuty, Slack #a-rather-long-channel-name,\n  \
           Slack #another-rather-long-channel-name, Phone: eng-manager,\n  \
           SMS: vp-engineering, Email: incidents@company.com,\n  \
           Slack #this-one-is-longer-than-any-line-should-be-but-a-channel-s-name-is-never-divided,\n  \
           Microsoft Teams #last\n",
    );
}

#[test]
fn one_long_channel_stays_on_its_line() {
    let name = "x".repeat(90);
    let guide = of(Severity {
        notify_channels: channels(&format!("slack:#{name}")),
        ..severity(SeverityLevel::P4, "Ugly", None)
    });
    assert_contains(&guide, &format!("- **Notification channels:** Slack #{name}\n"));
}

#[test]
fn page_is_the_provider_that_pages_the_service() {
    let mut service = payment();
    service.severities[0].notify_channels = channels("page");
    assert_contains(section(&guide(&service), "P1"), "**Notification channels:** PagerDuty\n");
    service.paging_provider = set(incident_ir::PagingProvider::Opsgenie);
    assert_contains(section(&guide(&service), "P1"), "**Notification channels:** Opsgenie\n");
}
