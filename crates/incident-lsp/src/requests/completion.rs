//! `textDocument/completion` and `completionItem/resolve`.

use incident_ide::{Completion, CompletionKind, Completions, is_name, word_doc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemCapability, CompletionItemKind, CompletionList,
    CompletionOptions, CompletionParams, CompletionResponse, CompletionTextEdit, Documentation,
    InsertReplaceEdit, InsertTextFormat, InsertTextMode, MarkupContent, MarkupKind, Range,
    TextDocumentPositionParams, TextEdit,
};

use crate::session::Session;
use crate::snapshot::Snapshot;

/// What is typed where only a few things can follow.
const TRIGGERS: [&str; 6] = ["=", ":", "[", "\"", ",", " "];

/// What is offered to clients that complete.
pub(crate) fn options() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let at = &params.text_document_position;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let trigger = params.context.as_ref().and_then(|it| it.trigger_character.as_ref());
    let trigger = trigger.and_then(|it| it.chars().next());
    let found = file.analysis.completions(file.id, offset, trigger);
    let place = Place {
        before: file.range(snapshot, found.before),
        word: file.range(snapshot, found.word),
        client: client(&snapshot.session),
        asked: at.clone(),
    };
    let Completions { items, indent, is_incomplete, .. } = found;
    let items = items.into_iter().enumerate();
    let items = items.map(|(position, item)| place.item(position, item, &indent)).collect();
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete, items })))
}

/// What a client says about items.
fn client(session: &Session) -> CompletionItemCapability {
    let text_document = session.client.text_document.as_ref();
    let completion = text_document.and_then(|it| it.completion.as_ref());
    completion.and_then(|it| it.completion_item.clone()).unwrap_or_default()
}

/// Where items go, and what the client can take.
struct Place {
    before: Range,
    word: Range,
    client: CompletionItemCapability,
    asked: TextDocumentPositionParams,
}

/// What a name is sent with: what it stands for depends on the place where it was offered.
#[derive(Debug, Deserialize, Serialize)]
struct Named {
    topic: String,
    #[serde(flatten)]
    at: TextDocumentPositionParams,
}

impl Place {
    fn item(&self, position: usize, item: Completion, indent: &str) -> CompletionItem {
        let is_snippet = self.client.snippet_support.unwrap_or_default() && item.text.has_stops();
        let modes = self.client.insert_text_mode_support.as_ref();
        let adjusts =
            modes.is_some_and(|it| it.value_set.contains(&InsertTextMode::ADJUST_INDENTATION));
        let new_text = if is_snippet {
            item.text.with_stops()
        } else if adjusts {
            item.text.plain()
        } else {
            item.text.plain().replace('\n', &format!("\n{indent}"))
        };
        let is_long = new_text.contains('\n');
        let edit = if self.client.insert_replace_support.unwrap_or_default() {
            let (insert, replace) = (self.before, self.word);
            CompletionTextEdit::InsertAndReplace(InsertReplaceEdit { new_text, insert, replace })
        } else {
            CompletionTextEdit::Edit(TextEdit { range: self.word, new_text })
        };
        CompletionItem {
            label: item.label,
            kind: Some(kind(item.kind)),
            detail: item.detail,
            documentation: item.doc.map(|doc| Documentation::String(doc.to_owned())),
            // Editors sort by letters.
            sort_text: Some(format!("{position:04}")),
            filter_text: item.filter,
            insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
            insert_text_mode: (adjusts && is_long).then_some(InsertTextMode::ADJUST_INDENTATION),
            text_edit: Some(edit),
            data: item.topic.and_then(|topic| self.data(topic)),
            ..CompletionItem::default()
        }
    }

    fn data(&self, topic: String) -> Option<Value> {
        if is_name(&topic) {
            serde_json::to_value(Named { topic, at: self.asked.clone() }).ok()
        } else {
            Some(Value::String(topic))
        }
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Block => CompletionItemKind::CLASS,
        CompletionKind::Word => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Name => CompletionItemKind::REFERENCE,
        CompletionKind::Person => CompletionItemKind::VARIABLE,
        CompletionKind::Channel => CompletionItemKind::EVENT,
        CompletionKind::Text => CompletionItemKind::CONSTANT,
        CompletionKind::Value => CompletionItemKind::VALUE,
    }
}

/// Adds what an item is about.
pub(crate) fn resolve(snapshot: &Snapshot, item: &CompletionItem) -> Result<CompletionItem> {
    let mut item = item.clone();
    let doc = item.data.as_ref().and_then(|data| match data.as_str() {
        Some(word) => word_doc(word),
        None => name_doc(snapshot, &serde_json::from_value(data.clone()).ok()?),
    });
    if let Some(value) = doc {
        let formats = client(&snapshot.session).documentation_format.unwrap_or_default();
        item.documentation = Some(if formats.contains(&MarkupKind::Markdown) {
            Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
        } else {
            Documentation::String(value)
        });
    }
    Ok(item)
}

/// What a name stands for, as far as its text is still there.
fn name_doc(snapshot: &Snapshot, Named { topic, at }: &Named) -> Option<String> {
    let file = snapshot.file(&at.text_document.uri).ok()?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    file.analysis.name_doc(file.id, offset, topic, snapshot.now)
}
