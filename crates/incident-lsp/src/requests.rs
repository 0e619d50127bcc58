//! One file a request.

pub(crate) mod code_action;
pub(crate) mod diagnostics;
pub(crate) mod documents;
pub(crate) mod folding;
pub(crate) mod formatting;
pub(crate) mod hover;
pub(crate) mod inlay_hints;
pub(crate) mod selection;
pub(crate) mod semantic_tokens;
