//! Paths as people read them: relative to where they stand.

use std::path::{Component, Path, PathBuf};

/// The way from a folder to a path, both absolute and without `.` and `..`; the path itself where
/// there is none (another drive). The folder itself is `.`.
pub(crate) fn relative(path: &Path, from: &Path) -> PathBuf {
    // Nearly everything stands below where it is named from.
    if let Ok(below) = path.strip_prefix(from) {
        let is_itself = below.as_os_str().is_empty();
        return if is_itself { PathBuf::from(".") } else { below.to_path_buf() };
    }
    let mut there = path.components().peekable();
    let mut here = from.components().peekable();
    if there.peek() != here.peek() {
        return path.to_path_buf();
    }
    while there.peek().is_some() && there.peek() == here.peek() {
        there.next();
        here.next();
    }
    let way: PathBuf = here.map(|_| Component::ParentDir).chain(there).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// The path with `/` between its parts on every system; `None` when it is not UTF-8.
pub(crate) fn with_slashes(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace('\\', "/") })
}

/// The same, with a mark for what is not UTF-8.
pub(crate) fn named(path: &Path) -> String {
    with_slashes(path).unwrap_or_else(|| path.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_here_to_there() {
        let way = |path: &str, from: &str| {
            with_slashes(&relative(Path::new(path), Path::new(from))).unwrap()
        };
        assert_eq!(way("/a/b/c", "/a/b"), "c");
        assert_eq!(way("/a/x/y", "/a/b/c"), "../../x/y");
        assert_eq!(way("/a/b", "/a/b"), ".");
        assert_eq!(way("/a", "/a/b"), "..");
        assert_eq!(way("/a/bc", "/a/b"), "../bc");
    }
}
