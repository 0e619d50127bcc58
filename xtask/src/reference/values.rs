//! How values are written: forms that are right and forms that are not.

/// How values of a sort are written.
#[derive(Debug)]
pub struct Form {
    /// What such a value is called.
    pub name: &'static str,
    /// Values that are right.
    pub right: &'static [&'static str],
    /// Values that are not.
    pub wrong: &'static [&'static str],
    /// What else is to be known.
    pub says: &'static str,
    /// A program without anything wrong in it when one of the right values takes the place of
    /// [`VALUE`].
    pub program: &'static str,
}

/// What stands in a [`Form::program`] where the value goes.
pub const VALUE: &str = "VALUE";

/// Every sort of value.
pub static FORMS: &[Form] = &[
    Form {
        name: "name",
        right: &["PaymentServiceOps", "payments-backend", "_internal2"],
        wrong: &["3ds-gateway", "payments backend", "payments-"],
        says: "Letters without accents, digits and `_`, not a digit first; single `-` inside. Names become file \
               and object names, so two that differ in case only are the same name.",
        program: "service VALUE { }",
    },
    Form {
        name: "string",
        right: &[
            r#""text""#,
            r#""a \"word\" \\ \n \t \u{1F525}""#,
            "\"\"\"\n  several\n    lines\n  \"\"\"",
        ],
        wrong: &["'text'", r#""a\q""#, "text"],
        says: "On one line; between `\"\"\"` on several, less the indent that they share. The escapes shown are \
               all there are.",
        program: "service S { description = VALUE }",
    },
    Form {
        name: "boolean",
        right: &["true", "false"],
        wrong: &["yes", "True", "1"],
        says: "",
        program: "service S { post_mortem_template { required_sections = [\"Timeline\"], \
                  action_items_require_owners = VALUE } }",
    },
    Form {
        name: "integer",
        right: &["2"],
        wrong: &["2.0", "-2", "\"2\""],
        says: "Each key has its range.",
        program: "service S { post_mortem_template { required_sections = [\"Timeline\"], \
                  min_action_items = VALUE } }",
    },
    Form {
        name: "percentage",
        right: &["5%", "0.5%", "100%"],
        wrong: &["5", "5 %", "0.125%", "101%"],
        says: "From 0% to 100%, with up to two decimals.",
        program: "service S { deployment { canary_strategy { error_rate_threshold = VALUE } } }",
    },
    Form {
        name: "duration",
        right: &["30s", "10m", "1h30m", "7d", "2w"],
        wrong: &["5M", "90", "1.5h", "5 m", "30m1h", "500ms", "1mo", "0m"],
        says: "Seconds, minutes, hours, days, weeks; each once, the larger first. More than zero and at most a \
               century. A day has 24 hours. Documents say it as it was written: `24h` is \"24 hours\".",
        program: "service S { status_update_interval = VALUE }",
    },
    Form {
        name: "business days",
        right: &["3bd"],
        wrong: &["0bd", "1.5bd", "3b"],
        says: "Monday to Friday, less the `holidays` of `incident.toml`. The day that is counted from does not \
               count.",
        program: "service S { post_mortem_template { required_sections = [\"Timeline\"], due_within = VALUE } }",
    },
    Form {
        name: "hours",
        right: &["09:00-18:00", "22:00-06:00"],
        wrong: &["9:00-18:00", "09:00", "09:00-09:00"],
        says: "From the first minute up to but not including the second; over midnight where the second is \
               earlier.",
        program: "service S { on_call_rotation r { members = [ann@company.com], active_hours = VALUE } }",
    },
    Form {
        name: "date",
        right: &["2026-12-20"],
        wrong: &["20.12.2026", "2026-02-30", "\"2026-12-20\""],
        says: "",
        program: "person ann@company.com { left = VALUE }",
    },
    Form {
        name: "instant",
        right: &["2026-12-20T09:00"],
        wrong: &["2026-12-20T09:00Z", "2026-12-20 09:00", "2026-12-20T25:00"],
        says: "Local to the rotation's zone. Where a date stands for one, it is 09:00 of that day.",
        program: "service S { on_call_rotation r { members = [ann@company.com], starts = VALUE } }",
    },
    Form {
        name: "span",
        right: &["2026-12-20..2026-12-24", "2026-12-20T09:00..2026-12-20T18:00"],
        wrong: &[
            "2026-12-24..2026-12-20",
            "2026-12-20-2026-12-24",
            "2026-12-20T09:00..2026-12-20T09:00",
        ],
        says: "Of dates, both days are included; of instants, the second is not.",
        program: "person ann@company.com { away = [VALUE] }",
    },
    Form {
        name: "e-mail address",
        right: &["alice@company.com", "alice.b+pager@ops.company.com"],
        wrong: &["alice", "\"alice@company.com\"", "@alice"],
        says: "A person; case does not count.",
        program: "service S { on_call_rotation r { members = [VALUE] } }",
    },
    Form {
        name: "channel",
        right: &[
            "pagerduty",
            "slack:#p1-incidents",
            "phone:eng-manager",
            "webhook:\"https://hooks.company.com/a\"",
        ],
        wrong: &["slak", "https://hooks.company.com/a", "\"slack\"", "slack:"],
        says: "One of the [channels](#channel), with `:` and a target where it needs one. A name after `page`, \
               `phone` or `sms` is a role; elsewhere it is the provider's.",
        program: "service S { escalation_policy p { severities = [P3], tier lead { channels = [VALUE] } }, \
                  severity P3 \"slow\" }",
    },
    Form {
        name: "time zone",
        right: &["\"UTC\"", "\"America/New_York\""],
        wrong: &["\"Berlin\"", "\"CEST\"", "America/New_York"],
        says: "A name of the IANA time zone database, in quotes.",
        program: "service S { on_call_rotation r { members = [ann@company.com], time_zone = VALUE } }",
    },
    Form {
        name: "list",
        right: &[
            "[\"Timeline\"]",
            "[\"Timeline\", \"Impact\",]",
            "[\n  \"Timeline\",\n  \"Impact\"\n]",
        ],
        wrong: &["[]", "[\"Timeline\", \"Timeline\"]", "\"Timeline\""],
        says: "In order, over as many lines as one likes; not empty, and nothing twice.",
        program: "service S { post_mortem_template { required_sections = VALUE } }",
    },
];

/// The table of all forms, as Markdown.
pub(crate) fn table() -> String {
    let mut table = "| value | written | not | |\n|---|---|---|---|\n".to_owned();
    for form in FORMS {
        let right: Vec<String> = form.right.iter().map(|value| code(value)).collect();
        let wrong: Vec<String> = form.wrong.iter().map(|value| code(value)).collect();
        let cells = [form.name, &right.join(" "), &wrong.join(" "), form.says];
        table.push_str(&format!("| {} |\n", cells.map(super::cell).join(" | ")));
    }
    table
}

/// On one line, since a row of a table is one.
fn code(value: &str) -> String {
    format!("`{}`", value.split_whitespace().collect::<Vec<_>>().join(" "))
}
