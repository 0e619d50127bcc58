//! Alertmanager: the service's alerts to whoever pages, by the policy that is for them.
//!
//! One file, `alertmanager.yml`, which stands alone or is taken into a greater one; `README.md` beside says
//! how. What is decided about alerts is decided in `routing.rs`, as for the providers; here it becomes a
//! route (`route.rs`) and the receiver at its end (`receiver.rs`).

mod model;
mod receiver;
mod route;

use incident_ir::{PagingProvider, Service, Settings};

use crate::{Artefact, Target, yaml::to_yaml};

/// `alertmanager.yml`.
pub(crate) struct Alertmanager;

impl Target for Alertmanager {
    fn name(&self) -> &'static str {
        "alertmanager"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.alert_rules.is_empty() {
            return Vec::new();
        }
        let file = file(service, settings).map(|file| Artefact {
            path: "alertmanager.yml".to_owned(),
            contents: to_yaml(&comment(service), &file),
        });
        file.into_iter().collect()
    }
}

/// Without a policy nobody is to be told, and a route must lead somewhere; INC001 or INC522 says so.
fn file(service: &Service, settings: &Settings) -> Option<model::File> {
    let (route, ends) = route::of_service(service, settings)?;
    Some(model::File {
        route: model::RootRoute { receiver: route.receiver.clone(), routes: [route] },
        receivers: ends.iter().map(|end| receiver::of(service, end)).collect(),
    })
}

fn comment(service: &Service) -> String {
    let name = &service.name.value;
    let key = match service.paging_provider.value {
        PagingProvider::PagerDuty if service.apps.is_empty() => {
            format!("the integration key (Events API v2) of PagerDuty's service {name}")
        }
        PagingProvider::PagerDuty => {
            // An app's name is any string.
            let apps: Vec<String> =
                service.apps.iter().map(|app| format!("{:?}", app.name.as_str())).collect();
            let (one_of, services) = match apps.len() {
                1 => ("", "service"),
                _ => ("one of ", "services"),
            };
            format!(
                "the integration key (Events API v2) of {one_of}PagerDuty's {services} {}",
                apps.join(", ")
            )
        }
        PagingProvider::Opsgenie => {
            format!("the API key of the Prometheus integration of Opsgenie's team {name}")
        }
    };
    format!(
        "The alerts of {name}, for Alertmanager 0.25 or later.\n\
         Written by `incident compile`: change the .incident file, not this one.\n\
         \n\
         Needs {file}, a file that holds nothing, not even a new line, but\n\
         {key}.\n\
         Its path is taken from the folder that Alertmanager is started in.\n\
         \n\
         To route many services, take the entry of `routes` and all of `receivers` into one file.",
        file = receiver::key_file(service)
    )
}

#[cfg(test)]
mod tests {
    use incident_ir::App;

    use super::*;
    use crate::testing::{at, checkout, origin, payment, set};

    fn written(service: &Service) -> String {
        let artefacts = Alertmanager.artefacts(service, &Settings::default());
        let [Artefact { path, contents }] = <[_; 1]>::try_from(artefacts).unwrap();
        assert_eq!(path, "alertmanager.yml");
        contents
    }

    #[test]
    fn the_checkout_at_pagerduty() {
        expect_test::expect_file!["alertmanager/golden/CheckoutOps.pagerduty.yml"]
            .assert_eq(&written(&checkout()));
    }

    #[test]
    fn the_checkout_at_opsgenie() {
        let service = Service { paging_provider: set(PagingProvider::Opsgenie), ..checkout() };
        expect_test::expect_file!["alertmanager/golden/CheckoutOps.opsgenie.yml"]
            .assert_eq(&written(&service));
    }

    #[test]
    fn a_service_without_alerts_or_without_a_policy_has_none() {
        let without_policy = Service { policies: Vec::new(), severities: Vec::new(), ..checkout() };
        for service in [payment(), without_policy] {
            assert_eq!(Alertmanager.artefacts(&service, &Settings::default()), []);
        }
    }

    #[test]
    fn no_name_leaves_the_comment() {
        let app = |name: &str| App { origin: origin(), name: at(name.into()) };
        let service = Service { apps: vec![app("a\nroute: x\u{2028}y"), app("b")], ..checkout() };
        let text = written(&service);
        let services = r#"one of PagerDuty's services "a\nroute: x\u{2028}y", "b""#;
        assert!(text.contains(services), "{text}");
    }
}
