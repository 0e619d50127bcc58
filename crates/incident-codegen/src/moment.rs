//! Moments, as every provider's API takes them.

use incident_calendar::zone;
use incident_ir::Rotation;
use jiff::{Timestamp, tz::TimeZone};

/// The rotation's zone; UTC for one that there is not, which has been reported.
pub(crate) fn zone_of(rotation: &Rotation) -> TimeZone {
    zone(&rotation.time_zone).unwrap_or(TimeZone::UTC)
}

/// A moment on the clocks of a zone, with their offset: `2026-01-05T09:00:00-05:00` (RFC 3339).
pub(crate) fn rfc_3339(zone: &TimeZone, moment: Timestamp) -> String {
    moment.display_with_offset(zone.to_offset(moment)).to_string()
}
