//! The end of what is done for a request that its client takes back.

use std::sync::{Arc, Mutex};

use incident_ide::Stopper;

use crate::snapshot::Snapshot;

/// What a request is answered from, while it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<Mutex<Vec<Stopper>>>);

impl Stop {
    /// The request is answered from this moment now.
    pub(crate) fn reaches(&self, snapshot: &Snapshot) {
        let programs = snapshot.programs.values();
        self.put(programs.map(|program| program.analysis.stopper()).collect());
    }

    /// Somebody waits as long as there is what this returns.
    pub(crate) fn unless_awaited(&self) -> Awaited {
        Awaited(self.clone())
    }

    fn put(&self, stoppers: Vec<Stopper>) -> Vec<Stopper> {
        let mut now = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        std::mem::replace(&mut now, stoppers)
    }
}

/// Whoever waits for the answer.
#[derive(Debug)]
pub(crate) struct Awaited(Stop);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.put(Vec::new()).iter().for_each(Stopper::stop);
    }
}
