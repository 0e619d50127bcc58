//! The salsa database.

use std::sync::{Arc, Mutex};

/// What queries ask of a database.
#[salsa::db]
pub trait Db: salsa::Database {}

/// The database: one for each program that is checked.
#[salsa::db]
#[derive(Clone, Default)]
pub struct Database {
    storage: salsa::Storage<Self>,
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {}

impl Database {
    /// A database that writes the name of every query it runs into a log, for tests of how much is
    /// computed again.
    pub fn logging() -> (Self, Arc<Mutex<Vec<String>>>) {
        let log = Arc::<Mutex<Vec<String>>>::default();
        let sink = Arc::clone(&log);
        let storage = salsa::Storage::new(Some(Box::new(move |event: salsa::Event| {
            if let salsa::EventKind::WillExecute { database_key } = event.kind
                && let Ok(mut log) = sink.lock()
            {
                log.push(format!("{database_key:?}"));
            }
        })));
        (Self { storage }, log)
    }
}
