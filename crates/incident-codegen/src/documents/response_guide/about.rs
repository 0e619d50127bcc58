use incident_ir::Service;

use crate::markdown::prose;

/// The service's documentation, at the end: it does not help whoever is in the middle of an incident.
pub(super) fn blocks(service: &Service) -> Vec<String> {
    let docs: Vec<String> = service.docs.iter().flat_map(|docs| prose(docs)).collect();
    if docs.is_empty() {
        return Vec::new();
    }
    std::iter::once("## About This Service".to_owned()).chain(docs).collect()
}
