//! The textfile collector of node_exporter: how soon somebody must respond, as metrics, which a dashboard draws beside
//! how soon somebody did.

use incident_ir::{Service, Settings};

use crate::{Artefact, Target};

/// `response-times.prom`.
pub(crate) struct Textfile;

const HEAD: &str = "\
# HELP incident_response_target_seconds Time to the first response.
# TYPE incident_response_target_seconds gauge
";

impl Target for Textfile {
    fn name(&self) -> &'static str {
        "textfile"
    }

    fn artefacts(&self, service: &Service, _settings: &Settings) -> Vec<Artefact> {
        let with_target = service.severities.iter().filter_map(|severity| {
            let target = severity.response_time.value()?;
            Some(format!(
                "incident_response_target_seconds{{service=\"{}\",severity=\"{}\",what=\"{}\"}} {}\n",
                label_value(&service.name),
                severity.level.name(),
                label_value(&severity.description),
                target.as_secs(),
            ))
        });
        let lines: String = with_target.collect();
        if lines.is_empty() {
            return Vec::new();
        }
        vec![Artefact {
            path: "response-times.prom".to_owned(),
            contents: format!("{HEAD}{lines}"),
        }]
    }
}

/// Text between the quotes of a label's value.
fn label_value(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n")
}
