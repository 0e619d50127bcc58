//! From a file to text.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use incident_analysis::Contents;

use crate::exit::{Failure, reason};

/// Places in a file are 32-bit byte offsets.
const LARGEST: u64 = u32::MAX as u64;

pub(crate) fn file(path: &Path, shown: &str) -> Result<Contents, Failure> {
    let unreadable =
        |error: io::Error| Failure::new(format!("{shown} cannot be read: {}.", reason(&error)));
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Failure::new(format!("{shown} is not a regular file.")));
    }
    if metadata.len() > LARGEST {
        return Err(too_large(shown));
    }
    contents(fs::read(path).map_err(unreadable)?, shown)
}

pub(crate) fn stdin() -> Result<Contents, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| {
        Failure::new(format!("standard input cannot be read: {}.", reason(&error)))
    })?;
    contents(bytes, "standard input")
}

/// Bytes that are no text are a finding about the file, not a reason to stop.
fn contents(bytes: Vec<u8>, shown: &str) -> Result<Contents, Failure> {
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(shown));
    }
    Ok(match incident_syntax::decode(&bytes) {
        Ok(text) => Contents::Text(Arc::from(text)),
        Err(problem) => Contents::NotText(problem),
    })
}

fn too_large(shown: &str) -> Failure {
    Failure::new(format!("{shown} is larger than 4 GiB, the most a file may be."))
}
