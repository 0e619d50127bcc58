//! The section of a severity.

use incident_ir::{Service, Settings, Severity};

use super::{
    escalation_path,
    markup::{Html, element, void, worded},
    page::Section,
    phrase::{list, phrase, prose},
};
use crate::guide::{self, Alert, Raising, Value, WayOut};

/// What is known about a severity and what to do, in the order in which it is done.
pub(super) fn section(service: &Service, settings: &Settings, severity: &Severity) -> Section {
    let is_urgent = guide::is_urgent(severity);
    let urgent = |part: Html| if is_urgent { part } else { Html::default() };
    let content = Html::all([
        element("h2", &[], title(severity)),
        prose(severity.docs.as_deref()),
        facts(service, severity),
        raising(service, settings, severity),
        urgent(steps(service, settings, severity)),
        escalation_path::section(service, severity),
        urgent(ways_out(service)),
    ]);
    let level = severity.level.value.name().to_lowercase();
    let class = format!("severity {level}");
    Section { id: level, class, link: title(severity), content }
}

/// The level, and what it means.
fn title(severity: &Severity) -> Html {
    let level = severity.level.value.name();
    let badge = element("span", &[("class", "badge")], Html::text(level));
    match severity.description.trim() {
        "" => badge,
        description => Html::all([badge, Html::text(" "), worded("span", description)]),
    }
}

fn facts(service: &Service, severity: &Severity) -> Html {
    let facts = guide::facts(service, severity).into_iter().map(|fact| {
        let (class, value) = match &fact.value {
            Value::Said(words) => ("", Html::text(words)),
            Value::Channels(channels) => ("list", list(channels)),
        };
        let pair = [worded("dt", fact.name), element("dd", &[], value)];
        element("div", &[("class", class)], Html::all(pair))
    });
    element("dl", &[("class", "facts")], Html::all(facts))
}

fn raising(service: &Service, settings: &Settings, severity: &Severity) -> Html {
    let raising = guide::raising(service, settings, severity);
    let items = raising.iter().map(|one| {
        let item = match one {
            Raising::Alert(alert) => of_alert(alert),
            Raising::FailedCanary(when) => {
                Html::all([worded("strong", "Failed canary"), Html::text(&format!(" {when}"))])
            }
        };
        element("li", &[], item)
    });
    headed_list("Alerts", "ul", "plain", Html::all(items))
}

fn of_alert(alert: &Alert<'_>) -> Html {
    let docs = alert.docs.map_or_else(Html::default, |docs| Html::text(&format!(": {docs}")));
    Html::all([
        worded("strong", alert.name),
        Html::text(&format!(" {}", alert.when)),
        phrase(&alert.runbook),
        docs,
    ])
}

/// Steps to be ticked off; nothing remembers the ticks.
fn steps(service: &Service, settings: &Settings, severity: &Severity) -> Html {
    let steps = guide::steps(service, settings, severity);
    let items = steps.iter().map(|step| {
        let tick = void("input", &[("type", "checkbox")]);
        let words = element("span", &[], phrase(step));
        element("li", &[], element("label", &[], Html::all([tick, words])))
    });
    headed_list("Response Steps", "ol", "steps", Html::all(items))
}

fn ways_out(service: &Service) -> Html {
    let ways = guide::ways_out(service);
    let items = ways.iter().map(|way| element("li", &[], way_out(way)));
    headed_list("Automated Remediation Options", "ul", "ways", Html::all(items))
}

fn way_out(way: &WayOut<'_>) -> Html {
    let kind = format!("{}:", way.kind);
    let what = [worded("strong", &kind), Html::text(&format!(" {} {}", way.what, way.facts))];
    let docs = way.docs.map_or_else(Html::default, |docs| worded("p", docs));
    let command = way.command.map_or_else(Html::default, |command| {
        element("pre", &[], element("code", &[], Html::lines(command)))
    });
    Html::all([element("p", &[], Html::all(what)), docs, command])
}

/// A list below a heading; nothing without items.
fn headed_list(title: &'static str, list: &'static str, class: &'static str, items: Html) -> Html {
    match items.is_empty() {
        true => items,
        false => Html::all([worded("h3", title), element(list, &[("class", class)], items)]),
    }
}
