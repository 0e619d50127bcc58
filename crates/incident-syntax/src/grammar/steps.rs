//! Counting what the parser does, to show that its cost is linear.

use chumsky::input::{Checkpoint, Cursor, Input};
use chumsky::inspector::Inspector;

/// How many tokens the parser consumed; one that it went back to counts again.
#[derive(Debug, Default)]
pub(crate) struct Steps(u64);

impl Steps {
    pub(crate) fn consumed(&self) -> u64 {
        self.0
    }
}

impl<'t, I: Input<'t>> Inspector<'t, I> for Steps {
    type Checkpoint = ();

    #[inline]
    fn on_token(&mut self, _: &I::Token) {
        self.0 += 1;
    }

    #[inline]
    fn on_save<'p>(&self, _: &Cursor<'t, 'p, I>) -> Self::Checkpoint {}

    #[inline]
    fn on_rewind<'p>(&mut self, _: &Checkpoint<'t, 'p, I, Self::Checkpoint>) {}
}
