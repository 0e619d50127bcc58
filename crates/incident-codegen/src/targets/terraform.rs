//! Terraform and OpenTofu: what the paging provider's target writes as requests, as a module of resources.
//!
//! One file in JSON syntax, `terraform/pagerduty.tf.json` or `terraform/opsgenie.tf.json`; `README.md` beside says
//! how it is used, and on what facts it stands. Who is told what and when is decided by the other targets: here
//! their bodies get the names that the Terraform providers give to the same things.

mod module;
mod names;
mod objects;
mod opsgenie;
mod outside;
mod pagerduty;
mod people;
mod template;

use incident_ir::{PagingProvider, Service, Settings};

use crate::{Artefact, Target, json::to_json};

/// The module of a service.
pub(crate) struct Terraform;

impl Target for Terraform {
    fn name(&self) -> &'static str {
        "terraform"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        let provider = service.paging_provider.value;
        let module = match provider {
            PagingProvider::PagerDuty => {
                pagerduty::module(service, settings).map(|module| to_json(&module))
            }
            PagingProvider::Opsgenie => {
                opsgenie::module(service, settings).map(|module| to_json(&module))
            }
        };
        let path = format!("terraform/{}.tf.json", provider.name());
        module.into_iter().map(|contents| Artefact { path: path.clone(), contents }).collect()
    }
}

#[cfg(test)]
mod tests;
