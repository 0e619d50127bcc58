//! `incident check`.

mod fix;

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use incident_base::{Certainty, Diagnostic, Level};

use crate::arguments::Checking;
use crate::checked::Checked;
use crate::commands::current_folder;
use crate::exit::{Failure, Outcome};
use crate::program::{Program, load_each, refuse_way_out, together};
use crate::report::{
    Counts, Elsewhere, Style, github, human, json, junit, passed_by, sarif, short,
};
use crate::terminal::{Color, Stream};
use crate::watch::{self, Watch};

/// Say what is wrong, and write nothing
///
/// A program is all .incident files under the folder that holds incident.toml, which is searched
/// upwards from the paths; without one, the files and folders named. Where there is a workspace,
/// everything is loaded, and what is named is reported. The paths may belong to several programs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident check                            the program around the current folder
  incident check services/payment.incident  one file of it
  incident check --notes --as-of 2026-12-24 who is away on Christmas Eve, notes too
  incident check --format short | grep INC3 one line a finding
  incident check --fix --diff               what can be mended without asking, as a diff
  incident check --watch                    again whenever a file changes
  incident check - < draft.incident         standard input, as a program of its own

Exit codes: 0 nothing wrong (warnings do not count), 1 errors, 2 it could not run.")]
pub(crate) struct Arguments {
    /// Files and folders, or - for standard input; the program around the current folder if not given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Mend what can be mended without asking, then report what is left
    #[arg(long)]
    fix: bool,

    /// Mend what is only likely as well: nearest spellings, missing commas and quotes
    #[arg(long, requires = "fix")]
    unsafe_fixes: bool,

    /// Write nothing, and show what --fix would change as a unified diff
    #[arg(long, requires = "fix")]
    diff: bool,

    /// Check again whenever a file changes, until Ctrl+C
    #[arg(long, conflicts_with = "fix")]
    watch: bool,

    #[command(flatten)]
    checking: Checking,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the source, for people; the first 100
    #[default]
    Human,
    /// A line each: FILE:LINE:COL: LEVEL CODE: MESSAGE
    Short,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// JUnit XML, a test suite a file
    Junit,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let here = current_folder()?;
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    let load = || Program::load(&arguments.paths, &here, None);
    let programs = match arguments.paths.as_slice() {
        [only] if is_stdin(only) && !arguments.watch => vec![Program::from_stdin(&here)?],
        paths if paths.iter().any(|path| is_stdin(path)) => {
            return Err(Failure::new(
                "standard input (-) is a program of its own and cannot be checked together with \
                 files. (A file of that name is ./-.)",
            ));
        }
        _ if arguments.watch => return watched(arguments, &load),
        paths => load_each(paths, &here)?,
    };
    if arguments.fix {
        for path in &arguments.paths {
            refuse_way_out(path, &here, "mended")?;
        }
    }
    let as_of = arguments.checking.as_of();
    let take = if arguments.fix { Checked::new } else { Checked::once };
    let checked = programs.into_iter().map(|program| take(program, as_of));
    // The process ends soon: to take a large database apart first would be a fifth of the time.
    let mut checked = ManuallyDrop::new(checked.collect::<Vec<Checked>>());
    if arguments.fix {
        let certainty = match arguments.unsafe_fixes {
            true => Certainty::Likely,
            false => Certainty::Certain,
        };
        let of_each = checked.iter_mut().map(|one| fix::fix(one, certainty));
        let fixed = of_each.reduce(fix::Mended::and).unwrap_or_default();
        if arguments.diff {
            return fix::show(&fixed, Stream::output(arguments.checking.color));
        }
        fix::write(&fixed)?;
    }
    report_all(arguments, &mut checked)
}

fn watched(
    arguments: &Arguments,
    load: &dyn Fn() -> Result<Program, Failure>,
) -> Result<Outcome, Failure> {
    if !matches!(arguments.format, Format::Human | Format::Short) {
        return Err(Failure::new(
            "--watch is for people: its --format is human or short. Watch without --format.",
        ));
    }
    let Checking { color, .. } = arguments.checking;
    let as_of = || arguments.checking.as_of();
    let watch = Watch { load, as_of: &as_of, color };
    watch::watch(&watch, &mut |checked| report(arguments, checked))
}

/// Says what is wrong with programs, in one report.
fn report_all(arguments: &Arguments, checked: &mut [Checked]) -> Result<Outcome, Failure> {
    if let [only] = checked {
        return report(arguments, only);
    }
    let mut findings = Vec::with_capacity(checked.len());
    let mut elsewhere = Elsewhere::default();
    for one in &mut *checked {
        findings.push(found(arguments, one, &mut elsewhere));
    }
    let programs = checked.iter().map(Checked::program);
    let count = programs.clone().map(Program::selected_count).sum();
    let (program, findings) = together(programs.zip(findings).collect());
    tell(arguments, &program, findings, count, &elsewhere)
}

/// Says what is wrong.
fn report(arguments: &Arguments, checked: &mut Checked) -> Result<Outcome, Failure> {
    let mut elsewhere = Elsewhere::default();
    let findings = found(arguments, checked, &mut elsewhere);
    let program = checked.program();
    tell(arguments, program, findings, program.selected_count(), &elsewhere)
}

fn found(
    arguments: &Arguments,
    checked: &mut Checked,
    elsewhere: &mut Elsewhere,
) -> Vec<Diagnostic> {
    let (mut findings, reaching) = checked.findings_and_what_reaches();
    for finding in reaching {
        elsewhere.add(checked.program(), &finding);
    }
    arguments.checking.apply_deny(&mut findings);
    findings
}

/// Writes findings and the summary, of so many files.
fn tell(
    arguments: &Arguments,
    program: &Program,
    findings: Vec<Diagnostic>,
    files: usize,
    elsewhere: &Elsewhere,
) -> Result<Outcome, Failure> {
    let counts = Counts::of(&findings);
    let shown = with_notes(findings, arguments.checking.notes);
    let passed_by = passed_by(program.passed_by.values(), "check", "checked");
    let counted = counts.summary(files, arguments.checking.notes);
    let summary = format!("{counted}\n{}{passed_by}", elsewhere.line());

    let mut output = Stream::output(arguments.checking.color);
    let style = Style { color: output.color };
    match arguments.format {
        Format::Human => {
            output.write(&format!("{}{summary}", human(program, &shown, style, output.columns)))?;
        }
        Format::Short => output.write(&short(program, &shown))?,
        Format::Json => output.write(&json(program, &shown))?,
        Format::Sarif => output.write(&sarif(program, &shown))?,
        Format::Github => output.write(&github(program, &shown))?,
        Format::Junit => output.write(&junit(program, &shown))?,
    }
    if arguments.format != Format::Human {
        Stream::error(Color::Never).write(&summary)?;
    }
    Ok(if counts.errors > 0 { Outcome::Errors } else { Outcome::Clean })
}

/// The findings, notes only on request.
pub(super) fn with_notes(mut findings: Vec<Diagnostic>, notes: bool) -> Vec<Diagnostic> {
    findings.retain(|finding| notes || finding.level != Level::Note);
    findings
}
