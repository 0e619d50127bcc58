//! `incident.toml`: what is the workspace's and not a service's.

mod keys;

use globset::Glob;
use incident_base::{Level, TextRange, TextSize};
use incident_ir::{CachetVersion, Settings, SeverityLevel, Targets};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use keys::{ConfigKey, ConfigValues, KEYS};

use crate::nearest::nearest;

/// The file's name; the folder that holds it is the workspace's.
pub const FILE_NAME: &str = "incident.toml";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The output folder, relative to the workspace's; `None` is `out`.
    pub out: Option<String>,
    /// What is no part of the workspace, as a `.gitignore` beside the file would say it.
    pub exclude: Vec<String>,
    /// What concerns every service.
    pub settings: Settings,
    /// How much findings weigh here, in the order written.
    pub levels: Vec<LevelSetting>,
}

/// A line of `[levels]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelSetting {
    /// The diagnostic's code, as written.
    pub code: String,
    /// Where the code stands.
    pub range: TextRange,
    /// The level; `None` for findings that are not shown.
    pub level: Option<Level>,
}

/// Something wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigIssue {
    /// Where.
    pub range: TextRange,
    /// What is wrong, as a sentence.
    pub message: String,
    /// The next step, where there is one.
    pub help: Option<String>,
    /// What was probably meant to stand there.
    pub instead: Option<String>,
}

/// What lines begin with that version control puts around the sides of a conflict.
const CONFLICT: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

impl Config {
    /// Reads the file's text. What is wrong leaves the rest known.
    pub fn parse(text: &str) -> (Self, Vec<ConfigIssue>) {
        let mut reader = Reader { config: Self::default(), issues: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        // The first says what is wrong; those after it mostly follow from it.
        let broken = errors.first().map(|error| {
            let range = error.span().map_or_else(TextRange::default, |span| range(&span));
            (range, error.message())
        });
        reader.table(table.get_ref());
        if let Some((range, reason)) = broken {
            // What stands from that line on may not be what it seems.
            let before = text.get(..range.start().into()).unwrap_or(text);
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            reader.issues.retain(|issue| usize::from(issue.range.start()) < line);
            let written = text.get(line..).unwrap_or_default();
            if CONFLICT.iter().any(|mark| written.starts_with(mark)) {
                let message = "A merge conflict is not resolved here.".to_owned();
                let help = "Keep one of the two sides, and remove the lines around them.";
                reader.report(range, message, Some(help.to_owned()));
            } else {
                let help = "A value is a text in quotes, a date such as 2026-12-25, or a list of them in `[` and `]`.";
                reader.report(range, format!("This is not TOML: {reason}."), Some(help.to_owned()));
            }
        }
        (reader.config, reader.issues)
    }
}

struct Reader {
    config: Config,
    issues: Vec<ConfigIssue>,
}

impl Reader {
    fn report(&mut self, range: TextRange, message: String, help: Option<String>) {
        self.issues.push(ConfigIssue { range, message, help, instead: None });
    }

    fn report_near(&mut self, range: TextRange, message: String, near: String) {
        let help = match near.starts_with('"') {
            true => format!("Did you mean {near}?"),
            false => format!("Did you mean `{near}`?"),
        };
        self.issues.push(ConfigIssue { range, message, help: Some(help), instead: Some(near) });
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "out" => self.out(value),
                "exclude" => self.exclude(value),
                "holidays" => self.holidays(value),
                "alert_severities" => self.alert_severities(value),
                "levels" => self.levels(value),
                "targets" => self.targets(value),
                "cachet" => self.cachet(value),
                // A line without a key has been reported as no TOML.
                "" => {}
                other => self.unknown(other, key.span(), None, &KEYS),
            }
        }
    }

    fn unknown(
        &mut self,
        key: &str,
        span: std::ops::Range<usize>,
        table: Option<&str>,
        known: &[&ConfigKey],
    ) {
        let known: Vec<&str> = known.iter().map(|key| key.name).collect();
        let place = table.map_or_else(String::new, |table| format!("`[{table}]` in "));
        let message = format!("`{key}` is not a key of {place}{FILE_NAME}.");
        match nearest(key, &known) {
            Some(near) => self.report_near(range(&span), message, near),
            None => {
                self.report(range(&span), message, Some(format!("It takes {}.", listed(&known))));
            }
        }
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, key: &ConfigKey) {
        self.wrong_for(value, key.name, key);
    }

    /// The same of a key that any code is the name of.
    fn wrong_for(&mut self, value: &Spanned<DeValue<'_>>, name: &str, key: &ConfigKey) {
        let message = format!(
            "`{name}` takes {}, not {} {}.",
            key.takes,
            article(value.get_ref().type_str()),
            value.get_ref().type_str()
        );
        self.report(range(&value.span()), message, None);
    }

    fn out(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref().as_str() {
            // The file comes with the sources, and whoever compiles them has not chosen that place.
            Some(path) if leads_out(path) => {
                let message = "`out` leads out of the workspace.".to_owned();
                let help = "Name a folder in it, or choose another place with `--out`.".to_owned();
                self.report(range(&value.span()), message, Some(help));
            }
            Some(path) if !path.trim().is_empty() => self.config.out = Some(path.to_owned()),
            Some(_) => {
                let message = "`out` is empty; it is the folder that `incident compile` writes to.";
                self.report(range(&value.span()), message.to_owned(), None);
            }
            None => self.wrong(value, &keys::OUT),
        }
    }

    fn exclude(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong(value, &keys::EXCLUDE);
        };
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(pattern) if excludes_something(pattern) => {
                    self.config.exclude.push(pattern.to_owned());
                }
                Some(pattern) => {
                    let message = format!("\"{pattern}\" excludes nothing.");
                    let help = "Patterns are those of a `.gitignore` in this folder: \"drafts/\", \
                                \"/legacy/**/*.incident\".";
                    self.report(range(&item.span()), message, Some(help.to_owned()));
                }
                None => self.wrong(item, &keys::EXCLUDE),
            }
        }
    }

    fn holidays(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong(value, &keys::HOLIDAYS);
        };
        for item in list.iter() {
            match date(item.get_ref()) {
                Some(day) => self.config.settings.holidays.push(day),
                None => self.wrong(item, &keys::HOLIDAYS),
            }
        }
        self.config.settings.holidays.sort_unstable();
        self.config.settings.holidays.dedup();
    }

    fn alert_severities(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(value, &keys::ALERT_SEVERITIES);
        };
        for (key, value) in table {
            let level = value.get_ref().as_str().and_then(SeverityLevel::from_name);
            let name = key.get_ref().as_ref();
            let keys = keys::ALERT_SEVERITIES.keys();
            let Some(key) = keys.iter().find(|key| key.name == name) else {
                self.unknown(name, key.span(), Some("alert_severities"), keys);
                continue;
            };
            let Some(level) = level else {
                match value.get_ref().as_str() {
                    Some(word) => {
                        let message = format!("\"{word}\" is not a severity.");
                        let help = "Write \"P1\", \"P2\", \"P3\" or \"P4\".".to_owned();
                        self.report(range(&value.span()), message, Some(help));
                    }
                    None => self.wrong(value, key),
                }
                continue;
            };
            let all = &mut self.config.settings.alert_severities;
            match name {
                "critical" => all.critical = level,
                "error" => all.error = level,
                "warning" => all.warning = level,
                _ => all.info = level,
            }
        }
    }
}

impl Reader {
    fn levels(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(value, &keys::LEVELS);
        };
        let levels = [Level::Error, Level::Warning, Level::Note];
        for (key, value) in table {
            let code = key.get_ref().to_string();
            let level = match value.get_ref().as_str() {
                Some(keys::OFF) => None,
                Some(word) => match levels.into_iter().find(|level| level.as_str() == word) {
                    Some(level) => Some(level),
                    None => {
                        let message = format!("\"{word}\" is not a level.");
                        let help = "Write \"error\", \"warning\", \"note\" or \"off\".".to_owned();
                        self.report(range(&value.span()), message, Some(help));
                        continue;
                    }
                },
                None => {
                    self.wrong_for(value, &code, &keys::LEVEL);
                    continue;
                }
            };
            let range = range(&key.span());
            self.config.levels.push(LevelSetting { code, range, level });
        }
    }
}

impl Reader {
    fn cachet(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(value, &keys::CACHET);
        };
        for (key, value) in table {
            if key.get_ref().as_ref() != keys::CACHET_VERSION.name {
                self.unknown(key.get_ref(), key.span(), Some("cachet"), keys::CACHET.keys());
                continue;
            }
            match value.get_ref().as_integer().map(|number| number.as_str()) {
                Some("2") => self.config.settings.cachet = CachetVersion::Two,
                Some("3") => self.config.settings.cachet = CachetVersion::Three,
                Some(other) => {
                    let message = format!("There is no target for Cachet {other}.");
                    let help = "Write 2 or 3.".to_owned();
                    self.report(range(&value.span()), message, Some(help));
                }
                None => self.wrong(value, &keys::CACHET_VERSION),
            }
        }
    }

    fn targets(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong(value, &keys::TARGET_NAMES);
        };
        let words: Vec<&str> = Targets::words().collect();
        let mut named = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(word) if words.contains(&word) => named.push(word),
                Some(word) => {
                    let message = format!("\"{word}\" is not a target.");
                    let at = range(&item.span());
                    match nearest(word, &words) {
                        Some(near) => self.report_near(at, message, format!("\"{near}\"")),
                        None => {
                            let help = format!("There are {}.", listed(&words));
                            self.report(at, message, Some(help));
                        }
                    }
                }
                None => self.wrong(item, &keys::TARGET_NAMES),
            }
        }
        // Of a list in which something is wrong, the rest would leave files out.
        if named.len() == list.len() && !list.is_empty() {
            self.config.settings.targets = Targets::named(named);
        }
        if list.is_empty() {
            let message = "`targets` is empty: nothing would be written.".to_owned();
            let help = "Leave it out for everything that needs no request.".to_owned();
            self.report(range(&value.span()), message, Some(help));
        }
    }
}

/// Whether a path is not below the folder that it is relative to, on any system.
fn leads_out(path: &str) -> bool {
    path.starts_with(['/', '\\'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|part| part == "..")
}

/// Whether a line of a `.gitignore` names something that may be below its folder.
fn excludes_something(pattern: &str) -> bool {
    let bare = pattern.trim().trim_start_matches(['!', '/']).trim_end_matches('/');
    let leads_out = bare.split('/').any(|part| part == "..") || bare.starts_with("./");
    !bare.is_empty() && !bare.starts_with('#') && !leads_out && Glob::new(bare).is_ok()
}

/// A TOML date, or one in quotes.
fn date(value: &DeValue<'_>) -> Option<Date> {
    match value.as_datetime() {
        Some(datetime) if datetime.time.is_none() => datetime.date?.to_string().parse().ok(),
        Some(_) => None,
        None => value.as_str()?.parse().ok(),
    }
}

fn range(span: &std::ops::Range<usize>) -> TextRange {
    let offset = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(offset(span.start), offset(span.end.max(span.start)))
}

fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, all)) if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => words.concat(),
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn everything_it_may_say() {
        let (config, issues) = Config::parse(
            "out = \"generated\"\nholidays = [2026-12-25, \"2026-01-01\"]\n\n[alert_severities]\n\
             warning = \"P2\"\n",
        );
        assert_eq!(issues, []);
        assert_eq!(config.out.as_deref(), Some("generated"));
        assert_eq!(config.settings.holidays, [date(2026, 1, 1), date(2026, 12, 25)]);
        assert_eq!(config.settings.alert_severities.warning, SeverityLevel::P2);
        assert_eq!(config.settings.alert_severities.info, SeverityLevel::P4);
    }

    #[test]
    fn the_output_folder_is_in_the_workspace() {
        for out in ["/srv/pager", "../out", "a/../../b", "C:/out", "\\\\host\\share", "a\\..\\.."] {
            let (config, issues) = Config::parse(&format!("out = '{out}'\n"));
            assert_eq!(config.out, None, "{out}");
            let messages: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
            assert_eq!(messages, ["`out` leads out of the workspace."], "{out}");
        }
        for out in ["out", "build/out", ".", "..out", "a..b/c"] {
            let (config, issues) = Config::parse(&format!("out = '{out}'\n"));
            assert_eq!((config.out.as_deref(), issues), (Some(out), Vec::new()));
        }
    }

    #[test]
    fn what_is_excluded_is_named_as_in_a_gitignore() {
        let (config, issues) = Config::parse("exclude = ['drafts/', '/a/**/*.incident', '!b']\n");
        assert_eq!(issues, []);
        assert_eq!(config.exclude, ["drafts/", "/a/**/*.incident", "!b"]);
        for pattern in ["", " ", "# note", "../elsewhere", "./drafts", "[a", "{a", "/"] {
            let (config, issues) = Config::parse(&format!("exclude = ['x', '{pattern}']\n"));
            assert_eq!(config.exclude, ["x"], "{pattern}");
            let messages: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
            assert_eq!(messages, [format!("\"{pattern}\" excludes nothing.")]);
        }
        for text in ["'drafts/'", "[5]"] {
            let (config, issues) = Config::parse(&format!("exclude = {text}\n"));
            assert_eq!((issues.len(), config), (1, Config::default()), "{text}");
        }
    }

    #[test]
    fn cachet_is_2_or_3() {
        let (config, issues) = Config::parse("[cachet]\nversion = 2\n");
        assert_eq!((config.settings.cachet, issues), (CachetVersion::Two, Vec::new()));
        assert_eq!(Config::parse("").0.settings.cachet, CachetVersion::Three);
        for (text, expected) in [
            ("[cachet]\nversion = 4\n", "There is no target for Cachet 4."),
            ("[cachet]\nversion = \"2\"\n", "`version` takes 2 or 3, not a string."),
            ("[cachet]\nverison = 2\n", "`verison` is not a key of `[cachet]` in incident.toml."),
            ("cachet = 2\n", "`cachet` takes a table such as { version = 2 }, not an integer."),
        ] {
            let (config, issues) = Config::parse(text);
            assert_eq!(config.settings.cachet, CachetVersion::Three, "{text}");
            let messages: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
            assert_eq!(messages, [expected], "{text}");
        }
    }

    #[test]
    fn targets_are_words_that_there_are() {
        let (config, issues) = Config::parse("targets = [\"terraform\", \"response_guide\"]\n");
        assert_eq!(issues, []);
        let targets = config.settings.targets;
        assert!(targets.includes("terraform") && targets.includes("response_guide"));
        assert!(!targets.includes("pagerduty"));
        for (text, message, help) in [
            ("[\"terafrom\"]", "\"terafrom\" is not a target.", "Did you mean \"terraform\"?"),
            ("[\"pagerduty\", \"zzz\"]", "\"zzz\" is not a target.", "There are `default`, "),
            ("[]", "`targets` is empty", "Leave it out"),
        ] {
            let (config, issues) = Config::parse(&format!("targets = {text}\n"));
            let [issue] = issues.as_slice() else { panic!("{issues:?}") };
            assert!(issue.message.starts_with(message), "{issue:?}");
            assert!(issue.help.as_ref().is_some_and(|it| it.starts_with(help)), "{issue:?}");
            assert_eq!(config, Config::default(), "{text}");
        }
        for text in ["\"terraform\"", "[5]"] {
            let (config, issues) = Config::parse(&format!("targets = {text}\n"));
            assert_eq!((issues.len(), config), (1, Config::default()), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_leaves_the_rest_known() {
        let (config, issues) =
            Config::parse("outt = \"x\"\nholidays = [1]\n[alert_severities]\nerror = \"P9\"\n");
        let messages: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
        assert_eq!(messages.len(), 3, "{messages:?}");
        assert!(issues.iter().any(|it| it.help.as_deref() == Some("Did you mean `out`?")));
        assert_eq!(config, Config::default());
        let (config, issues) = Config::parse("out = \"a\"\n= 5\n");
        assert_eq!(config.out.as_deref(), Some("a"));
        assert_eq!(issues.len(), 1, "{issues:?}");
    }
}
