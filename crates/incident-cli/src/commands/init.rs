//! `incident init`.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use incident_analysis::config::FILE_NAME;

use crate::commands::current_folder;
use crate::exit::{Failure, Outcome, reason};
use crate::program::{self, resolve};
use crate::terminal::{Color, Stream};

/// Write a small workspace to start from: it compiles as it is
///
/// Writes incident.toml and a commented checkout.incident. Nothing is ever overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident init             into the current folder
  incident init ops         into the folder ops, which is made if need be")]
pub(crate) struct Arguments {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// What is written, in order.
const FILES: [(&str, &str); 2] = [
    (FILE_NAME, include_str!("init/incident.toml")),
    ("checkout.incident", include_str!("init/checkout.incident")),
];

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    write(folder)?;
    let names: Vec<String> = FILES.iter().map(|(name, _)| shown(folder, name)).collect();
    let argument = match folder.to_str() {
        Some(".") | None => String::new(),
        Some(path) if path.contains(|c: char| !c.is_alphanumeric() && !"-_./\\:".contains(c)) => {
            format!(" \"{path}\"")
        }
        Some(path) => format!(" {path}"),
    };
    Stream::output(Color::Auto).write(&format!(
        "wrote {}\n\nNext:\n  incident check{argument}\n  incident compile{argument}\n",
        names.join(" and ")
    ))?;
    Ok(Outcome::Clean)
}

/// Writes all of the files or none.
fn write(folder: &Path) -> Result<(), Failure> {
    let there: Vec<String> = FILES
        .iter()
        .filter(|(name, _)| fs::symlink_metadata(folder.join(name)).is_ok())
        .map(|(name, _)| shown(folder, name))
        .collect();
    if !there.is_empty() {
        return Err(Failure::new(format!(
            "{} {} there already; nothing was written. Name another folder: `incident init DIR`.",
            there.join(" and "),
            if there.len() == 1 { "is" } else { "are" }
        )));
    }
    if let Some(around) = workspace_around(folder)? {
        return Err(Failure::new(format!(
            "{} is in a workspace already ({around}/{FILE_NAME}), and would be read as a part of it; nothing was \
             written. Add a file to that workspace, or name a folder outside of it: `incident init DIR`.",
            folder.display(),
        )));
    }
    fs::create_dir_all(folder).map_err(|error| {
        let folder = folder.display();
        Failure::new(match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                format!("{folder} cannot be made: there is a file in its way.")
            }
            _ => format!("{folder} cannot be made: {}.", reason(&error)),
        })
    })?;
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, contents) in FILES {
        let path = folder.join(name);
        if let Err(error) = write_new(&path, contents) {
            for path in &written {
                // It was not there before; that it stays is the lesser trouble.
                let _ = fs::remove_file(path);
            }
            let name = shown(folder, name);
            return Err(Failure::new(format!(
                "{name} cannot be written: {}. Nothing was written.",
                reason(&error)
            )));
        }
        written.push(path);
    }
    Ok(())
}

/// The workspace that a folder lies in, however deep; the folder may not be there yet.
fn workspace_around(folder: &Path) -> Result<Option<String>, Failure> {
    let here = current_folder()?;
    let absolute = resolve(&here.join(folder));
    let around = absolute.ancestors().skip(1).find(|above| above.join(FILE_NAME).is_file());
    Ok(around.map(|around| program::shown(around, &here)))
}

fn write_new(path: &Path, contents: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(contents.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // A file cut short would be in the way of the next attempt.
        let _ = fs::remove_file(path);
    }
    written
}

fn shown(folder: &Path, name: &str) -> String {
    if folder.as_os_str() == "." {
        return name.to_owned();
    }
    folder.join(name).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checked::Checked;
    use crate::program::Program;

    #[test]
    fn what_it_writes_compiles_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        write(&inner).unwrap();
        let program = Program::load(&[], &fs::canonicalize(&inner).unwrap(), None).unwrap();
        assert!(program.has_config);
        let mut checked = Checked::new(program, jiff::civil::date(2026, 1, 1));
        assert_eq!(checked.findings(), []);
        assert_eq!(checked.compile().services, 1);
    }

    #[test]
    fn every_setting_that_is_commented_out_may_be_commented_in() {
        let text = FILES[0].1;
        let commented_in: Vec<&str> = text
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|it| it.contains(['=', '['])).unwrap_or(line)
            })
            .filter(|line| !line.contains('`'))
            .collect();
        let (config, issues) = incident_analysis::Config::parse(&commented_in.join("\n"));
        assert_eq!(issues, []);
        assert_eq!(config.out.as_deref(), Some("out"));
        assert_eq!(config.settings.holidays.len(), 2);
        assert_eq!(config.exclude, ["drafts/"]);
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("checkout.incident"), "mine").unwrap();
        let there = folder.path().join("checkout.incident");
        assert_eq!(
            write(folder.path()).unwrap_err().to_string(),
            format!(
                "{} is there already; nothing was written. Name another folder: `incident init DIR`.",
                there.display()
            )
        );
        assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
        assert!(!folder.path().join("incident.toml").exists());
        // Nor is a file taken for a folder.
        let text = write(&there).unwrap_err().to_string();
        assert!(text.ends_with("cannot be made: there is a file in its way."), "{text}");
    }
}
