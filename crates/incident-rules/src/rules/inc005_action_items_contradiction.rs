//! INC005: action Items required and not required.

use incident_base::{Change, Code, Level};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(5),
    level: Level::Warning,
    title: "Action Items required and not required",
    page: include_str!("../../../../docs/diagnostics/INC005.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let Some(template) = &cx.service.post_mortem else { return };
    // The template knows its sections whatever the case of their letters.
    let is_of_items = |section: &str| section.eq_ignore_ascii_case("Action Items");
    let section = template.required_sections.iter().find(|one| is_of_items(&one.value));
    let written = template.requires_action_items.written;
    if let (Some(section), Some(place), false) =
        (section, written, template.requires_action_items.value)
    {
        let wording = Wording::new(
            "post_mortem_template requires the \"Action Items\" section but requires_action_items is \
             false. Either remove the section or set requires_action_items to true.",
        )
        .likely(Change::Replace("true".to_owned()));
        report.add(
            place,
            wording,
            vec![(section.origin, "the section is required here".to_owned())],
        );
    }
}
