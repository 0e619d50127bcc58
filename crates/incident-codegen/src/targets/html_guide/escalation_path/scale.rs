//! Where moments and labels are on an axis of time.

/// How the drawing is laid out, in tenths of a unit: time on an axis that goes down, to scale, and labels
/// beside it, each at its moment or below the label before where that would cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Seconds that the axis covers; not 0.
    seconds: u64,
    /// The axis' length.
    pub(super) length: u64,
}

/// The axis is never shorter, so that its parts can be told apart,
const SHORTEST: u64 = 3_000;
/// and not longer for the labels' sake than about two phones' screens.
const LONGEST: u64 = 7_200;

/// Where the axis begins, from the top of the drawing.
pub(super) const TOP: u64 = 140;

/// Seconds between the marks on the axis: what clocks are divided into.
const STEPS: [u64; 14] =
    [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800];

impl Scale {
    /// A scale on which labels at these moments, each with its height, stand where their moments are,
    /// as far as the axis' length allows. Moments are sorted.
    pub(super) fn new(seconds: u64, labels: &[(u64, u64)]) -> Self {
        let seconds = seconds.max(1);
        let wished = labels.windows(2).filter_map(|pair| {
            let [(one, height), (next, _)] = pair else { return None };
            let between = next.checked_sub(*one).filter(|between| *between > 0)?;
            Some(height.saturating_mul(seconds) / between)
        });
        let length = wished.max().unwrap_or(0).clamp(SHORTEST, LONGEST);
        let all: u64 = labels.iter().map(|(_, height)| height).sum();
        Self { seconds, length: length.max(all.min(4 * LONGEST)) }
    }

    /// Where a moment is: as far down as its part of the time.
    pub(super) fn y(&self, second: u64) -> u64 {
        let down = u128::from(second) * u128::from(self.length) / u128::from(self.seconds);
        TOP + u64::try_from(down).unwrap_or(self.length)
    }

    /// The moments that are marked on the axis, the first after the page.
    pub(super) fn marks(&self) -> Vec<u64> {
        // Closer marks are a ruler's, not a clock's: they hide the tiers.
        let is_wide = |step: &&u64| self.y(**step) - TOP >= 540;
        let step = STEPS.iter().find(is_wide).copied().unwrap_or(self.seconds);
        (1..).map(|count| count * step).take_while(|moment| *moment <= self.seconds).collect()
    }

    /// The tops of labels.
    pub(super) fn tops(&self, labels: &[(u64, u64)]) -> Vec<u64> {
        let mut free = 0;
        let place = |(moment, height): &(u64, u64)| {
            let top = self.y(*moment).max(free);
            free = top + height;
            top
        };
        labels.iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_as_far_down_as_its_part_of_the_time() {
        let scale = Scale::new(14_400, &[(0, 600), (600, 600), (1_800, 600)]);
        for second in (0..=14_400).step_by(60) {
            let (down, all) = (scale.y(second) - TOP, scale.length);
            // Less than a tenth of a unit off.
            assert!((down * 14_400).abs_diff(second * all) < 14_400, "{second}: {down} of {all}");
        }
        assert_eq!((scale.y(0), scale.y(14_400)), (TOP, TOP + scale.length));
    }

    #[test]
    fn there_is_room_for_labels_where_the_length_allows_it() {
        let labels = [(0, 500), (600, 500), (1_800, 500)];
        let scale = Scale::new(3_600, &labels);
        assert_eq!(scale.length, 3_000);
        assert_eq!(scale.tops(&labels), [scale.y(0), scale.y(600), scale.y(1_800)]);
    }

    #[test]
    fn labels_never_cover_each_other() {
        let labels: Vec<(u64, u64)> = (0..20).map(|place| (place * 60, 400)).collect();
        let scale = Scale::new(1_000_000, &labels);
        let tops = scale.tops(&labels);
        assert!(tops.windows(2).all(|pair| pair[1] - pair[0] >= 400), "{tops:?}");
        assert!(tops.iter().zip(&labels).all(|(top, (moment, _))| *top >= scale.y(*moment)));
    }

    #[test]
    fn marks_are_what_clocks_are_divided_into_and_can_be_read() {
        let hours = Scale { seconds: 4 * 3_600, length: 7_200 };
        assert_eq!(hours.marks(), (1..=8).map(|count| count * 1_800).collect::<Vec<_>>());
        let minutes = Scale { seconds: 30 * 60, length: 3_000 };
        assert_eq!(minutes.marks(), [600, 1_200, 1_800]);
        for seconds in [1, 59, 60, 3_600, 10_000_000, u64::MAX / 20] {
            let scale = Scale::new(seconds, &[]);
            let marks = scale.marks();
            assert!(marks.len() <= 20, "{seconds}: {}", marks.len());
        }
    }
}
