//! The extension for Zed, as Zed installs it: `editors/zed`, with the grammar and its colours of this repository.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Where it is written.
pub const PATH: &str = "target/zed";

const SOURCE: &str = "editors/zed";
const GRAMMAR: &str = "grammar/tree-sitter-incident";
/// The same for all editors; each editor has its own ideas of indents.
const HIGHLIGHTS: &str = "queries/highlights.scm";

/// The files of the extension, by their paths in its folder, with the grammar that `commit` of the repository at `root`
/// has. Zed takes a grammar from nowhere else than a commit, and no path that is relative.
///
/// # Errors
///
/// When something cannot be read.
pub fn files(root: &Path, commit: &str) -> io::Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    read_below(&root.join(SOURCE), Path::new(""), &mut files)?;
    for (path, text) in &mut files {
        if path == Path::new("extension.toml") {
            let url = toml::Value::from(format!("file://{}", url_path(root)));
            let entry = format!(
                "\n[grammars.incident]\nrepository = {url}\nrev = \"{commit}\"\npath = \"{GRAMMAR}\"\n"
            );
            text.push_str(&entry);
        }
    }
    let highlights = fs::read_to_string(root.join(GRAMMAR).join(HIGHLIGHTS))?;
    files.push((PathBuf::from("languages/incident/highlights.scm"), highlights));
    Ok(files)
}

/// Windows' paths begin with a drive.
fn url_path(root: &Path) -> String {
    let path =
        root.display().to_string().replace('\\', "/").replace('%', "%25").replace(' ', "%20");
    if path.starts_with('/') { path } else { format!("/{path}") }
}

fn read_below(folder: &Path, inside: &Path, files: &mut Vec<(PathBuf, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = inside.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            // What building here by hand leaves.
            if entry.file_name() != "target" {
                read_below(&entry.path(), &path, files)?;
            }
        } else {
            files.push((path, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

/// Writes it, with the grammar of the commit that is checked out. `root` is absolute.
///
/// # Errors
///
/// In words, when git does not know the commit, or a file cannot be read or written.
pub fn write(root: &Path) -> Result<PathBuf, String> {
    let commit = commit(root)?;
    let folder = root.join(PATH);
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    // Zed's own clone of the grammar, which it refuses to use when the repository was moved.
    match fs::remove_dir_all(folder.join("grammars")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    for (path, text) in files(root, &commit).map_err(|error| format!("{SOURCE}: {error}"))? {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(failed)?;
    }
    Ok(folder)
}

fn commit(root: &Path) -> Result<String, String> {
    let needed = "Zed takes the grammar from a commit, so this must be a clone of the repository";
    let head = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(root).output();
    match head {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        Ok(output) => Err(format!("{needed}: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("{needed}, and git is needed: {error}")),
    }
}
