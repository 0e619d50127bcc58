//! Documentation, `/// …`, with what is said of something.

use incident_analysis::typed;
use incident_base::Origin;
use incident_codegen::brief;

use super::Cx;
use crate::calls::typed_block;
use crate::names::place::item_of;

/// The documentation of the block with this header.
pub(crate) fn of<'a>(cx: &'a Cx<'_>, header: Origin) -> Option<&'a str> {
    let item = item_of(cx.analysis, header)?;
    let block = typed(&cx.analysis.db, item).block.as_ref()?;
    typed_block(block, &|block| block.header == header)?.docs.as_deref()
}

/// Documentation, where there is some, above what is said.
pub(crate) fn before(docs: Option<&str>, said: String) -> String {
    match docs {
        Some(docs) => format!("{}\n\n{said}", brief::words(docs)),
        None => said,
    }
}
