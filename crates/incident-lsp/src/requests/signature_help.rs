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
    let parameters = client.parameter_information.as_ref();
    let takes_offsets = parameters.and_then(|it| it.label_offset_support).unwrap_or_default();
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
    let parameter = |(range, doc): (std::ops::Range<usize>, String)| {
        // The header of a block is ASCII: bytes are what the protocol counts.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let own = label.get(range.clone()).unwrap_or_default();
        // Where its text tells the place, too, it is what clients are best at: Emacs 30 fails at offsets that reach
        // the label's end.
        let is_told = label.find(own) == Some(range.start);
        let label = match takes_offsets && !is_told {
            true => ParameterLabel::LabelOffsets([offset(range.start), offset(range.end)]),
            false => ParameterLabel::Simple(own.to_owned()),
        };
        ParameterInformation { label, documentation: Some(documentation(doc)) }
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
