//! One file a request.

pub(crate) mod diagnostics;
