//! The escalation path as a drawing: an axis of time, a bar a tier, labels beside it.

use incident_ir::{Service, Severity};

use super::{
    super::{
        drawing::{
            Outline, again, drawing, group, moved, path as drawn, rectangle, words, wrapped,
        },
        markup::Html,
    },
    events::{Events, TierTurn, events},
    scale::{Scale, TOP},
};
use crate::{
    guide::{self, Path, PathTier},
    phrase::plain,
    words as said,
};

/// The axis, from its left to its right, in tenths of a unit.
const AXIS: (u64, u64) = (540, 790);
/// Where labels begin.
const LABELS: u64 = 1_010;
/// Letters that a line of a label holds.
const COLUMNS: usize = 26;
/// A line of a label.
const LINE: u64 = 170;
/// Between two labels.
const GAP: u64 = 100;
/// The class of the label that is not the policy's, but the severity's.
const AIM: &str = "aim";

/// What stands beside a moment of the axis.
struct Label {
    /// Seconds since the page.
    at: u64,
    kind: &'static str,
    /// The first is printed bold.
    lines: Vec<String>,
}

impl Label {
    fn height(&self) -> u64 {
        GAP + LINE * u64::try_from(self.lines.len()).unwrap_or(u64::MAX / LINE)
    }
}

/// The path of a severity on an axis of time.
///
/// Severities of one policy have one axis. It is drawn in the first of them, and the others show it again.
pub(super) fn timeline(html: &mut Html, service: &Service, severity: &Severity, path: &Path<'_>) {
    let events = events(severity, path);
    let labels = labels(service, path, &events);
    let sizes: Vec<(u64, u64)> = labels.iter().map(|label| (label.at, label.height())).collect();
    let of_policy = labels.iter().zip(&sizes).filter(|(label, _)| label.kind != AIM);
    let of_policy: Vec<(u64, u64)> = of_policy.map(|(_, size)| *size).collect();
    let scale = Scale::new(events.end, &of_policy);
    let tops = scale.tops(&sizes);

    let bottom = tops.iter().zip(&sizes).map(|(top, (_, height))| top + height).max();
    let height = bottom.unwrap_or(0).max(scale.y(events.end) + 160);
    let name =
        format!("When each tier is told in a {}, to scale in time", severity.level.value.name());
    drawing(html, &format!("{}-path", level(severity)), height, &name, |html| {
        let first = first_of_policy(service, severity);
        let id = format!("{}-axis", level(first));
        match first.level.value == severity.level.value {
            true => group(html, &id, "", |html| {
                axis(html, &scale);
                bars(html, &id, &scale, path, &events);
            }),
            false => again(html, &id, 0),
        }
        let lanes = lanes(&scale, &sizes, &tops);
        let mut leaders = Outline::default();
        for ((label, top), lane) in labels.iter().zip(&tops).zip(lanes) {
            add_leader(&mut leaders, &scale, label, *top, lane);
        }
        drawn(html, "leader", &leaders);
        moved(html, "labels", (LABELS, 0), |html| {
            labels.iter().zip(&tops).for_each(|(label, top)| lines(html, label, *top));
        });
        if let Some(target) = events.target {
            flag(html, scale.y(target));
        }
        end(html, &scale, &events);
    });
}

/// `p1`
fn level(severity: &Severity) -> String {
    severity.level.value.name().to_lowercase()
}

/// The first severity of the page that has the policy of this one.
fn first_of_policy<'a>(service: &'a Service, severity: &'a Severity) -> &'a Severity {
    let mut all = guide::severities(service).into_iter();
    all.find(|one| one.policy == severity.policy).unwrap_or(severity)
}

/// The labels, by their moments.
fn labels(service: &Service, path: &Path<'_>, events: &Events) -> Vec<Label> {
    let mut labels: Vec<Label> = path.tiers.iter().map(tier_label).collect();
    let again = events.turns.iter().filter(|turn| turn.cycle > 1 && turn.tier == 1);
    let cycles = 1 + u64::from(path.policy.repeat_cycles.value);
    labels.extend(again.map(|turn| Label {
        at: turn.from,
        kind: "again",
        lines: vec![format!("{} · again, {} of {cycles}", clock(turn.from), turn.cycle)],
    }));
    labels.extend(events.target.map(|target| Label {
        at: target,
        kind: AIM,
        lines: vec![format!("{} · response target", clock(target))],
    }));
    let provider = said::provider(service.paging_provider.value);
    let after = path.policy.minutes_until_fallback().saturating_mul(60);
    let left_out = match events.cycles_left_out {
        0 => String::new(),
        count => format!(" ({} more not drawn)", said::counted(count, "cycle")),
    };
    labels.push(Label {
        at: events.end,
        kind: "fallback",
        lines: std::iter::once(format!("{} · fallback", clock(after)))
            .chain(wrapped(&format!("by hand: {provider} tells nobody else{left_out}"), COLUMNS, 2))
            .collect(),
    });
    labels.sort_by_key(|label| label.at);
    labels
}

fn tier_label(tier: &PathTier<'_>) -> Label {
    let at = tier.told_after.saturating_mul(60);
    let channels: Vec<String> = tier.channels.iter().map(|channel| plain(channel)).collect();
    let first = std::iter::once(format!("{} · tier {}", clock(at), tier.number));
    let role = wrapped(&tier.role, COLUMNS, 2);
    let channels = wrapped(&channels.join(" + "), COLUMNS, 1);
    Label { at, kind: "", lines: first.chain(role).chain(channels).collect() }
}

/// A moment on the axis: `5 min`, `2 h`, `1 h 30`, and as the text beside it has it, days from two on.
fn clock(second: u64) -> String {
    let minutes = second.div_ceil(60);
    let days = if minutes >= 2 * 1_440 { minutes / 1_440 } else { 0 };
    let rest = minutes - days * 1_440;
    match (rest / 60, rest % 60) {
        (0, 0) if days > 0 => format!("{days} d"),
        (0, minutes) if days > 0 => format!("{days} d {minutes} min"),
        (hours, 0) if days > 0 => format!("{days} d {hours} h"),
        (hours, minutes) if days > 0 => format!("{days} d {hours} h {minutes:02}"),
        (0, _) if !second.is_multiple_of(60) => format!("{second} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// The marks of the axis and what they are.
fn axis(html: &mut Html, scale: &Scale) {
    let marks = scale.marks();
    let mut ticks = Outline::default();
    for mark in &marks {
        ticks.add("M", &[AXIS.0 - 60, scale.y(*mark)]);
        ticks.add("h", &[60]);
    }
    drawn(html, "tick", &ticks);
    moved(html, "mark", (AXIS.0 - 100, 40), |html| {
        words(html, (0, TOP), "page");
        marks.iter().for_each(|mark| words(html, (0, scale.y(*mark)), &clock(*mark)));
    });
}

/// The tiers' times on the axis, a cycle like the other.
fn bars(html: &mut Html, axis: &str, scale: &Scale, path: &Path<'_>, events: &Events) {
    let cycle = path.tiers.len();
    let id = format!("{axis}-cycle");
    group(html, &id, "bars", |html| {
        events.turns.iter().take(cycle).for_each(|turn| bar(html, scale, turn));
    });
    for turn in events.turns.iter().step_by(cycle.max(1)).skip(1) {
        again(html, &id, scale.y(turn.from) - TOP);
    }
}

/// A tier's time on the axis, with its number where there is room.
fn bar(html: &mut Html, scale: &Scale, turn: &TierTurn) {
    let (top, bottom) = (scale.y(turn.from), scale.y(turn.until));
    let class = match turn.tier % 2 {
        1 => "odd",
        _ => "even",
    };
    rectangle(html, class, (AXIS.0, top), AXIS.1 - AXIS.0, bottom - top);
    // A number needs the height of its letters.
    if bottom - top >= 150 {
        let middle = ((AXIS.0 + AXIS.1) / 2, (top + bottom) / 2 + 45);
        words(html, middle, &turn.tier.to_string());
    }
}

/// The upright part of the line that leads to each label. A line that starts while the one before is still
/// on its way down runs nearer to the axis, so that no two cross.
fn lanes(scale: &Scale, labels: &[(u64, u64)], tops: &[u64]) -> Vec<u64> {
    let (first, last) = (LABELS - 70, AXIS.1 + 40);
    let mut lanes = Vec::new();
    let mut lane = first;
    let mut down_to = 0;
    for ((moment, _), top) in labels.iter().zip(tops) {
        lane = if scale.y(*moment) > down_to { first } else { lane.saturating_sub(30).max(last) };
        lanes.push(lane);
        down_to = top + 20;
    }
    lanes
}

/// Adds the line from a moment to its label.
fn add_leader(outline: &mut Outline, scale: &Scale, label: &Label, top: u64, lane: u64) {
    let (from, to) = (scale.y(label.at), top + 20);
    outline.add("M", &[AXIS.1, from]);
    // A label beside its moment needs no bend.
    if to - from > 20 {
        outline.add("H", &[lane]);
        outline.add("V", &[to]);
    }
    outline.add("H", &[LABELS - 40]);
}

fn lines(html: &mut Html, label: &Label, top: u64) {
    html.element("g", &[("class", label.kind)], |html| {
        for (place, line) in (0_u64..).zip(&label.lines) {
            words(html, (0, top + 65 + place * LINE), line);
        }
    });
}

/// The mark of the response time target: a triangle that points at the axis.
fn flag(html: &mut Html, y: u64) {
    let mut flag = Outline::default();
    flag.add("M", &[AXIS.1 - 20, y]);
    flag.add("l9-5v10z", &[]);
    drawn(html, "flag", &flag);
}

/// The end of the axis: a diamond, and before it a break where cycles are left out.
fn end(html: &mut Html, scale: &Scale, events: &Events) {
    let y = scale.y(events.end);
    if events.cycles_left_out > 0 {
        let mut zigzag = Outline::default();
        zigzag.add("M", &[AXIS.0 - 60, y.saturating_sub(160)]);
        let step = (AXIS.1 - AXIS.0 + 120) / 6;
        for _ in 0..3 {
            zigzag.add("l", &[step]);
            zigzag.add("-8 ", &[step, 80]);
        }
        drawn(html, "break", &zigzag);
    }
    let mut diamond = Outline::default();
    diamond.add("M", &[(AXIS.0 + AXIS.1) / 2, y.saturating_sub(110)]);
    diamond.add("l11 11-11 11-11-11z", &[]);
    drawn(html, "end", &diamond);
}

#[cfg(test)]
mod tests {
    use super::{super::super::drawing::WIDTH, *};

    #[test]
    fn moments_are_short_and_exact() {
        let all = [30, 60, 300, 3_600, 5_400, 86_400, 3_660].map(clock);
        assert_eq!(all, ["30 s", "1 min", "5 min", "1 h", "1 h 30", "24 h", "1 h 01"]);
        let minutes = [47 * 60 + 59, 2_880, 2_885, 481 * 60, 481 * 60 + 5];
        let days = minutes.map(|minutes: u64| clock(minutes * 60));
        assert_eq!(days, ["47 h 59", "2 d", "2 d 5 min", "20 d 1 h", "20 d 1 h 05"]);
        assert_eq!(said::minutes_in_full(481 * 60), "20 days 1 hour", "the same in the text");
    }

    #[test]
    fn every_label_fits_beside_the_axis() {
        // In the widest of the usual types, letters are 0.58 of its 13 units on the average.
        let widest = u64::try_from(COLUMNS).unwrap() * 75;
        assert!(LABELS + widest <= WIDTH * 10, "{widest}");
    }
}
