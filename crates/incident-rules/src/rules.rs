//! Every rule, in the order of their codes. A new one is a file here, its line in both lists, and its
//! page.

mod inc001_no_escalation_policy;
mod inc002_deployed_without_rotation;
mod inc003_no_response_time;
mod inc004_tier_without_timeout;
mod inc005_action_items_contradiction;
mod inc006_no_single_rotation;
mod inc007_policy_serves_nothing;
mod inc008_no_single_rollback_plan;
mod inc009_severity_not_declared;
mod inc010_times_contradict;
mod inc101_unexpected;
mod inc102_missing_value;
mod inc103_missing_equals;
mod inc104_unclosed;
mod inc105_missing_brace;
mod inc106_unmatched_closer;
mod inc107_unterminated;
mod inc108_bad_escape;
mod inc109_stray_characters;
mod inc110_unquoted;
mod inc111_parted_literal;
mod inc112_too_deep;
mod inc113_not_text;
mod inc114_unread;
mod inc120_unknown_kind;
mod inc121_misplaced_block;
mod inc122_unknown_key;
mod inc123_missing_label;
mod inc124_too_many_labels;
mod inc125_malformed_literal;
mod inc126_wrong_type;
mod inc127_out_of_range;
mod inc128_unknown_choice;
mod inc129_missing_key;
mod inc130_missing_block;
mod inc131_key_twice;
mod inc132_declared_twice;
mod inc133_item_twice;
mod inc134_empty_list;
mod inc135_unknown_time_zone;
mod inc136_unknown_channel;
mod inc137_unknown_name;
mod inc138_undeclared_role;
mod inc139_profile_cycle;
mod inc140_component_twice;
mod inc141_not_in_team;
mod inc142_not_in_rotation;
mod inc143_role_of_several_teams;
mod inc144_almost_oncall;
mod inc145_role_in_two_ways;
mod inc150_config;
mod inc151_unreadable_suppression;
mod inc152_unused_suppression;
mod inc153_docs_of_nothing;
mod inc201_import;
mod inc301_left;
mod inc302_away;
mod inc303_override_covers_nothing;
mod inc304_too_many_covered_shifts;
mod inc305_named_nowhere;
mod inc306_kept_elsewhere;
mod inc307_no_summer_time;
mod inc308_kept_at_another;
mod inc501_name_collision;
mod inc503_timeout_under_a_minute;
mod inc504_too_many_targets;
mod inc505_too_many_repetitions;
mod inc506_turn_length;
mod inc507_minutes;
mod inc508_name;
mod inc509_opsgenie_ends;
mod inc510_rounded_timeout;
mod inc511_channels_per_tier;
mod inc512_fallback_by_hand;
mod inc513_long_name_on_a_page;
mod inc514_group_called_like_a_component;
mod inc515_time_zone;
mod inc516_fallback_in_turns;
mod inc517_delay_beyond_a_day;
mod inc518_tier_refused_by_some;
mod inc520_promql;
mod inc521_too_many_routing_rules;
mod inc522_alerts_without_policy;
mod inc530_override_not_in_terraform;
mod inc531_refused_by_terraform;

use incident_analysis::IssueKind;
use incident_syntax::SyntaxErrorKind;

use crate::Rule;

/// Every rule, in the order of their codes.
pub fn rules() -> &'static [&'static Rule] {
    static RULES: &[&Rule] = &[
        &inc001_no_escalation_policy::RULE,
        &inc002_deployed_without_rotation::RULE,
        &inc003_no_response_time::RULE,
        &inc004_tier_without_timeout::RULE,
        &inc005_action_items_contradiction::RULE,
        &inc006_no_single_rotation::RULE,
        &inc007_policy_serves_nothing::RULE,
        &inc008_no_single_rollback_plan::RULE,
        &inc009_severity_not_declared::RULE,
        &inc010_times_contradict::RULE,
        &inc101_unexpected::RULE,
        &inc102_missing_value::RULE,
        &inc103_missing_equals::RULE,
        &inc104_unclosed::RULE,
        &inc105_missing_brace::RULE,
        &inc106_unmatched_closer::RULE,
        &inc107_unterminated::RULE,
        &inc108_bad_escape::RULE,
        &inc109_stray_characters::RULE,
        &inc110_unquoted::RULE,
        &inc111_parted_literal::RULE,
        &inc112_too_deep::RULE,
        &inc113_not_text::RULE,
        &inc114_unread::RULE,
        &inc120_unknown_kind::RULE,
        &inc121_misplaced_block::RULE,
        &inc122_unknown_key::RULE,
        &inc123_missing_label::RULE,
        &inc124_too_many_labels::RULE,
        &inc125_malformed_literal::RULE,
        &inc126_wrong_type::RULE,
        &inc127_out_of_range::RULE,
        &inc128_unknown_choice::RULE,
        &inc129_missing_key::RULE,
        &inc130_missing_block::RULE,
        &inc131_key_twice::RULE,
        &inc132_declared_twice::RULE,
        &inc133_item_twice::RULE,
        &inc134_empty_list::RULE,
        &inc135_unknown_time_zone::RULE,
        &inc136_unknown_channel::RULE,
        &inc137_unknown_name::RULE,
        &inc138_undeclared_role::RULE,
        &inc139_profile_cycle::RULE,
        &inc140_component_twice::RULE,
        &inc141_not_in_team::RULE,
        &inc142_not_in_rotation::RULE,
        &inc143_role_of_several_teams::RULE,
        &inc144_almost_oncall::RULE,
        &inc145_role_in_two_ways::RULE,
        &inc150_config::RULE,
        &inc151_unreadable_suppression::RULE,
        &inc152_unused_suppression::RULE,
        &inc153_docs_of_nothing::RULE,
        &inc201_import::RULE,
        &inc301_left::RULE,
        &inc302_away::RULE,
        &inc303_override_covers_nothing::RULE,
        &inc304_too_many_covered_shifts::RULE,
        &inc305_named_nowhere::RULE,
        &inc306_kept_elsewhere::RULE,
        &inc307_no_summer_time::RULE,
        &inc308_kept_at_another::RULE,
        &inc501_name_collision::RULE,
        &inc503_timeout_under_a_minute::RULE,
        &inc504_too_many_targets::RULE,
        &inc505_too_many_repetitions::RULE,
        &inc506_turn_length::RULE,
        &inc507_minutes::RULE,
        &inc508_name::RULE,
        &inc509_opsgenie_ends::RULE,
        &inc510_rounded_timeout::RULE,
        &inc511_channels_per_tier::RULE,
        &inc512_fallback_by_hand::RULE,
        &inc513_long_name_on_a_page::RULE,
        &inc514_group_called_like_a_component::RULE,
        &inc515_time_zone::RULE,
        &inc516_fallback_in_turns::RULE,
        &inc517_delay_beyond_a_day::RULE,
        &inc518_tier_refused_by_some::RULE,
        &inc520_promql::RULE,
        &inc521_too_many_routing_rules::RULE,
        &inc522_alerts_without_policy::RULE,
        &inc530_override_not_in_terraform::RULE,
        &inc531_refused_by_terraform::RULE,
    ];
    RULES
}

/// The rule that words a syntax error.
pub(crate) fn of_syntax_error(kind: &SyntaxErrorKind) -> &'static Rule {
    match kind {
        SyntaxErrorKind::UnmatchedCloser { .. }
        | SyntaxErrorKind::ClosedEarly
        | SyntaxErrorKind::Surplus { text: "}" | "]" } => &inc106_unmatched_closer::RULE,
        SyntaxErrorKind::Unexpected { .. }
        | SyntaxErrorKind::NeedlessOperator { .. }
        | SyntaxErrorKind::BracketEarly { .. }
        | SyntaxErrorKind::SplitKey { .. }
        | SyntaxErrorKind::QuotedKey { .. }
        | SyntaxErrorKind::Json
        | SyntaxErrorKind::Yaml
        | SyntaxErrorKind::ListWithoutBrackets
        | SyntaxErrorKind::HeadlessList
        | SyntaxErrorKind::ListInLines { .. }
        | SyntaxErrorKind::Surplus { .. }
        | SyntaxErrorKind::MisplacedComma { .. }
        | SyntaxErrorKind::BrokenLine
        | SyntaxErrorKind::LinesSwapped
        | SyntaxErrorKind::LineTwice => &inc101_unexpected::RULE,
        SyntaxErrorKind::MissingValue { .. } => &inc102_missing_value::RULE,
        SyntaxErrorKind::ColonForEquals { .. } => &inc103_missing_equals::RULE,
        SyntaxErrorKind::Unclosed { .. } | SyntaxErrorKind::CutOff { .. } => &inc104_unclosed::RULE,
        SyntaxErrorKind::MissingBrace { .. }
        | SyntaxErrorKind::HeaderInBrackets { .. }
        | SyntaxErrorKind::BraceOnNextLine => &inc105_missing_brace::RULE,
        SyntaxErrorKind::UnterminatedString
        | SyntaxErrorKind::OddQuotes
        | SyntaxErrorKind::UnopenedString { .. }
        | SyntaxErrorKind::StringOverLines
        | SyntaxErrorKind::UnterminatedLongString
        | SyntaxErrorKind::UnterminatedComment => &inc107_unterminated::RULE,
        SyntaxErrorKind::BadEscape { .. } => &inc108_bad_escape::RULE,
        SyntaxErrorKind::StrayCharacters { .. }
        | SyntaxErrorKind::TurnedText { .. }
        | SyntaxErrorKind::LookAlike { .. }
        | SyntaxErrorKind::ForeignInAddress { .. }
        | SyntaxErrorKind::MarkInAddress { .. }
        | SyntaxErrorKind::MarkInWord { .. }
        | SyntaxErrorKind::SemicolonBehindWord { .. }
        | SyntaxErrorKind::Semicolons { .. }
        | SyntaxErrorKind::HashLines { .. }
        | SyntaxErrorKind::AddressInBrackets { .. }
        | SyntaxErrorKind::Diff { .. }
        | SyntaxErrorKind::PastedLines { .. }
        | SyntaxErrorKind::MergeConflict
        | SyntaxErrorKind::LoneReturn => &inc109_stray_characters::RULE,
        SyntaxErrorKind::Unquoted { .. } | SyntaxErrorKind::SeveralWords { .. } => {
            &inc110_unquoted::RULE
        }
        SyntaxErrorKind::PartedLiteral { .. }
        | SyntaxErrorKind::DateInWords { .. }
        | SyntaxErrorKind::ZoneBehindHours { .. } => &inc111_parted_literal::RULE,
        SyntaxErrorKind::TooDeep { .. } | SyntaxErrorKind::TooLong => &inc112_too_deep::RULE,
    }
}

/// The rule that words an issue of the checker.
pub(crate) fn of_issue(kind: &IssueKind) -> &'static Rule {
    match kind {
        IssueKind::UnknownKind { .. } => &inc120_unknown_kind::RULE,
        IssueKind::MisplacedBlock { .. } => &inc121_misplaced_block::RULE,
        IssueKind::Import { .. } => &inc201_import::RULE,
        IssueKind::UnknownKey { .. }
        | IssueKind::BlockAsKey { .. }
        | IssueKind::LabelAsKey { .. } => &inc122_unknown_key::RULE,
        IssueKind::KeyAsBlock { .. } => &inc103_missing_equals::RULE,
        IssueKind::MissingLabel { .. } => &inc123_missing_label::RULE,
        IssueKind::TooManyLabels { .. } => &inc124_too_many_labels::RULE,
        IssueKind::MalformedLiteral { .. }
        | IssueKind::MalformedLiterals { .. }
        | IssueKind::Placeholder { .. } => &inc125_malformed_literal::RULE,
        IssueKind::WrongType { .. }
        | IssueKind::WrongTypes { .. }
        | IssueKind::LabelsSwapped { .. }
        | IssueKind::ListWithoutBrackets { .. } => &inc126_wrong_type::RULE,
        IssueKind::OutOfRange { .. } => &inc127_out_of_range::RULE,
        IssueKind::UnknownChoice { .. } | IssueKind::UnknownChoices { .. } => {
            &inc128_unknown_choice::RULE
        }
        IssueKind::MissingKey { .. } => &inc129_missing_key::RULE,
        IssueKind::MissingBlock { .. } => &inc130_missing_block::RULE,
        IssueKind::KeyTwice { .. } => &inc131_key_twice::RULE,
        IssueKind::DeclaredTwice { .. } => &inc132_declared_twice::RULE,
        IssueKind::ItemTwice { .. } | IssueKind::ItemsTwice { .. } => &inc133_item_twice::RULE,
        IssueKind::EmptyList { .. } => &inc134_empty_list::RULE,
        IssueKind::UnknownTimeZone { .. } => &inc135_unknown_time_zone::RULE,
        IssueKind::UnknownChannel { .. } => &inc136_unknown_channel::RULE,
        IssueKind::UnknownName { .. } | IssueKind::OwnRotation { .. } => &inc137_unknown_name::RULE,
        IssueKind::UndeclaredRole { .. } => &inc138_undeclared_role::RULE,
        IssueKind::RoleOfSeveralTeams { .. } => &inc143_role_of_several_teams::RULE,
        IssueKind::AlmostOncall { .. } => &inc144_almost_oncall::RULE,
        IssueKind::ProfileCycle { .. } => &inc139_profile_cycle::RULE,
        IssueKind::ComponentTwice { .. } => &inc140_component_twice::RULE,
        IssueKind::NotInTeam { .. } => &inc141_not_in_team::RULE,
        IssueKind::NotInRotation { .. } => &inc142_not_in_rotation::RULE,
        IssueKind::NoSingleRotation { .. } => &inc006_no_single_rotation::RULE,
        IssueKind::NoSingleRollbackPlan { .. } => &inc008_no_single_rollback_plan::RULE,
    }
}

/// The rule for bytes that are no text.
pub(crate) static NOT_TEXT: &Rule = &inc113_not_text::RULE;
pub(crate) use inc111_parted_literal::{word_parted_channel, word_parted_span};
pub(crate) use inc113_not_text::word as word_not_text;
pub(crate) use inc126_wrong_type::names_for_addresses;

/// The rule for what could not be read.
pub(crate) static UNREAD: &Rule = &inc114_unread::RULE;
pub(crate) use inc114_unread::word as word_unread;

/// The rule for a file with more errors than are listed; see `listing.rs`.
pub(crate) static NOT_LISTED: &Rule = &inc112_too_deep::RULE;
pub(crate) use inc112_too_deep::not_listed as word_not_listed;

/// The words for a decimal comma.
pub(crate) use inc101_unexpected::decimal_comma as word_decimal_comma;
pub(crate) use inc101_unexpected::list_of_blocks as word_list_of_blocks;

/// The rule for text without quotes.
pub(crate) static UNQUOTED: &Rule = &inc110_unquoted::RULE;

/// The words for text without quotes, which depend on what is wanted there.
pub(crate) use inc110_unquoted::{
    several_words, word_channels, word_part_of_text, word_texts_in_list,
    word_where as word_unquoted,
};

/// The rule for `incident.toml`.
pub(crate) static CONFIG: &Rule = &inc150_config::RULE;

/// The rule about comments that cannot allow anything; see `suppress.rs`.
pub(crate) static UNREADABLE_SUPPRESSION: &Rule = &inc151_unreadable_suppression::RULE;

/// What `///` lines above nothing are told.
pub(crate) use inc153_docs_of_nothing::docs_of_nothing;

/// The rule about comments that allow what is not there.
pub(crate) static UNUSED_SUPPRESSION: &Rule = &inc152_unused_suppression::RULE;

/// The rules that ask which targets are made.
pub(crate) static OF_TARGETS: [&Rule; 4] = [
    &inc307_no_summer_time::RULE,
    &inc515_time_zone::RULE,
    &inc530_override_not_in_terraform::RULE,
    &inc531_refused_by_terraform::RULE,
];

/// Whether a rule asks which targets are made.
pub fn depends_on_targets(rule: &Rule) -> bool {
    OF_TARGETS.iter().any(|one| one.code == rule.code)
}
