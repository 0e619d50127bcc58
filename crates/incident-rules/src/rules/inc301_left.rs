//! INC301: somebody who has left is on call.

use incident_base::{Change, Code, Level};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(301),
    level: Level::Error,
    title: "Somebody who has left is on call",
    page: include_str!("../../../../docs/diagnostics/INC301.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let Some(as_of) = cx.as_of else { return };
    for person in &cx.service.people {
        let Some(left) = person.left.written().filter(|left| left.value <= as_of) else { continue };
        let mut add = |place, what: String, help: &str, is_one_of_several: bool| {
            let wording =
                Wording::new(format!("{} left on {} but {what}.", person.email.value, left.value));
            let wording = match is_one_of_several {
                true => wording.likely(Change::RemoveItem),
                false => wording,
            };
            let related = vec![(left.origin, "left here".to_owned())];
            report.add(place, wording.help(help), related);
        };
        let is = |email: &str| email.eq_ignore_ascii_case(&person.email);
        for rotation in &cx.service.rotations {
            let name = &rotation.name.value;
            for member in rotation.members.iter().filter(|member| is(member)) {
                let what = format!("still takes turns in the rotation `{name}`");
                add(member.origin, what, "Take them out of `members`.", rotation.members.len() > 1);
            }
            for one in &rotation.overrides {
                let after = one.span.as_ref().is_some_and(|span| span.end > left.value.into());
                if let Some(with) = one.with.written().filter(|with| after && is(with)) {
                    let what = format!("covers a shift of the rotation `{name}` after that");
                    add(with.origin, what, "Let somebody else cover.", false);
                }
            }
        }
        for role in &cx.service.roles {
            if let Some(assignee) = role.assignee.written().filter(|one| is(one)) {
                let what = format!("still holds the role `{}`", role.name.value);
                add(assignee.origin, what, "Give the role to somebody else.", false);
            }
        }
    }
}
