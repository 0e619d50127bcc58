//! The labels by which alerts are known on their way from Prometheus to whoever is paged. What one file
//! sets, another matches.

/// The alert's name: Prometheus sets it by itself.
pub(crate) const ALERT_NAME: &str = "alertname";

/// The service's name.
pub(crate) const SERVICE: &str = "service";

/// How bad the alert says it is: `critical`, `error`, `warning` or `info`.
pub(crate) const SEVERITY: &str = "severity";
