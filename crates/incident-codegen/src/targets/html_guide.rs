//! `IncidentResponseGuide.html`: the response guide as one page that needs nothing but itself.
//!
//! It says what the Markdown guide says ([`crate::guide`] is both's), and draws what a list says badly:
//! when each tier is told, to scale in time, and whose turn it is, as a calendar. It is read on a phone by
//! somebody who was just woken, and printed for the wall: no script, no request, nothing that a narrow
//! screen cuts off.
//!
//! The page is HTML that is also well-formed XML, so that any XML parser can check and search it.

mod calendar;
mod content_security_policy;
mod dense_style;
mod drawing;
mod escalation_path;
mod fallback;
mod link;
mod markup;
mod on_call;
mod page;
mod phrase;
mod post_mortem;
mod severity;
mod status_page;
mod table;

use incident_ir::{Service, Settings};

use crate::{Artefact, Target};

/// The page of every service.
pub(crate) struct HtmlGuide;

impl Target for HtmlGuide {
    fn name(&self) -> &'static str {
        "html_guide"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        vec![Artefact {
            path: "IncidentResponseGuide.html".to_owned(),
            contents: page::page(service, settings),
        }]
    }
}

#[cfg(test)]
mod tests;
