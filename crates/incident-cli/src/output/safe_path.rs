//! Paths that stay in the output folder.

use std::path::PathBuf;

/// A path of `/`-separated names as the system writes it; `None` when it could leave the folder it is
/// below, or mean another file on another system.
pub(crate) fn safe_path(path: &str) -> Option<PathBuf> {
    let is_name = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(|letter: char| letter.is_control() || matches!(letter, '\\' | ':'))
    };
    path.split('/').all(is_name).then(|| path.split('/').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_folder() {
        assert_eq!(safe_path("A/b c/d.json"), Some(["A", "b c", "d.json"].iter().collect()));
        for bad in ["", "/etc/x", "a//b", "a/../b", "..", "./a", "a/", "a\\..\\b", "C:/x", "a\0b"] {
            assert_eq!(safe_path(bad), None, "{bad:?}");
        }
    }
}
