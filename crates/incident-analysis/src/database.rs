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
        (Self { storage }, log)
    }
}
