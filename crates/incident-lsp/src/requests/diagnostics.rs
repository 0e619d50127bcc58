//! `textDocument/diagnostic`, `workspace/diagnostic`, and what is published unasked.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use incident_base::{Certainty, Level, PAGES};
use incident_ide::{Finding, Tag};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, NumberOrString, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::convert::Locator;
use crate::snapshot::{File, Snapshot};

/// The address of a code's page.
pub(crate) fn page_address(code: &str) -> Option<Url> {
    Url::parse(&format!("{PAGES}/{code}.md")).ok()
}

/// `textDocument/diagnostic`.
pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let file = snapshot.file(&params.text_document.uri)?;
    let items = diagnostics(snapshot, &file);
    let result_id = result_id(&items);
    let report = if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id),
                items,
            },
        })
    };
    Ok(report.into())
}

/// `workspace/diagnostic`: every file of every program that was read.
pub(crate) fn workspace(
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let mut items = Vec::new();
    let known = params.previous_result_ids.iter().map(|known| (&known.uri, &known.value));
    let mut known: BTreeMap<&Url, &String> = known.collect();
    for (root, program) in snapshot.programs.iter().filter(|(_, program)| program.is_loaded) {
        let analysis = &program.analysis;
        for file in analysis.files() {
            snapshot.give_way();
            let mut locator = Locator::of_program(snapshot, root, analysis);
            let Some(uri) = locator.uri(file) else { continue };
            let found = converted(analysis.diagnostics(file), &mut locator);
            let version = snapshot.documents.get(&uri).map(|it| i64::from(it.version));
            let result_id = result_id(&found);
            items.push(match known.remove(&uri) {
                Some(known) if *known == result_id => WorkspaceDocumentDiagnosticReport::Unchanged(
                    WorkspaceUnchangedDocumentDiagnosticReport {
                        uri,
                        version,
                        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                            result_id,
                        },
                    },
                ),
                _ => {
                    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                        uri,
                        version,
                        full_document_diagnostic_report: FullDocumentDiagnosticReport {
                            result_id: Some(result_id),
                            items: found,
                        },
                    })
                }
            });
        }
    }
    // Nothing is wrong with a file that is gone.
    items.extend(known.into_keys().map(|uri| {
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri: uri.clone(),
            version: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport::default(),
        })
    }));
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

/// What is wrong with a file; before its program was read, what is wrong with it by itself.
pub(crate) fn diagnostics(snapshot: &Snapshot, file: &File<'_>) -> Vec<Diagnostic> {
    let found = match file.is_loaded {
        true => file.analysis.diagnostics(file.id),
        false => file.analysis.diagnostics_alone(file.id),
    };
    converted(found, &mut Locator::new(snapshot, file))
}

fn converted(found: Vec<Finding>, locator: &mut Locator<'_>) -> Vec<Diagnostic> {
    found.into_iter().map(|finding| diagnostic(finding, locator)).collect()
}

fn diagnostic(finding: Finding, locator: &mut Locator<'_>) -> Diagnostic {
    let Finding { diagnostic, tag, mend, .. } = finding;
    let shown = match locator.session().shows_related_places() {
        true => diagnostic.related.as_slice(),
        false => &[],
    };
    let related = shown.iter().filter_map(|related| {
        let location = locator.location(related.place.file, related.place.range)?;
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let code = diagnostic.code.to_string();
    let page = page_address(&code);
    Diagnostic {
        range: locator.range(diagnostic.place.file, diagnostic.place.range),
        severity: Some(match diagnostic.level {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Note => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(code)),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("incident".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        tags: tag.map(|tag| {
            vec![match tag {
                Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
                Tag::Deprecated => DiagnosticTag::DEPRECATED,
            }]
        }),
        data: mend.map(|(_, certainty)| json!({ "fix": certainty == Certainty::Certain })),
    }
}

/// Equal where what is found is.
fn result_id(found: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    // Its text holds all of it.
    for one in found {
        format!("{one:?}").hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
