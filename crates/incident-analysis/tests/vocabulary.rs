//! The words of the schema and the members of the checked model are the same.

use incident_ir::{
    AlertSeverity, ChannelKind, FallbackKind, OnIncident, PageStatus, PagingProvider,
    SeverityLevel, StatusPageProvider, Weekday,
};
use incident_schema::Enumeration;
use incident_schema::vocabulary as words;

fn same<T: Copy>(set: &Enumeration, members: &[T], name: impl Fn(T) -> &'static str) {
    let in_schema: Vec<&str> = set.choices.iter().map(|choice| choice.name).collect();
    let in_model: Vec<&str> = members.iter().map(|member| name(*member)).collect();
    assert_eq!(in_schema, in_model, "{}", set.name);
}

#[test]
fn every_set_of_words_has_the_same_members_in_the_model() {
    same(&words::CHANNEL_KINDS, ChannelKind::ALL, ChannelKind::name);
    same(&words::SEVERITY_LEVELS, SeverityLevel::ALL, SeverityLevel::name);
    same(&words::FALLBACKS, FallbackKind::ALL, FallbackKind::name);
    same(&words::PAGING_PROVIDERS, PagingProvider::ALL, PagingProvider::name);
    same(&words::STATUS_PAGE_PROVIDERS, StatusPageProvider::ALL, StatusPageProvider::name);
    same(&words::PAGE_STATUSES, PageStatus::ALL, PageStatus::name);
    same(&words::WEEKDAYS, Weekday::ALL, Weekday::name);
    same(&words::ALERT_SEVERITIES, AlertSeverity::ALL, AlertSeverity::name);
    same(&words::FLAG_ACTIONS, OnIncident::ALL, OnIncident::name);
}
