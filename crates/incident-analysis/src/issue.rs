//! What can be found wrong with words, types and names, as data.

mod told;

use incident_base::Origin;

use incident_ir::ONCALL;

use crate::nearest::{nearest, nearest_address};

pub(crate) use told::{Told, counted, first_few, nearest_among};

/// A finding of the checker itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// The cause.
    pub origin: Origin,
    /// What it contradicts: the first of two, the team, the other group.
    pub related: Option<Origin>,
}

/// The kinds of findings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IssueKind {
    /// A block of no known kind.
    UnknownKind {
        /// The word.
        kind: String,
        /// Where it stands, in words: "in `service`", "at the top level".
        place: String,
        /// The nearest kind or key that may stand there.
        nearest: Option<String>,
        /// Where nothing near may stand there: the nearest kind of all, and where it may stand, in words.
        elsewhere: Option<(&'static str, String)>,
        /// The kinds that may stand there.
        takes: Vec<&'static str>,
        /// A key of that name that may stand there, as it would be written.
        key: Option<String>,
        /// Whether other words follow, and nothing else: prose.
        is_prose: bool,
        /// Where the word is a label of a header: the first words of that, as written and as they should be.
        instead: Option<Box<[String; 2]>>,
    },
    /// A text that would be taken for what deployment fills in.
    Placeholder {
        /// How such begins.
        begins: &'static str,
        /// Whose text it is; `None` for documentation.
        subject: Option<String>,
    },
    /// A block of a known kind where it cannot stand.
    MisplacedBlock {
        /// The kind.
        kind: String,
        /// Where it stands, in words.
        place: String,
        /// Where it may stand, in words.
        stands: String,
    },
    /// A foreign file.
    Import {
        /// What sort of file.
        what: String,
    },
    /// A key that the block does not take.
    UnknownKey {
        /// The key.
        key: String,
        /// The block's kind; `None` at the top level.
        block: Option<&'static str>,
        /// The nearest key.
        nearest: Option<String>,
        /// All keys that the block takes.
        takes: Vec<&'static str>,
        /// `tiers`, `teir`: the block that may have been meant, and how it is written.
        meant: Option<(&'static str, &'static str)>,
    },
    /// `tier { role = oncall }`: a label where a key stands.
    LabelAsKey {
        /// The label's name.
        label: &'static str,
        /// The kind.
        kind: &'static str,
        /// The header as it should be written.
        instead: String,
    },
    /// `tier = oncall`: a kind where a key stands.
    BlockAsKey {
        /// The kind.
        kind: &'static str,
        /// How it is written.
        example: &'static str,
        /// As it should be written, where that is plain.
        instead: Option<String>,
    },
    /// `response_time 5m`, `fallback { … }`: a key where a block stands.
    KeyAsBlock {
        /// The key.
        key: &'static str,
        /// As it should be written.
        instead: String,
        /// Nothing but one value stands behind the key.
        is_plain: bool,
    },
    /// A block without one of its labels.
    MissingLabel {
        /// The kind.
        kind: &'static str,
        /// What the label is called.
        label: &'static str,
        /// What it should be, in words.
        expected: String,
    },
    /// A block with more labels than it takes.
    TooManyLabels {
        /// The kind.
        kind: &'static str,
        /// How many it takes.
        takes: usize,
        /// The label too many, as written.
        found: String,
        /// As it should be written, where that is plain: several words in quotes.
        instead: Option<String>,
        /// It stands between two strings, which are meant to be one.
        in_quotes: bool,
    },
    /// `severity "slow" P3`: two labels, each in the other's place.
    LabelsSwapped {
        /// The kind.
        kind: &'static str,
        /// What each is called, in the right order.
        labels: [&'static str; 2],
        /// The header as it should be written.
        instead: String,
    },
    /// `severities = P1, P2`.
    ListWithoutBrackets {
        /// The key.
        key: &'static str,
        /// The list as it should be written.
        instead: String,
    },
    /// A literal that is none: `5M`, `9:00`, `0bd`.
    MalformedLiteral {
        /// As written.
        text: String,
        /// The key or label that it is for.
        subject: String,
        /// Why, as a clause.
        reason: String,
        /// What to write, where that is plain.
        instead: Option<String>,
    },
    /// Several literals of a list that are none, for one reason.
    MalformedLiterals {
        /// The key.
        subject: String,
        /// Why, as a clause.
        reason: String,
        /// The values in their order, as written and, where that is plain, as meant.
        meant: Vec<(String, Option<String>)>,
    },
    /// A value of another type than the key's.
    WrongType {
        /// The key or label.
        subject: String,
        /// What it takes, in words.
        expected: String,
        /// What stands there, in words.
        found: String,
        /// What is meant, where that is plain.
        meant: Meant,
    },
    /// Several values of a list of another type than its key's.
    WrongTypes {
        /// The key.
        subject: String,
        /// What each of them is to be, in words.
        expected: String,
        /// What they are, in words.
        found: &'static str,
        /// The values in their order, as written and as meant: of all of them or of none it is plain what is meant.
        meant: Vec<(String, Option<String>)>,
        /// What is meant is only likely.
        is_guess: bool,
    },
    /// A number outside of its range.
    OutOfRange {
        /// The key.
        subject: String,
        /// As written.
        text: String,
        /// The least.
        min: u64,
        /// The greatest.
        max: u64,
    },
    /// A word that is not of the set.
    UnknownChoice {
        /// What a member is called.
        set: &'static str,
        /// The key or label.
        subject: String,
        /// The word.
        word: String,
        /// The nearest.
        nearest: Option<String>,
        /// All of them, in words.
        choices: String,
    },
    /// Several words of a list that begin with one of the set, but for capitals.
    UnknownChoices {
        /// What a member is called.
        set: &'static str,
        /// The key.
        subject: String,
        /// The words in their order, as written and as meant.
        meant: Vec<(String, String)>,
        /// Each is the word meant but for capitals, or a day's full name.
        is_plain: bool,
    },
    /// A key that must be written and is not.
    MissingKey {
        /// The block, in words: "`alert_rule` `errors`".
        block: String,
        /// The key.
        key: &'static str,
        /// How it is written.
        example: String,
        /// What it says.
        doc: &'static str,
    },
    /// A block that must be there and is not.
    MissingBlock {
        /// The block, in words.
        block: String,
        /// The kind that is missing.
        kind: &'static str,
        /// How it is written.
        example: &'static str,
    },
    /// A key twice in a block; `related` is the first.
    KeyTwice {
        /// The key.
        key: &'static str,
    },
    /// The same thing declared twice; `related` is the first.
    DeclaredTwice {
        /// The kind.
        kind: &'static str,
        /// The name; empty where there is at most one of the kind.
        name: String,
        /// Where, in words: "`service` `PaymentServiceOps`", "the workspace".
        place: String,
        /// Whether the two differ in case.
        differs_in_case: bool,
    },
    /// The same value twice in a list; `related` is the first.
    ItemTwice {
        /// The key.
        key: &'static str,
        /// The value, as written.
        text: String,
        /// Whether the two differ in case.
        differs_in_case: bool,
    },
    /// Several values of a list that stand in it before.
    ItemsTwice {
        /// The key.
        key: &'static str,
        /// All plain values in their order, as written, and whether each stands there again.
        items: Vec<(String, bool)>,
        /// The first few of those that do.
        again: Vec<Origin>,
        /// Nothing else stands in the list.
        is_plain: bool,
    },
    /// `[]`.
    EmptyList {
        /// The key.
        key: &'static str,
        /// Whether the key may be left out.
        optional: bool,
    },
    /// A time zone that the IANA database does not have.
    UnknownTimeZone {
        /// As written.
        zone: String,
        /// The nearest.
        nearest: Option<String>,
    },
    /// A channel of no known kind.
    UnknownChannel {
        /// The kind as written.
        kind: String,
        /// The nearest.
        nearest: Option<String>,
        /// All of them, in words.
        choices: String,
    },
    /// A name that nothing has.
    UnknownName {
        /// What it should name: "rotation".
        noun: &'static str,
        /// The name.
        name: String,
        /// The key or label.
        subject: String,
        /// The nearest.
        nearest: Option<String>,
        /// The first few names there are; none where all that there are stand beside it.
        known: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// A role that is not declared, where others are.
    UndeclaredRole {
        /// The name.
        role: String,
        /// The nearest declared.
        nearest: Option<String>,
        /// The first few that are declared.
        known: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// `rotation` in a service that names the service's own rotation.
    OwnRotation {
        /// The rotation.
        rotation: String,
    },
    /// A role that no team of the service has and several others have; `related` is another's.
    RoleOfSeveralTeams {
        /// The name.
        role: String,
        /// The team whose role counts, and another.
        teams: [String; 2],
    },
    /// `on-call`: almost the role that means the service's rotation, in a workspace that declares no role.
    AlmostOncall {
        /// As written.
        role: String,
    },
    /// A profile that uses itself, by way of others.
    ProfileCycle {
        /// The profiles, from this one back to it.
        path: Vec<String>,
    },
    /// A component in two groups, or in one and outside; `related` is the first.
    ComponentTwice {
        /// Its name.
        component: String,
        /// The page.
        page: String,
    },
    /// A rotation's member who is not in the team of the same name; `related` is the team's list.
    NotInTeam {
        /// The member.
        member: String,
        /// The team.
        team: String,
        /// Who of the team takes no turns and has nearly this address.
        nearest: Option<String>,
    },
    /// An override of somebody who is not in the rotation; `related` is the list of members.
    NotInRotation {
        /// The person.
        person: String,
        /// The rotation.
        rotation: String,
        /// The nearest member.
        nearest: Option<String>,
    },
    /// A tier for `oncall` in a service that has no rotation, or several.
    NoSingleRotation {
        /// The policy.
        policy: String,
        /// The first few of the service's rotations.
        rotations: Vec<String>,
        /// How many it has.
        count: usize,
    },
    /// `auto_remediate` in a service that has no rollback plan, or several, without `remediation`.
    NoSingleRollbackPlan {
        /// The policy.
        policy: String,
        /// The first few of the service's plans.
        plans: Vec<String>,
        /// How many it has.
        count: usize,
    },
}

impl IssueKind {
    /// Whether the rule that words it says that it is an error, which it is then whatever `incident.toml` says. Where it is
    /// worded in a test, that is compared.
    pub fn is_error(&self) -> bool {
        let is_warning = matches!(
            self,
            Self::UndeclaredRole { .. }
                | Self::RoleOfSeveralTeams { .. }
                | Self::AlmostOncall { .. }
        );
        !is_warning
    }
}

/// How many issues of one place get a nearest spelling: to look for one takes time, and nobody reads more.
const SUGGESTIONS: usize = 100;

/// The nearest of the names, for the first issues of a place; `before` have been found there.
pub(crate) fn suggested<'n>(
    name: &str,
    known: impl Iterator<Item = &'n str>,
    before: usize,
) -> Option<String> {
    if before < SUGGESTIONS { nearest(name, known) } else { None }
}

/// The same of addresses.
pub(crate) fn suggested_address<'n>(
    address: &str,
    known: impl Iterator<Item = &'n str>,
    before: usize,
) -> Option<String> {
    if before < SUGGESTIONS { nearest_address(address, known) } else { None }
}

/// A name that nothing has; `before` issues have been found in its place.
pub(crate) fn unknown_name<'n>(
    noun: &'static str,
    subject: &str,
    name: &str,
    known: impl Iterator<Item = &'n str> + Clone,
    told: Told,
    before: usize,
) -> IssueKind {
    let (nearest, count) = told.nearest_and_count(name, known.clone(), before);
    IssueKind::UnknownName {
        noun,
        name: name.to_owned(),
        subject: subject.to_owned(),
        nearest,
        count,
        known: first_few(known),
    }
}

/// A role that is not declared; `before` issues have been found in its place.
pub(crate) fn undeclared_role<'n>(
    role: &str,
    known: impl Iterator<Item = &'n str> + Clone,
    told: Told,
    before: usize,
) -> IssueKind {
    let (nearest, count) = match told {
        Told::All => {
            let nearest = suggested(role, known.clone().chain([ONCALL]), before);
            (nearest, counted(known.clone(), before))
        }
        told => told.nearest_and_count(role, known.clone(), before),
    };
    IssueKind::UndeclaredRole { role: role.to_owned(), nearest, count, known: first_few(known) }
}

/// What is meant by a value that cannot stand where it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Meant {
    /// This is not known.
    Unknown,
    /// To be written as this.
    Value(String),
    /// Most likely to be written as this.
    Guess(String),
    /// A word or a text that stands for this value, which has a form of its own.
    Likely(String),
    /// A variable of another language.
    Variable,
    /// That there is nothing: `none`, `null`.
    Nothing,
}

impl From<Option<String>> for Meant {
    fn from(instead: Option<String>) -> Self {
        instead.map_or(Self::Unknown, Self::Value)
    }
}
