//! `incident compile`.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use incident_base::FileId;
use incident_ir::{TARGETS, Targets};

use crate::arguments::Checking;
use crate::checked::Checked;
use crate::commands::check::with_notes;
use crate::commands::current_folder;
use crate::diff;
use crate::exit::{Failure, Outcome};
use crate::output::{
    self, Difference, Differences, Order, Real, Wanted, Written, refuse_bad_place, refuse_way_out,
};
use crate::printable::one_line;
use crate::program::{Program, resolve, shown};
use crate::relative::with_slashes;
use crate::report::{Counts, Style, counted, human, passed_by};
use crate::terminal::{Color, Stream};
use crate::watch::{self, Watch};

/// Write the configuration and the documents of every service
///
/// Everything is checked first; with an error nothing is written. The output folder then changes as a
/// whole, or not at all. Its manifest.json tells which files are incident's: other files are kept, and
/// files of incident's that were changed by hand are not overwritten without --force. Where there is a
/// workspace and a file is named, only the services of that file are written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident compile                          the program around the current folder, to its out
  incident compile payment.incident         one file
  incident compile --out /srv/pager ops     the program in ops, to /srv/pager
  incident compile --check                  for pipelines: is what is committed what would be written?
  incident compile --stdout a.incident      look at the files without writing them
  incident compile --watch                  again whenever a file changes
  incident compile --force                  overwrite what was changed by hand
  incident compile --target default --target terraform
                                            everything, and Terraform's files too

Exit codes: 0 written, 1 errors and nothing written (with --check: errors or differences), 2 it could not run and
nothing written.")]
pub(crate) struct Arguments {
    /// Files and folders; the program around the current folder if not given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The folder to write to; if not given, the one that incident.toml names, or out beside it
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write nothing, and show how the output folder differs from what would be written: of each file
    /// the first 100 lines
    #[arg(long, conflicts_with = "force")]
    check: bool,

    /// Write nothing, and print the files, each below a line with its name
    #[arg(long, conflicts_with_all = ["force", "check", "out"])]
    stdout: bool,

    /// What to write: a target, or default for all that need no request; may be given several times.
    ///
    /// It is the whole set, in place of `targets` in incident.toml. What an earlier run wrote of other targets stays
    /// as it is.
    #[arg(long, value_name = "NAME", value_parser = target())]
    target: Vec<&'static str>,

    /// Overwrite files in the output folder that were changed by hand or are not incident's
    #[arg(long)]
    force: bool,

    /// Write again whenever a source changes, until Ctrl+C
    #[arg(long, conflicts_with_all = ["check", "stdout"])]
    watch: bool,

    #[command(flatten)]
    checking: Checking,
}

impl Arguments {
    /// The targets that are named; `None` leaves them to incident.toml.
    fn targets(&self) -> Option<Targets> {
        (!self.target.is_empty()).then(|| Targets::named(self.target.iter().copied()))
    }
}

/// Whether the run decides about the files of a target: of those that it was asked for. Without `--target` it does
/// what the workspace says: `targets` in incident.toml is the whole of what there should be, and where nothing is
/// said, nothing is said against what was made on request.
fn decides(arguments: &Arguments, written: &Targets, target: &str) -> bool {
    let of_workspace = arguments.target.is_empty() && written.are_named();
    of_workspace || written.includes(target)
}

/// The words of the one list of targets, which the help and completions show and the error for any other does.
fn target() -> impl TypedValueParser<Value = &'static str> {
    let words = Targets::words().map(|word| {
        let on_request = TARGETS.iter().any(|target| target.name == word && target.on_request);
        match (word == Targets::DEFAULT, on_request) {
            (true, _) => PossibleValue::new(word).help("All that need no request"),
            (_, true) => PossibleValue::new(word).help("Written on request only"),
            _ => PossibleValue::new(word),
        }
    });
    PossibleValuesParser::new(words).map(|chosen| {
        // Others are refused before.
        Targets::words().find(|word| *word == chosen).unwrap_or(Targets::DEFAULT)
    })
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let here = current_folder()?;
    if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new(
            "compile does not read standard input. Name a file or a folder. (A file called - is \
             ./-.)",
        ));
    }
    if arguments.out.as_ref().is_some_and(|out| out.as_os_str().is_empty()) {
        return Err(Failure::new("--out is empty. Name a folder."));
    }
    let out = arguments.out.as_ref().map(|out| resolve(&here.join(out)));
    let load = || Program::load(&arguments.paths, &here, out.as_deref());
    let as_of = || arguments.checking.as_of();
    if arguments.watch {
        let Checking { color, .. } = arguments.checking;
        let watch = Watch { load: &load, as_of: &as_of, color };
        return watch::watch(&watch, &mut |checked| {
            compile(arguments, checked, out.as_deref(), &here)
        });
    }
    // The process ends soon: to take a large database apart first would be a fifth of the time.
    let mut checked = ManuallyDrop::new(Checked::once(load()?, as_of()));
    compile(arguments, &mut checked, out.as_deref(), &here)
}

fn compile(
    arguments: &Arguments,
    checked: &mut Checked,
    out: Option<&Path>,
    here: &Path,
) -> Result<Outcome, Failure> {
    if let Some(targets) = arguments.targets() {
        checked.choose_targets(targets);
    }
    let mut findings = checked.findings_that_reach();
    let program = checked.program();
    arguments.checking.apply_deny(&mut findings);
    let counts = Counts::of(&findings);
    let findings = with_notes(findings, arguments.checking.notes);
    let files = program.selected_count();
    let mut error = Stream::error(arguments.checking.color);
    let style = Style { color: error.color };
    error.write(&human(program, &findings, style, error.columns))?;
    error.write(&passed_by(program.passed_by.values(), "compile", "compiled"))?;
    if counts.errors > 0 {
        let reached = findings.iter().map(|finding| finding.place.file);
        let elsewhere: BTreeSet<FileId> =
            reached.filter(|file| !program.is_selected(*file)).collect();
        let summary = counts.summary(files + elsewhere.len(), arguments.checking.notes);
        error.write(&format!("{summary}; nothing was written\n"))?;
        return Ok(Outcome::Errors);
    }

    if arguments.stdout {
        let output = Stream::output(arguments.checking.color);
        return print(&checked.compile().files, output);
    }
    let folder = out.unwrap_or(&program.out);
    let typed = arguments.out.as_deref().and_then(with_slashes);
    let shown = typed.unwrap_or_else(|| shown(folder, here));
    if arguments.out.is_none() {
        refuse_way_out(folder, program, here)?;
    }
    refuse_bad_place(folder, &shown, program, here)?;
    let compiled = checked.compile();
    let order = Order {
        folder,
        shown: &shown,
        files: &compiled.files,
        covers: &|source| program.selection.covers(source),
        decides: &|target| decides(arguments, &compiled.targets, target),
        force: arguments.force,
    };
    if arguments.check {
        let differences = output::difference(&order)?;
        return show(&differences, &order, Stream::output(arguments.checking.color));
    }
    let written = output::write(&order, &Real)?;
    let aside = counts.aside(arguments.checking.notes);
    let line = done(written, compiled.files.len(), compiled.services, &shown, files);
    Stream::output(arguments.checking.color).write(&format!("{line}{aside}\n"))?;
    Ok(Outcome::Clean)
}

/// The files one after the other, as `tail` shows several.
fn print(files: &[Wanted], mut output: Stream) -> Result<Outcome, Failure> {
    let mut files: Vec<&Wanted> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let texts = files.iter().map(|file| format!("==> {} <==\n{}", file.path, file.contents));
    output.write(&texts.collect::<Vec<_>>().join("\n"))?;
    Ok(Outcome::Clean)
}

/// Of each file at most so many lines of its difference are shown, and of all files together: the drawings of a
/// guide change in hundreds of lines when one timeout does, and a folder that is not there differs in all its files.
const LINES_A_FILE: usize = 100;
const LINES: usize = 2_000;

/// The differences as unified diffs, and how many files they are in.
fn show(
    differences: &Differences,
    order: &Order<'_>,
    mut output: Stream,
) -> Result<Outcome, Failure> {
    let style = Style { color: output.color };
    let mut lines = 0;
    let Differences { files, forced } = differences;
    for Difference { path, old, new } in files {
        let name = format!("{}/{path}", order.shown);
        if lines >= LINES {
            output.write(&format!("… {} differs\n", one_line(&name)))?;
            continue;
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let diff = diff::unified(&name, &text(old), &text(new));
        let (beginning, left_out) = diff::beginning(&diff, LINES_A_FILE);
        lines += beginning.lines().count();
        output.write(&diff::shown(beginning, style))?;
        if left_out > 0 {
            output.write(&format!("… and {} more\n", counted(left_out, "line")))?;
        }
    }
    let differing = match files.len() {
        0 => format!("{} is up to date", order.shown),
        1 => format!("1 file in {} differs", order.shown),
        count => format!("{count} files in {} differ", order.shown),
    };
    let advice = match (files.len(), forced) {
        (0, _) => String::new(),
        (_, 0) => ": the same command without --check writes what should be there".to_owned(),
        (_, 1) => not_as_written("1 is"),
        (_, forced) => not_as_written(&format!("{forced} are")),
    };
    let line = differing + &advice;
    Stream::error(Color::Never).write(&format!("{line}\n"))?;
    Ok(if files.is_empty() { Outcome::Clean } else { Outcome::Differs })
}

fn not_as_written(how_many: &str) -> String {
    format!(
        "; {how_many} not as incident wrote it: put what was changed by hand into the .incident file, and use --force in \
         place of --check to overwrite it"
    )
}

/// "wrote 6 files for 1 service to out".
fn done(written: Written, files: usize, services: usize, shown: &str, sources: usize) -> String {
    let Written { changed, removed, left } = written;
    let what = format!("{} for {}", counted(files, "file"), counted(services, "service"));
    let line = match (services, changed) {
        (0, false) => format!("nothing to write: no service in {}", counted(sources, "file")),
        (0, true) => format!("no service in {}", counted(sources, "file")),
        (_, true) => format!("wrote {what} to {shown}"),
        (_, false) => format!("{what} in {shown}: up to date"),
    };
    let gone = match removed {
        0 => String::new(),
        _ => format!(", removed {} that nothing gives any more", counted(removed, "file")),
    };
    let kept = match left {
        0 => String::new(),
        1 => ", left 1 file of another target as it is".to_owned(),
        _ => format!(", left {left} files of other targets as they are"),
    };
    line + &gone + &kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_one_that_there_is() {
        let command = <Arguments as clap::Args>::augment_args(clap::Command::new("compile"));
        let chosen = |word: &str| {
            let matches = command.clone().try_get_matches_from(["compile", "--target", word]);
            matches.map(|it| *it.get_one::<&'static str>("target").unwrap())
        };
        for word in Targets::words() {
            assert_eq!(chosen(word).unwrap(), word);
        }
        let wrong = chosen("terrafrom").unwrap_err().to_string();
        assert!(wrong.contains("a similar value exists: 'terraform'"), "{wrong}");
        let far = chosen("nomad").unwrap_err().to_string();
        assert!(far.contains("[possible values: default, ") && far.contains("pagerduty"), "{far}");
    }

    #[test]
    fn what_was_done_is_one_line() {
        let written = |changed, removed| Written { changed, removed, left: 0 };
        assert_eq!(done(written(true, 0), 6, 1, "out", 1), "wrote 6 files for 1 service to out");
        assert_eq!(
            done(written(true, 1), 9, 2, "../out", 3),
            "wrote 9 files for 2 services to ../out, removed 1 file that nothing gives any more"
        );
        assert_eq!(
            done(written(false, 0), 6, 1, "out", 1),
            "6 files for 1 service in out: up to date"
        );
        assert_eq!(
            done(written(false, 0), 0, 0, "out", 2),
            "nothing to write: no service in 2 files"
        );
        assert_eq!(
            done(written(true, 3), 0, 0, "out", 1),
            "no service in 1 file, removed 3 files that nothing gives any more"
        );
        let beside = Written { changed: true, removed: 1, left: 8 };
        assert_eq!(
            done(beside, 1, 1, "out", 1),
            "wrote 1 file for 1 service to out, removed 1 file that nothing gives any more, left 8 files of other \
             targets as they are"
        );
    }
}
