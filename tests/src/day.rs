//! A day in a real editor, with the configuration that `docs/editors.md` gives.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "tests start programs and read the environment, and stop at the first surprise"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::binary::incident;
use crate::files::{project, read};

/// What the fences of a language below a heading of the document hold.
///
/// # Panics
///
/// When there are none.
pub fn shown(heading: &str, language: &str) -> String {
    let document = read(&project("docs/editors.md")).unwrap_or_else(|error| panic!("{error}"));
    let section = document.split_once(&format!("\n## {heading}\n"));
    let section = section.map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or(rest));
    let begin = format!("```{language}\n");
    let fences = section.split(&begin).skip(1);
    let text: String = fences.filter_map(|it| it.split("```").next()).collect();
    assert!(!text.is_empty(), "docs/editors.md shows no {language} below {heading:?}");
    text
}

/// A home of its own, with a configuration and a file to work on.
#[derive(Debug)]
pub struct Day<'a> {
    home: &'a Path,
}

impl<'a> Day<'a> {
    /// In an empty folder, with this text as the configuration.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn prepared(home: &'a Path, configuration: &str) -> Self {
        let work = home.join("work");
        let done = fs::create_dir(&work)
            .and_then(|()| {
                let file = "payment.incident";
                fs::copy(project("examples").join(file), work.join(file))
            })
            .and_then(|_| fs::write(home.join("configuration"), configuration));
        done.unwrap_or_else(|error| panic!("{}: {error}", home.display()));
        Self { home }
    }

    /// What the editor says, which must end well. It finds the server on the `PATH`, and where its things are in
    /// `CONFIGURATION` and `FOLDER`.
    ///
    /// # Panics
    ///
    /// When it does not start, or fails.
    pub fn spent(&self, editor: &mut Command) -> String {
        let own = incident().parent().map(ToOwned::to_owned);
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&others)));
        let folder = self.home.join("work");
        let output = editor
            .env("CONFIGURATION", self.home.join("configuration"))
            .env("FOLDER", &folder)
            .env("HOME", self.home)
            .env("PATH", path.unwrap_or(others))
            .current_dir(&folder)
            .output()
            .unwrap_or_else(|error| panic!("{editor:?}: {error}"));
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(output.status.success(), "{said}");
        said
    }
}
