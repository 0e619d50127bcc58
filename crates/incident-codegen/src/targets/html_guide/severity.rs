//! The section of a severity.

use incident_ir::{Service, Settings, Severity};

use super::{
    escalation_path,
    markup::Html,
    page::Section,
    phrase::{list, phrase, prose},
};
use crate::guide::{self, Alert, Raising, Value, WayOut};

/// What is known about a severity and what to do, in the order in which it is done.
pub(super) fn section(service: &Service, settings: &Settings, severity: &Severity) -> Section {
    let is_urgent = guide::is_urgent(severity);
    let title = Html::piece(|html| title(html, severity));
    let content = Html::piece(|html| {
        html.element("h2", &[], |html| html.push(&title));
        prose(html, severity.docs.as_deref());
        facts(html, service, severity);
        raising(html, service, settings, severity);
        if is_urgent {
            steps(html, service, settings, severity);
        }
        escalation_path::section(html, service, severity);
        if is_urgent {
            ways_out(html, service);
        }
    });
    let level = severity.level.value.name().to_lowercase();
    let class = format!("severity {level}");
    Section { id: level, class, link: title, content }
}

/// The level, and what it means.
fn title(html: &mut Html, severity: &Severity) {
    let level = severity.level.value.name();
    html.element("span", &[("class", "badge")], |html| html.text(level));
    let description = severity.description.trim();
    if !description.is_empty() {
        html.text(" ");
        html.worded("span", description);
    }
}

fn facts(html: &mut Html, service: &Service, severity: &Severity) {
    html.element("dl", &[("class", "facts")], |html| {
        for fact in guide::facts(service, severity) {
            let class = match &fact.value {
                Value::Said(_) => "",
                Value::Channels(_) => "list",
            };
            html.element("div", &[("class", class)], |html| {
                html.worded("dt", fact.name);
                html.element("dd", &[], |html| match &fact.value {
                    Value::Said(words) => html.text(words),
                    Value::Channels(channels) => list(html, channels),
                });
            });
        }
    });
}

fn raising(html: &mut Html, service: &Service, settings: &Settings, severity: &Severity) {
    let raising = guide::raising(service, settings, severity);
    headed_list(html, "Alerts", ("ul", "plain"), &raising, |html, one| match one {
        Raising::Alert(alert) => of_alert(html, alert),
        Raising::FailedCanary(when) => {
            html.worded("strong", "Failed canary");
            html.text(&format!(" {when}"));
        }
    });
}

fn of_alert(html: &mut Html, alert: &Alert<'_>) {
    html.worded("strong", alert.name);
    html.text(&format!(" {}", alert.when));
    phrase(html, &alert.runbook);
    if let Some(docs) = alert.docs {
        html.text(&format!(": {docs}"));
    }
}

/// Steps to be ticked off; nothing remembers the ticks.
fn steps(html: &mut Html, service: &Service, settings: &Settings, severity: &Severity) {
    let steps = guide::steps(service, settings, severity);
    headed_list(html, "Response Steps", ("ol", "steps"), &steps, |html, step| {
        html.element("label", &[], |html| {
            html.void("input", &[("type", "checkbox")]);
            html.element("span", &[], |html| phrase(html, step));
        });
    });
}

fn ways_out(html: &mut Html, service: &Service) {
    let ways = guide::ways_out(service);
    headed_list(html, "Automated Remediation Options", ("ul", "ways"), &ways, way_out);
}

fn way_out(html: &mut Html, way: &WayOut<'_>) {
    html.element("p", &[], |html| {
        html.worded("strong", &format!("{}:", way.kind));
        html.text(&format!(" {} {}", way.what, way.facts));
    });
    if let Some(docs) = way.docs {
        html.worded("p", docs);
    }
    if let Some(command) = way.command {
        html.element("pre", &[], |html| html.element("code", &[], |html| html.lines(command)));
    }
}

/// A list below a heading, its element and its class; nothing without items.
fn headed_list<T>(
    html: &mut Html,
    title: &'static str,
    (list, class): (&'static str, &'static str),
    items: &[T],
    item: impl Fn(&mut Html, &T),
) {
    if items.is_empty() {
        return;
    }
    html.worded("h3", title);
    html.element(list, &[("class", class)], |html| {
        for one in items {
            html.element("li", &[], |html| item(html, one));
        }
    });
}
