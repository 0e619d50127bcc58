//! Questions that an edit overtakes.

use std::panic::AssertUnwindSafe;

/// The question was given up because an edit waits: what was asked about is not what there is any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Asks something of an [`crate::Analysis`] and comes back early when an edit waits.
///
/// # Errors
/// When it was given up. Asked again after the edit, it is answered.
pub fn cancellable<T>(ask: impl FnOnce() -> T) -> Result<T, Cancelled> {
    // Queries leave nothing half done behind.
    salsa::Cancelled::catch(AssertUnwindSafe(ask)).map_err(|_| Cancelled)
}
