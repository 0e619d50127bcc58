//! Documents that an editor shows beside the text: a service's response guide, a diagnostic's page.

use incident_analysis::{Item, entry, items, lower, settings};
use incident_base::{Code, FileId, NodeId, TextSize};
use incident_codegen::brief;

use crate::Analysis;

/// A service's response guide, as far as the service is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The service's name.
    pub service: String,
    /// Markdown.
    pub markdown: String,
}

/// The guide of the service around a place, or of the one above: its end may not be written yet.
pub(crate) fn at(analysis: &Analysis, file: FileId, offset: TextSize) -> Option<Guide> {
    let (db, workspace) = (&analysis.db, analysis.workspace);
    let all = items(db, analysis.source(file)?).iter();
    let begun = |item: &&Item<'_>| {
        entry(db, **item).is_some_and(|tree| tree.range(NodeId(0)).start() <= offset)
    };
    let item = all.take_while(begun).last()?;
    let service = &lower(db, *item)?.service;
    let markdown = brief::response_guide(service, &settings(db, workspace));
    Some(Guide { service: service.name.value.to_string(), markdown })
}

/// The page of a diagnostic, by its code: `INC001`. `None` when there is no such diagnostic.
pub fn page(code: &str) -> Option<&'static str> {
    incident_rules::rule(Code::parse(code)?).map(|rule| rule.page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{example, fixture};

    #[test]
    fn the_guide_is_the_one_that_is_written() {
        let text = example("payment.incident").replacen("severity P1", "severity $0P1", 1);
        let fixture = fixture(&text);
        let guide = fixture.analysis.response_guide(fixture.file, fixture.offset).unwrap();
        let golden = format!(
            "{}/../../tests/golden/payment/PaymentServiceOps/IncidentResponseGuide.g.md",
            env!("CARGO_MANIFEST_DIR")
        );
        #[expect(clippy::disallowed_methods, reason = "a test reads a golden")]
        let written = std::fs::read_to_string(golden).unwrap();
        assert_eq!((guide.service.as_str(), guide.markdown), ("PaymentServiceOps", written));
    }

    #[test]
    fn half_a_service_has_a_guide() {
        let fixture = fixture("service S {\n  severity P1 \"x\" {\n    response_time = $0\n");
        let guide = fixture.analysis.response_guide(fixture.file, fixture.offset).unwrap();
        assert!(guide.markdown.contains("P1: x"), "{}", guide.markdown);
    }

    #[test]
    fn pages_are_found_by_their_codes() {
        assert!(page("INC001").unwrap().starts_with("# INC001"));
        assert_eq!(page("INC999"), None);
    }
}
