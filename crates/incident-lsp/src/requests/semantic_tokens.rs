//! `textDocument/semanticTokens`: of the whole text, of a part, and what changed since the last time.

use std::collections::BTreeMap;
use std::sync::Mutex;

use incident_ide::{Highlight, HighlightKind, TextRange};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, Url,
};

use crate::snapshot::{File, Snapshot};

/// The last tokens that were sent of each document, with their number.
#[derive(Debug, Default)]
pub(crate) struct Sent(Mutex<BTreeMap<Url, (u64, Vec<SemanticToken>)>>);

/// The protocol's words for what words are; their positions are what is sent.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::KEYWORD,
            SemanticTokenType::PROPERTY,
            SemanticTokenType::ENUM_MEMBER,
            SemanticTokenType::VARIABLE,
            SemanticTokenType::PARAMETER,
            SemanticTokenType::EVENT,
            SemanticTokenType::STRING,
            SemanticTokenType::NUMBER,
            SemanticTokenType::COMMENT,
        ],
        token_modifiers: vec![
            SemanticTokenModifier::DECLARATION,
            SemanticTokenModifier::DOCUMENTATION,
        ],
    }
}

/// The position in the legend.
fn of_kind(kind: HighlightKind) -> u32 {
    match kind {
        HighlightKind::Kind => 0,
        HighlightKind::Key => 1,
        HighlightKind::Member => 2,
        HighlightKind::Name => 3,
        HighlightKind::Person => 4,
        HighlightKind::Channel => 5,
        HighlightKind::Text => 6,
        HighlightKind::Number => 7,
        HighlightKind::Comment | HighlightKind::Documentation => 8,
    }
}

pub(crate) fn full(
    snapshot: &Snapshot,
    params: &SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let data = tokens(snapshot, &file, None);
    let result_id = remembered(snapshot, uri, &data);
    Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id, data })))
}

pub(crate) fn range(
    snapshot: &Snapshot,
    params: &SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let within = file.document.text_range(params.range, snapshot.session.encoding);
    let data = tokens(snapshot, &file, Some(within));
    Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
}

pub(crate) fn delta(
    snapshot: &Snapshot,
    params: &SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let data = tokens(snapshot, &file, None);
    let before = snapshot.tokens_sent.get(uri, &params.previous_result_id);
    let result_id = remembered(snapshot, uri, &data);
    Ok(Some(match before {
        Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id,
            edits: edits(&before, &data),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data }),
    }))
}

/// Keeps what is sent of a document until it is closed; what is not open is never closed.
fn remembered(snapshot: &Snapshot, uri: &Url, data: &[SemanticToken]) -> Option<String> {
    let is_open = snapshot.documents.contains_key(uri);
    is_open.then(|| snapshot.tokens_sent.put(uri, data.to_vec()))
}

impl Sent {
    fn put(&self, uri: &Url, data: Vec<SemanticToken>) -> String {
        let mut sent = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let number = sent.get(uri).map_or(0, |(number, _)| number + 1);
        sent.insert(uri.clone(), (number, data));
        number.to_string()
    }

    fn get(&self, uri: &Url, id: &str) -> Option<Vec<SemanticToken>> {
        let sent = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        sent.get(uri).filter(|(number, _)| number.to_string() == id).map(|(_, data)| data.clone())
    }

    /// The document is closed.
    pub(crate) fn forget(&self, uri: &Url) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).remove(uri);
    }
}

/// What is different between what they have in common at the beginning and at the end; five numbers a token.
fn edits(before: &[SemanticToken], after: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    if before == after {
        return Vec::new();
    }
    let same = |(one, other): &(&SemanticToken, &SemanticToken)| one == other;
    let head = before.iter().zip(after).take_while(same).count();
    let rest = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(same).count();
    let numbers = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    let data = after.get(head..after.len() - tail).unwrap_or_default().to_vec();
    let delete_count = numbers(before.len() - tail - head);
    vec![SemanticTokensEdit { start: numbers(head), delete_count, data: Some(data) }]
}

fn tokens(snapshot: &Snapshot, file: &File<'_>, within: Option<TextRange>) -> Vec<SemanticToken> {
    let mut encoder = Encoder { snapshot, file, line: 0, start: 0, data: Vec::new() };
    for one in file.analysis.highlights(file.id) {
        if within.is_none_or(|within| within.intersect(one.range).is_some()) {
            encoder.add(one);
        }
    }
    encoder.data
}

/// Positions are told relative to the token before.
struct Encoder<'a> {
    snapshot: &'a Snapshot,
    file: &'a File<'a>,
    line: u32,
    start: u32,
    data: Vec<SemanticToken>,
}

impl Encoder<'_> {
    fn add(&mut self, one: Highlight) {
        // A token stands on one line for every client.
        let document = &self.file.document;
        for (at, length) in document.parts(one.range, self.snapshot.session.encoding) {
            if length > 0 {
                self.push(at.line, at.character, length, one);
            }
        }
    }

    fn push(&mut self, line: u32, start: u32, length: u32, one: Highlight) {
        let delta_line = line - self.line;
        let delta_start = if delta_line == 0 { start - self.start } else { start };
        (self.line, self.start) = (line, start);
        let documentation = u32::from(one.kind == HighlightKind::Documentation) << 1;
        self.data.push(SemanticToken {
            delta_line,
            delta_start,
            length,
            token_type: of_kind(one.kind),
            token_modifiers_bitset: u32::from(one.is_declaration) | documentation,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(start: u32) -> SemanticToken {
        SemanticToken { delta_start: start, length: 1, ..SemanticToken::default() }
    }

    #[test]
    fn a_change_in_the_middle_is_told_alone() {
        let before = [token(1), token(2), token(3)];
        let after = [token(1), token(9), token(9), token(3)];
        let told = edits(&before, &after);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].start, told[0].delete_count), (5, 5));
        assert_eq!(told[0].data.as_deref(), Some(&after[1..3]));
        assert_eq!(edits(&after, &after), []);
        let gone = edits(&[token(1), token(1)], &[token(1)]);
        assert_eq!((gone[0].start, gone[0].delete_count), (5, 5));
    }
}
