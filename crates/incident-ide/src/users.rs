//! What the services that use a profile make of what stands in it.

use incident_analysis::{Item, lower};
use incident_ir::Service;

use crate::Analysis;
use crate::names::scope::roots;

/// So many of the services that use a profile are asked: to check all of them takes long.
pub(crate) const ASKED: usize = 20;

/// A service itself; of a profile, the services that use it, as many as are asked.
pub(crate) fn asked<'a>(
    analysis: &'a Analysis,
    item: Item<'a>,
) -> impl Iterator<Item = &'a Service> {
    let roots = roots(analysis, item).into_iter().take(ASKED);
    let lowered = roots.filter_map(|root| lower(&analysis.db, root));
    lowered.map(|lowered| &*lowered.service)
}

/// What a service knows of something in it; of something in a profile, what all services that use it agree on.
pub(crate) fn agreed<T: PartialEq>(
    analysis: &Analysis,
    item: Item<'_>,
    ask: impl Fn(&Service) -> Option<T>,
) -> Option<T> {
    let mut answers = asked(analysis, item).filter_map(ask);
    let answer = answers.next()?;
    answers.all(|other| other == answer).then_some(answer)
}
