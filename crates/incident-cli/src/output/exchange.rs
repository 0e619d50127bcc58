//! Two folders change places in one step.

use std::io;
use std::path::Path;

/// Exchanges two names of one file system: at every moment each of them is there.
///
/// # Errors
/// `Unsupported` where the system or the file system has no such step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Old kernels, and file systems such as NFS and some FUSE.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        Err(error) => Err(error.into()),
    }
}

/// Exchanges two names of one file system: at every moment each of them is there.
///
/// # Errors
/// `Unsupported`: this system has no such step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
