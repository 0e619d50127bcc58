//! What `incident.toml` says of how much findings weigh.

use incident_analysis::config::{ConfigIssue, LevelSetting};
use incident_analysis::nearest::nearest;
use incident_base::{Code, Diagnostic, Level};
use rustc_hash::FxHashMap;

use crate::{rule, rules};

/// Levels by code; `None` for findings that are not shown.
pub(crate) type Levels = FxHashMap<Code, Option<Level>>;

/// The levels that are set, and what is wrong with them. An error stays an error: what is compiled in spite
/// of one is not what was written.
pub(crate) fn levels(settings: &[LevelSetting]) -> (Levels, Vec<ConfigIssue>) {
    let mut levels = Levels::default();
    let mut issues = Vec::new();
    for setting in settings {
        let code = Code::parse(&setting.code);
        let message = match code.and_then(rule) {
            None => format!("There is no diagnostic `{}`.", setting.code),
            Some(rule) if rule.level == Level::Error && setting.level != Some(Level::Error) => {
                format!("{} is an error and stays one.", rule.code)
            }
            Some(rule) => {
                levels.insert(rule.code, setting.level);
                continue;
            }
        };
        let known = code.is_none().then(|| {
            let codes: Vec<String> = rules().iter().map(|rule| rule.code.to_string()).collect();
            nearest(&setting.code, &codes)
        });
        let help = known.flatten().map(|near| format!("Did you mean `{near}`?"));
        issues.push(ConfigIssue { range: setting.range, message, help, instead: None });
    }
    (levels, issues)
}

/// Gives findings the levels that are set, and leaves out those that are off.
pub(crate) fn apply(levels: &Levels, findings: &mut Vec<Diagnostic>) {
    if levels.is_empty() {
        return;
    }
    findings.retain_mut(|finding| match levels.get(&finding.code) {
        None => true,
        Some(None) => false,
        Some(Some(level)) => {
            finding.level = *level;
            true
        }
    });
}
