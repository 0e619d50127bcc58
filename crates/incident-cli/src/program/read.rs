//! From a file to text.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;

use incident_analysis::{Contents, Unread};

use crate::exit::{Failure, reason};

/// Places in a file are 32-bit byte offsets.
const LARGEST: u64 = u32::MAX as u64;

/// What a file holds. That it cannot be read, or is no text, is a finding about it and no reason to stop.
pub(crate) fn file(path: &Path) -> Contents {
    read(path).map_or_else(Contents::Unread, |bytes| decoded(&bytes))
}

fn read(path: &Path) -> Result<Vec<u8>, Unread> {
    let unread = |error: io::Error| match (error.kind(), fs::metadata(path)) {
        (ErrorKind::NotFound, _) if path.is_symlink() => Unread::DeadLink,
        (_, Ok(metadata)) if !metadata.is_file() => Unread::NotRegular,
        _ => Unread::File(reason(&error)),
    };
    let file = open(path).map_err(unread)?;
    let metadata = file.metadata().map_err(unread)?;
    if !metadata.is_file() {
        return Err(Unread::NotRegular);
    }
    let Some(length) = usize::try_from(metadata.len()).ok().filter(|_| metadata.len() <= LARGEST)
    else {
        return Err(Unread::TooLarge);
    };
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length)
        .map_err(|_| Unread::File("there is not enough memory".to_owned()))?;
    // What the system makes while it is read has no length before.
    let most = if length == 0 { LARGEST + 1 } else { metadata.len() };
    file.take(most).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > LARGEST { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// Opens a file without waiting for anybody who would write into a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// Why a command stops that can do nothing without what it could not read.
pub(crate) fn failure(why: &Unread, shown: &str) -> Failure {
    Failure::new(match why {
        Unread::File(reason) | Unread::Folder(reason) => {
            format!("{shown} cannot be read: {reason}.")
        }
        Unread::DeadLink => format!("{shown} is a link to something that does not exist."),
        Unread::NotRegular => format!("{shown} is not a regular file."),
        Unread::TooLarge => format!("{shown} is larger than 4 GiB, the most a file may be."),
        Unread::Name => format!("the name \"{shown}\" is not UTF-8. Rename it."),
    })
}

pub(crate) fn stdin() -> Result<Contents, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| {
        Failure::new(format!("standard input cannot be read: {}.", reason(&error)))
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(failure(&Unread::TooLarge, "standard input"));
    }
    Ok(decoded(&bytes))
}

fn decoded(bytes: &[u8]) -> Contents {
    match incident_syntax::decode(bytes) {
        Ok(text) => Contents::Text(Arc::from(text)),
        Err(problem) => Contents::NotText(problem),
    }
}
