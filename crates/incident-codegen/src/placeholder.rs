/// The identifier of an object at a provider, which only the provider knows:
/// `{{resolve:pagerduty:user:team-lead}}`. `incident resolve` fills it in at deployment.
///
/// A placeholder is the whole of a string at a place where the provider wants an identifier, and its
/// name is everything after the third colon up to the last two braces. So a name may hold colons and
/// braces, and the same characters in a name or a description are plain text.
pub(crate) fn placeholder(provider: &str, kind: &str, name: &str) -> String {
    format!("{{{{resolve:{provider}:{kind}:{name}}}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_provider_the_kind_and_the_object() {
        assert_eq!(
            placeholder("pagerduty", "schedule", "payments-backend-oncall"),
            "{{resolve:pagerduty:schedule:payments-backend-oncall}}"
        );
    }
}
