//! The `.incident` language for tree-sitter.
//!
//! ```ignore
//! parser.set_language(&tree_sitter_incident::LANGUAGE.into())?;
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_incident() -> *const ();
}

/// The grammar.
// SAFETY: the function is the generated parser's, which `build.rs` compiles, and returns a language.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_incident) };

/// What is coloured as what.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// What can be folded away.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// How far lines are indented.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");

/// What is declared, and where that holds.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");
