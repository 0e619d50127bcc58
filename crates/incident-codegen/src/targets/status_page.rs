//! Status pages: which components there are, how they are grouped, what moves each, and in the provider's own words what
//! it then shows.
//!
//! A page is one file, whoever hosts it. Statuspage's has the article's shape. The others hold the bodies of requests, and
//! beside them what no request says: [`updates`].

mod cachet;
mod custom;
mod groups;
mod instatus;
mod statuspage;
mod updates;
mod words;

use incident_ir::{Service, Settings, StatusPage, StatusPageProvider};

use crate::{Artefact, Target, file_name::file_name_part};

/// `status_page.<name>.json`.
pub(crate) struct StatusPages;

impl Target for StatusPages {
    fn name(&self) -> &'static str {
        "status_page"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        let artefact = |page: &StatusPage| Artefact {
            path: format!("status_page.{}.json", file_name_part(&page.name)),
            contents: contents(service, page, settings),
        };
        service.status_pages.iter().map(artefact).collect()
    }
}

fn contents(service: &Service, page: &StatusPage, settings: &Settings) -> String {
    match page.provider.value {
        StatusPageProvider::Statuspage => statuspage::contents(service, page),
        StatusPageProvider::Cachet => cachet::contents(service, page, settings.cachet),
        StatusPageProvider::Instatus => instatus::contents(service, page),
        StatusPageProvider::Custom => custom::contents(service, page),
    }
}

#[cfg(test)]
mod tests;
