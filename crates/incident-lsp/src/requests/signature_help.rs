//! `textDocument/signatureHelp`.

use incident_ide::Signature;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, SignatureHelp,
    SignatureHelpOptions, SignatureHelpParams, SignatureInformation, SignatureInformationSettings,
};

use crate::session::Session;
use crate::snapshot::Snapshot;

/// What is offered to clients that show signatures.
pub(crate) fn options() -> SignatureHelpOptions {
    SignatureHelpOptions {
        trigger_characters: Some(vec![" ".to_owned(), "\"".to_owned()]),
        ..SignatureHelpOptions::default()
    }
}

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &SignatureHelpParams,
) -> Result<Option<SignatureHelp>> {
    let at = &params.text_document_position_params;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let found = file.analysis.signature(file.id, offset);
    Ok(found.map(|signature| help(signature, &client(&snapshot.session))))
}

/// What a client says about signatures.
fn client(session: &Session) -> SignatureInformationSettings {
    let text_document = session.client.text_document.as_ref();
    let help = text_document.and_then(|it| it.signature_help.as_ref());
    help.and_then(|it| it.signature_information.clone()).unwrap_or_default()
}

fn help(signature: Signature, client: &SignatureInformationSettings) -> SignatureHelp {
    let formats = client.documentation_format.as_deref().unwrap_or_default();
    let is_markdown = formats.contains(&MarkupKind::Markdown);
    let documentation = |value: String| {
        if is_markdown {
            Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
        } else {
            Documentation::String(value)
        }
    };
    let Signature { label, doc, labels, active } = signature;
    // The text tells the place, for it stands in the label once, and offsets are not for everybody who asks for them:
    // Emacs 30 fails at those that reach the label's end.
    let parameter = |(range, doc): (std::ops::Range<usize>, String)| ParameterInformation {
        label: ParameterLabel::Simple(label.get(range).unwrap_or_default().to_owned()),
        documentation: Some(documentation(doc)),
    };
    let parameters = labels.into_iter().map(parameter).collect();
    let active = u32::try_from(active).ok();
    let signature = SignatureInformation {
        documentation: Some(documentation(doc.to_owned())),
        parameters: Some(parameters),
        active_parameter: active.filter(|_| client.active_parameter_support == Some(true)),
        label,
    };
    SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        active_parameter: active,
    }
}
