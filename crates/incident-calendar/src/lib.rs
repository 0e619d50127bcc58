//! Who is on call when: a rotation's shifts, its overrides, people's absences, business days and
//! zones.
//!
//! Everything here is a pure function of the checked model. Time zones come from the database that
//! is built into the program, never from the machine, so that the same input gives the same answer
//! everywhere.
//!
//! From the bottom up: [`zone`] and [`instant`] turn local times into moments; [`turns`] says whose
//! turn it is and [`windows`] when anybody is on call at all; [`shifts`] puts the two together and
//! lays the overrides over them; [`uncovered_absences`] and [`first_shift_from`] ask questions
//! about one person.

mod absence;
mod business_days;
mod cover;
mod interval;
mod overrides;
mod scheduled;
mod shift;
mod turn;
mod window;
mod zone;
mod zone_guess;

pub use absence::{Roster, SEARCH_LIMIT, UncoveredAbsence, first_shift_from, uncovered_absences};
pub use business_days::{add_business_days, is_business_day};
pub use interval::Interval;
pub use overrides::{MemberPlaces, covers_nothing, covers_nothing_of};
pub use shift::{Cause, Shift, override_shifts, override_shifts_in_order, shifts, shifts_in_order};
pub use turn::turns;
pub use window::windows;
pub use zone::{canonical_zone_name, instant, local_interval, zone, zone_names};
pub use zone_guess::{cities_called, is_called, lacks_summer_time, zone_of_offset};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod properties;
