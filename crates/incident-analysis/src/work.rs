//! How much is looked at, which tests count: cost that grows with the square of a text is no matter of seconds.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static DONE: Cell<u64> = const { Cell::new(0) };
}

/// Takes note that one more block was passed, or one more name compared.
#[inline]
pub(crate) fn add() {
    #[cfg(test)]
    DONE.set(DONE.get() + 1);
}

/// How much is looked at meanwhile, on this thread.
#[cfg(test)]
pub(crate) fn of(act: impl FnOnce()) -> u64 {
    let before = DONE.get();
    act();
    DONE.get() - before
}
