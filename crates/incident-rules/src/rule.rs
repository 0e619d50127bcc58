//! What a rule is, and how it reports.

use incident_analysis::{Db, IssueKind, Lowered, Workspace};
use incident_base::{Certainty, Change, Code, Diagnostic, Level, Mend, Origin, Structure};
use incident_ir::{Service, Settings};
use incident_syntax::SyntaxErrorKind;
use jiff::civil::Date;

/// A diagnostic that can be raised.
#[derive(Debug)]
pub struct Rule {
    /// Its code, for ever.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What it is about, as a short phrase; the title of its page.
    pub title: &'static str,
    /// Its page, as Markdown.
    pub page: &'static str,
    pub(crate) find: Find,
}

/// How a rule finds what it reports.
#[derive(Debug)]
pub(crate) enum Find {
    /// It words syntax errors.
    Syntax(fn(&SyntaxErrorKind) -> Option<Wording>),
    /// It words issues of the checker.
    Issue(fn(&IssueKind) -> Option<Wording>),
    /// It words both.
    Both(fn(&SyntaxErrorKind) -> Option<Wording>, fn(&IssueKind) -> Option<Wording>),
    /// It reads a service.
    Service(fn(&ServiceCx<'_>, &mut Report<'_>)),
    /// It compares services with each other.
    Workspace(fn(&dyn Db, Workspace, &mut Report<'_>)),
    /// It is about files that are not read as a program; see `check.rs`.
    File,
}

/// What a rule that reads a service may look at.
pub(crate) struct ServiceCx<'a> {
    pub(crate) lowered: &'a Lowered,
    pub(crate) service: &'a Service,
    pub(crate) as_of: Option<Date>,
    /// What `incident.toml` says of every service.
    pub(crate) settings: &'a Settings,
}

/// Where a rule puts its findings.
pub(crate) struct Report<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) findings: &'a mut Vec<Diagnostic<Origin>>,
}

impl Report<'_> {
    /// Adds a finding at a place.
    pub(crate) fn add(&mut self, place: Origin, wording: Wording, related: Vec<(Origin, String)>) {
        let mut diagnostic = wording.at(self.rule, place);
        for (place, message) in related {
            diagnostic = diagnostic.with_related(place, message);
        }
        self.findings.push(diagnostic);
    }
}

/// The words of a finding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    pub(crate) message: String,
    /// A few words at the cause, where a second place is shown too.
    pub(crate) label: Option<String>,
    /// What stands at the place that the finding contradicts.
    pub(crate) related: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) mend: Option<Mend>,
    pub(crate) structure: Option<Structure>,
}

impl Wording {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn related(mut self, related: impl Into<String>) -> Self {
        self.related = Some(related.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// "Did you mean `x`?" where there is a nearest spelling of what is wrong, else the other help.
    pub(crate) fn nearest_or(
        self,
        wrong: &str,
        nearest: Option<&String>,
        otherwise: impl Into<String>,
    ) -> Self {
        match nearest {
            Some(near) => {
                let folded = |word: &str| word.to_lowercase().replace(['-', '_'], "");
                let wording = self.help(format!("Did you mean `{near}`?"));
                let change = Change::ReplacePart { part: wrong.to_owned(), with: near.clone() };
                match folded(wrong) == folded(near) {
                    true => wording.certainly(change),
                    false => wording.likely(change),
                }
            }
            None => self.help(otherwise),
        }
    }

    /// The same of a name that the program declares: which of the two has the slip in it is not certain, for it may be
    /// the declaration.
    pub(crate) fn nearest_name_or(
        self,
        wrong: &str,
        nearest: Option<&String>,
        otherwise: impl Into<String>,
    ) -> Self {
        let mut wording = self.nearest_or(wrong, nearest, otherwise);
        if let Some(mend) = &mut wording.mend {
            mend.certainty = Certainty::Likely;
        }
        wording
    }

    /// The change that the help speaks of, which can mean nothing else.
    pub(crate) fn certainly(self, change: Change) -> Self {
        Self { mend: Some(Mend { change, certainty: Certainty::Certain }), ..self }
    }

    /// The change that the help speaks of, which somebody has to look at.
    pub(crate) fn likely(self, change: Change) -> Self {
        Self { mend: Some(Mend { change, certainty: Certainty::Likely }), ..self }
    }

    /// The change that the help speaks of, which is one of several ways.
    pub(crate) fn possibly(self, change: Change) -> Self {
        Self { mend: Some(Mend { change, certainty: Certainty::Possible }), ..self }
    }

    /// The same wording, its change one of several ways.
    pub(crate) fn undecided(mut self) -> Self {
        if let Some(mend) = &mut self.mend {
            mend.certainty = Certainty::Possible;
        }
        self
    }

    /// What it says of how the text is built.
    pub(crate) fn structure(self, structure: Structure) -> Self {
        Self { structure: Some(structure), ..self }
    }

    pub(crate) fn at<P>(self, rule: &Rule, place: P) -> Diagnostic<P> {
        let mut diagnostic = Diagnostic::new(rule.code, rule.level, place, self.message);
        diagnostic.label = self.label;
        diagnostic.help = self.help;
        diagnostic.mend = self.mend;
        diagnostic.structure = self.structure;
        diagnostic
    }
}
