//! A file replaced as a whole: whoever reads it meets the old text or the new one.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::Builder;

use crate::exit::{Failure, reason};

/// Puts the text in the file's place: written beside it, then renamed. Mode, owner and group stay where
/// the system lets us keep them. A link is left as it is, and so is what it leads to.
///
/// The disk is not waited for: what is lost with the power can be done again.
pub(crate) fn replace(path: &Path, shown: &str, text: &str) -> Result<(), Failure> {
    let unwritable = |error: io::Error| {
        Failure::new(format!(
            "{shown} cannot be written: {}; it was left as it is.",
            reason(&error)
        ))
    };
    if path.is_symlink() {
        return Err(Failure::new(format!(
            "{shown} is a link and was left as it is. Name the file that it leads to."
        )));
    }
    let metadata = fs::metadata(path).map_err(unwritable)?;
    if metadata.permissions().readonly() {
        return Err(Failure::new(format!(
            "{shown} is read-only and was left as it is. `chmod u+w` lets it be written."
        )));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    // No source of ours ends so, should the file outlive a crash.
    let temporary = Builder::new().prefix(".incident-").suffix(".tmp").tempfile_in(folder);
    let mut temporary = temporary.map_err(unwritable)?;
    temporary.write_all(text.as_bytes()).map_err(unwritable)?;
    keep_owner(temporary.as_file(), &metadata);
    // Behind the owner, whose change takes special bits away.
    temporary.as_file().set_permissions(metadata.permissions()).map_err(unwritable)?;
    temporary.persist(path).map_err(|error| unwritable(error.error))?;
    Ok(())
}

/// Only who may give files away can keep another's; for all others the file becomes theirs.
#[cfg(unix)]
fn keep_owner(file: &fs::File, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = file.metadata();
    if own.is_ok_and(|own| (own.uid(), own.gid()) != (metadata.uid(), metadata.gid())) {
        let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_changes_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.incident");
        fs::write(&path, "old").unwrap();
        replace(&path, "a.incident", "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.incident");
        fs::write(&path, "old").unwrap();
        for mode in [0o600, 0o640, 0o664, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            replace(&path, "a.incident", "new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
    }

    #[test]
    fn a_read_only_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.incident");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let failure = replace(&path, "a.incident", "new").unwrap_err().to_string();
        assert!(failure.starts_with("a.incident is read-only"), "{failure}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
