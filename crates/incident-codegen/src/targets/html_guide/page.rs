//! The whole page: head, contents, sections.

use std::sync::LazyLock;

use incident_ir::{Service, Settings};

use super::{
    content_security_policy::policy,
    dense_style::dense,
    fallback, link,
    markup::{Html, element, void, worded},
    on_call,
    phrase::prose,
    post_mortem, severity, status_page,
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
    pub(super) fn new(id: &'static str, title: &'static str, content: Html) -> Option<Self> {
        let whole = Html::all([worded("h2", title), content.clone()]);
        (!content.is_empty()).then(|| Self {
            id: id.to_owned(),
            class: "part".to_owned(),
            link: Html::text(title),
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
        Section::new("nobody", "If Nobody Acknowledges", fallback::content(service)),
        Section::new("on-call", "Who Is On Call", on_call::content(service)),
        Section::new("status-page", "Status Page", status_page::content(service)),
        Section::new("post-mortem", "Post-Mortem", post_mortem::content(service)),
        Section::new("about", "About This Service", prose(service.docs.as_deref())),
    ]
    .into_iter()
    .flatten()
    .collect();

    let nav = contents(&severities, &others);
    let empty = match severities.is_empty() {
        true => worded("p", guide::NO_SEVERITIES),
        false => Html::default(),
    };
    let sections = severities.into_iter().chain(others).map(section);
    let main =
        element("main", &[("id", "main")], Html::all(std::iter::once(empty).chain(sections)));
    let body = element("body", &[("id", "top")], Html::all([header(service), nav, main, footer()]));
    let html = element(
        "html",
        &[("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")],
        Html::all([head(service), body]),
    );
    format!("<!DOCTYPE html>\n{}", html.into_string())
}

fn head(service: &Service) -> Html {
    let title = format!("Incident Response Guide: {}", service.name.value);
    let (sheet, policy) = &*WRITTEN;
    let http = [("http-equiv", "Content-Security-Policy"), ("content", policy.as_str())];
    let name = |name: &str, content: &str| void("meta", &[("name", name), ("content", content)]);
    let parts = [
        void("meta", &[("charset", "utf-8")]),
        void("meta", &http),
        name("viewport", "width=device-width, initial-scale=1"),
        name("color-scheme", "light dark"),
        name("referrer", "no-referrer"),
        // Numbers and addresses that are not meant as links stay text on a phone.
        name("format-detection", "telephone=no, date=no, address=no, email=no"),
        name("generator", "Ops.Incident"),
        // Or else a browser asks the host for an icon.
        void("link", &[("rel", "icon"), ("href", "data:,")]),
        worded("title", &title),
        Html::style(sheet),
    ];
    element("head", &[], Html::all(parts))
}

fn header(service: &Service) -> Html {
    let title = [
        element("span", &[("class", "kind")], Html::text("Incident Response Guide ")),
        Html::text(&service.name),
    ];
    let runbook = service.runbook.as_deref().filter(|runbook| !one_line(runbook).is_empty());
    let runbook = runbook.map(|place| {
        link::web("Open the runbook", place).map_or_else(
            || Html::all([Html::text("Runbook: "), worded("code", place)]),
            |link| element("span", &[("class", "button")], link),
        )
    });
    let pages = format!("Paged by {}", words::provider(service.paging_provider.value));
    let line = [Some(Html::text(&pages)), runbook].into_iter().flatten();
    let line = line.map(|item| element("li", &[], item));
    let parts = [
        element("h1", &[], Html::all(title)),
        prose(service.description.as_deref()),
        element("ul", &[("class", "line")], Html::all(line)),
    ];
    element("header", &[], Html::all(parts))
}

/// The table of contents: the severities large, so that a thumb hits them.
fn contents(severities: &[Section], others: &[Section]) -> Html {
    let list = |class: &str, sections: &[Section]| {
        let items = sections.iter().map(|section| {
            let link = element("a", &[("href", &format!("#{}", section.id))], section.link.clone());
            element("li", &[("class", &section.class)], link)
        });
        match sections.is_empty() {
            true => Html::default(),
            false => element("ul", &[("class", class)], Html::all(items)),
        }
    };
    let lists = Html::all([list("severities", severities), list("others", others)]);
    if lists.is_empty() {
        return lists;
    }
    element("nav", &[("aria-label", "Contents")], lists)
}

fn section(section: Section) -> Html {
    let back = element("a", &[("href", "#top")], Html::text("Back to the top"));
    let back = element("p", &[("class", "back")], back);
    let content = Html::all([section.content, back]);
    element("section", &[("id", &section.id), ("class", &section.class)], content)
}

fn footer() -> Html {
    let words = "Generated by Ops.Incident from the service's .incident file: change that, not this \
                 page. It needs no network, and knows no today: the calendars begin where the \
                 rotations do.";
    element("footer", &[], worded("p", words))
}
