//! The salsa database.

use std::sync::{Arc, Mutex};

use incident_base::MOST_LISTED;

use crate::lowering;
use crate::passing::Passing;

/// What queries ask of a database.
#[salsa::db]
pub trait Db: salsa::Database {
    /// What is not remembered.
    fn passing(&self) -> &Passing;

    /// How many errors of shape and words are listed of a file.
    fn most_listed(&self) -> usize;
}

/// The database: one for each program that is checked.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    storage: salsa::Storage<Self>,
    passing: Passing,
    most_listed: usize,
}

impl Default for Database {
    fn default() -> Self {
        Self::listing(MOST_LISTED)
    }
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {
    fn passing(&self) -> &Passing {
        &self.passing
    }

    fn most_listed(&self) -> usize {
        self.most_listed
    }
}

impl Database {
    /// A database for a program of which so many errors are listed of each file, whose sources list as many.
    pub fn listing(most_listed: usize) -> Self {
        let (storage, passing) = (salsa::Storage::default(), Passing::default());
        Self { storage, passing, most_listed }
    }

    /// A database for a program of unchanging inputs, of which only the findings are wanted: services are forgotten as soon
    /// as theirs are known.
    pub fn of_findings() -> Self {
        Self { passing: Passing::on(), ..Self::default() }
    }

    /// Forgets no service from now on: all of them will be asked for once more, and to make them again takes longer.
    pub fn keep_services(&mut self) {
        self.passing = Passing::default();
        lowering::forget_none(self);
    }

    /// A database that writes every query it runs into a log by its name, and every result it finds to hold still
    /// as `still` and the name, for tests of how much is computed and looked at again.
    pub fn logging() -> (Self, Arc<Mutex<Vec<String>>>) {
        let log = Arc::<Mutex<Vec<String>>>::default();
        let sink = Arc::clone(&log);
        let storage = salsa::Storage::new(Some(Box::new(move |event: salsa::Event| {
            let line = match event.kind {
                salsa::EventKind::WillExecute { database_key } => format!("{database_key:?}"),
                salsa::EventKind::DidValidateMemoizedValue { database_key } => {
                    format!("still {database_key:?}")
                }
                _ => return,
            };
            if let Ok(mut log) = sink.lock() {
                log.push(line);
            }
        })));
        (Self { storage, ..Self::default() }, log)
    }
}
