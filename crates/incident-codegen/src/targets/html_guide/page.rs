//! The whole page: head, contents, sections.

use std::sync::LazyLock;

use incident_ir::{Service, Settings};

use super::{
    content_security_policy::policy, dense_style::dense, fallback, link, markup::Html, on_call,
    phrase::prose, post_mortem, severity, status_page,
};
use crate::{guide, markdown::one_line, words};

/// The style sheet as it is kept.
pub(super) const STYLE: &str = include_str!("style.css");

/// The style sheet as a page has it, and the page's policy, which names it.
static WRITTEN: LazyLock<(String, String)> = LazyLock::new(|| {
    let sheet = dense(STYLE);
    let policy = policy(&sheet);
    (sheet, policy)
});

/// Bytes for what every page has around its sections: mostly the style sheet.
const ROOM: usize = 16_000;

/// A part of the page that the table of contents leads to.
pub(super) struct Section {
    /// Its identifier.
    pub(super) id: String,
    /// Its class, for the style sheet.
    pub(super) class: String,
    /// What the table of contents says.
    pub(super) link: Html,
    /// Its heading, of the second level, and what stands below.
    pub(super) content: Html,
}

impl Section {
    /// A section with a heading of fixed words; `None` where there is nothing below it.
    pub(super) fn new(
        id: &'static str,
        title: &'static str,
        content: impl FnOnce(&mut Html),
    ) -> Option<Self> {
        let mut whole = Html::piece(|html| html.worded("h2", title));
        let below = Html::piece(content);
        whole.push(&below);
        (!below.is_empty()).then(|| Self {
            id: id.to_owned(),
            class: "part".to_owned(),
            link: Html::piece(|html| html.text(title)),
            content: whole,
        })
    }
}

/// The whole page.
pub(super) fn page(service: &Service, settings: &Settings) -> String {
    let severities: Vec<Section> = guide::severities(service)
        .into_iter()
        .map(|severity| severity::section(service, settings, severity))
        .collect();
    let others: Vec<Section> = [
        Section::new("nobody", "If Nobody Acknowledges", |html| fallback::content(html, service)),
        Section::new("on-call", "Who Is On Call", |html| on_call::content(html, service)),
        Section::new("status-page", "Status Page", |html| status_page::content(html, service)),
        Section::new("post-mortem", "Post-Mortem", |html| post_mortem::content(html, service)),
        Section::new("about", "About This Service", |html| prose(html, service.docs.as_deref())),
    ]
    .into_iter()
    .flatten()
    .collect();

    let sections = || severities.iter().chain(&others);
    let language = [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")];
    let page = Html::piece(|html| {
        html.reserve(ROOM + sections().map(|section| section.content.len()).sum::<usize>());
        html.doctype();
        html.element("html", &language, |html| {
            head(html, service);
            html.element("body", &[("id", "top")], |html| {
                header(html, service);
                contents(html, &severities, &others);
                html.element("main", &[("id", "main")], |html| {
                    if severities.is_empty() {
                        html.worded("p", guide::NO_SEVERITIES);
                    }
                    sections().for_each(|one| section(html, one));
                });
                footer(html);
            });
        });
    });
    page.into_string()
}

fn head(html: &mut Html, service: &Service) {
    let (sheet, policy) = &*WRITTEN;
    html.element("head", &[], |html| {
        html.void("meta", &[("charset", "utf-8")]);
        let mut meta =
            |key, name, content: &str| html.void("meta", &[(key, name), ("content", content)]);
        meta("http-equiv", "Content-Security-Policy", policy);
        meta("name", "viewport", "width=device-width, initial-scale=1");
        meta("name", "color-scheme", "light dark");
        meta("name", "referrer", "no-referrer");
        // Numbers and addresses that are not meant as links stay text on a phone.
        meta("name", "format-detection", "telephone=no, date=no, address=no, email=no");
        meta("name", "generator", "Ops.Incident");
        // Or else a browser asks the host for an icon.
        html.void("link", &[("rel", "icon"), ("href", "data:,")]);
        html.worded("title", &format!("Incident Response Guide: {}", service.name.value));
        html.style(sheet);
    });
}

fn header(html: &mut Html, service: &Service) {
    html.element("header", &[], |html| {
        html.element("h1", &[], |html| {
            let kind = [("class", "kind")];
            html.element("span", &kind, |html| html.text("Incident Response Guide "));
            html.text(&service.name);
        });
        prose(html, service.description.as_deref());
        html.element("ul", &[("class", "line")], |html| {
            let provider = words::provider(service.paging_provider.value);
            html.worded("li", &format!("Paged by {provider}"));
            let place = service.runbook.as_deref();
            if let Some(place) = place.filter(|place| !one_line(place).is_empty()) {
                html.element("li", &[], |html| runbook(html, place));
            }
        });
    });
}

fn runbook(html: &mut Html, place: &str) {
    if link::is_web(place) {
        let button = [("class", "button")];
        html.element("span", &button, |html| link::web(html, "Open the runbook", place));
    } else {
        html.text("Runbook: ");
        html.worded("code", place);
    }
}

/// The table of contents: the severities large, so that a thumb hits them.
fn contents(html: &mut Html, severities: &[Section], others: &[Section]) {
    if severities.is_empty() && others.is_empty() {
        return;
    }
    let lists = [("severities", severities), ("others", others)];
    let lists = lists.iter().filter(|(_, sections)| !sections.is_empty());
    html.element("nav", &[("aria-label", "Contents")], |html| {
        for (class, sections) in lists {
            html.element("ul", &[("class", class)], |html| {
                sections.iter().for_each(|section| entry(html, section));
            });
        }
    });
}

fn entry(html: &mut Html, section: &Section) {
    let to = format!("#{}", section.id);
    html.element("li", &[("class", &section.class)], |html| {
        html.element("a", &[("href", &to)], |html| html.push(&section.link));
    });
}

fn section(html: &mut Html, section: &Section) {
    html.element("section", &[("id", &section.id), ("class", &section.class)], |html| {
        html.push(&section.content);
        html.element("p", &[("class", "back")], |html| {
            html.element("a", &[("href", "#top")], |html| html.text("Back to the top"));
        });
    });
}

fn footer(html: &mut Html) {
    let words = "Generated by Ops.Incident from the service's .incident file: change that, not this \
                 page. It needs no network, and knows no today: the calendars begin where the \
                 rotations do.";
    html.element("footer", &[], |html| html.worded("p", words));
}
