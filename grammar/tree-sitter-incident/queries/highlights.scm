; The words of the schema stand in three lists, which INCIDENT_UPDATE=1 cargo test -p incident-tests --test tree_sitter
; rewrites. A kind or key that is not among them stays plain, which shows that it is misspelt.

(line_comment) @comment
(block_comment) @comment
(doc_comment) @comment.documentation

((block kind: (name) @keyword)
  (#any-of? @keyword "alert_rule" "app" "canary_strategy" "circuit_breaker" "component" "deployment" "environment_parity" "escalation_policy" "feature_flag" "group" "health_check" "import" "observability" "on_call_rotation" "override" "person" "post_mortem_template" "profile" "resilience" "role" "rollback_plan" "service" "severity" "status_page" "team" "tier"))

((attribute key: (name) @property)
  (#any-of? @property "action_items_require_deadlines" "action_items_require_owners" "active_days" "active_hours" "assignee" "auto_update_from_health_checks" "away" "channels" "command" "components" "description" "due_within" "effect" "error_rate_threshold" "escalates" "escalation" "escalation_timeout" "estimated_time" "executive" "expect_status" "failures" "fallback" "for" "health_check" "interval" "left" "members" "min_action_items" "min_duration_before_update" "name" "notify_channels" "on_incident" "page_status" "paging_provider" "provider" "query" "remediation" "repeat_cycles" "replace" "required_sections" "requires_action_items" "requires_incident_commander" "requires_post_mortem" "requires_status_page_update" "resolution_target" "response_time" "reviewers" "rotation" "rotation_period" "runbook" "schedule_source" "severities" "severity" "starts" "status_update_interval" "steps" "time_zone" "timeout" "title" "to" "url" "use" "with" "within"))

(block label: (name) @type)

((attribute value: (name) @boolean)
  (#any-of? @boolean "true" "false"))

((list (name) @boolean)
  (#any-of? @boolean "true" "false"))

((attribute value: (name) @constant.builtin)
  (#any-of? @constant.builtin "P1" "P2" "P3" "P4" "auto_remediate" "cachet" "critical" "custom" "degraded_performance" "disable" "email" "enable" "error" "executive_escalation" "fri" "immediate" "info" "instatus" "major_outage" "mon" "notify_all" "opsgenie" "page" "pagerduty" "partial_outage" "phone" "previous_version" "sat" "slack" "sms" "statuspage" "sun" "teams" "thu" "tue" "warning" "webhook" "wed"))

((list (name) @constant.builtin)
  (#any-of? @constant.builtin "P1" "P2" "P3" "P4" "auto_remediate" "cachet" "critical" "custom" "degraded_performance" "disable" "email" "enable" "error" "executive_escalation" "fri" "immediate" "info" "instatus" "major_outage" "mon" "notify_all" "opsgenie" "page" "pagerduty" "partial_outage" "phone" "previous_version" "sat" "slack" "sms" "statuspage" "sun" "teams" "thu" "tue" "warning" "webhook" "wed"))

(string) @string
(escape) @string.escape
(number) @number
(email) @string.special.url

(channel
  kind: (name) @constant.builtin
  ":" @punctuation.delimiter)
(target) @string.special

"=" @operator
"," @punctuation.delimiter

[
  "{"
  "}"
  "["
  "]"
] @punctuation.bracket
