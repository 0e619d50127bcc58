//! Questions that an edit overtakes, or that nobody waits for any more.

use std::panic::AssertUnwindSafe;

/// The question was given up because an edit waits, or somebody stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Ends the question that an [`crate::Analysis`] is being asked, from another thread.
#[derive(Clone, Debug)]
pub struct Stopper(pub(crate) salsa::CancellationToken);

impl Stopper {
    /// Ends it where it looks at the next thing. It may be answered all the same, when that is near.
    pub fn stop(&self) {
        self.0.cancel();
    }
}

/// Asks something of an [`crate::Analysis`] and comes back early when an edit waits, or a [`Stopper`] says so.
///
/// # Errors
/// When it was given up. Asked again after an edit, it is answered.
pub fn cancellable<T>(ask: impl FnOnce() -> T) -> Result<T, Cancelled> {
    // Queries leave nothing half done behind.
    salsa::Cancelled::catch(AssertUnwindSafe(ask)).map_err(|_| Cancelled)
}
