//! The escalation path as a drawing: an axis of time, a bar a tier, labels beside it.

use incident_ir::{Service, Severity};

use super::{
    super::{
        drawing::{drawing, hint, units, words, wrapped},
        markup::{Html, element, void},
    },
    events::{Events, TierTurn, events},
    scale::{Scale, TOP},
};
use crate::{
    guide::{Path, PathTier},
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
pub(super) fn timeline(service: &Service, severity: &Severity, path: &Path<'_>) -> Html {
    let events = events(severity, path);
    let labels = labels(service, path, &events);
    let sizes: Vec<(u64, u64)> = labels.iter().map(|label| (label.at, label.height())).collect();
    let scale = Scale::new(events.end, &sizes);
    let tops = scale.tops(&sizes);

    let mut content = axis(&scale);
    content.push(Html::all(events.turns.iter().map(|turn| bar(&scale, path, turn))));
    for ((label, top), lane) in labels.iter().zip(&tops).zip(lanes(&scale, &sizes, &tops)) {
        content.push(drawn_label(&scale, label, *top, lane));
    }
    content.push(events.target.map(|target| flag(scale.y(target))).unwrap_or_default());
    content.push(end(&scale, &events));

    let bottom = tops.iter().zip(&sizes).map(|(top, (_, height))| top + height).max();
    let height = bottom.unwrap_or(0).max(scale.y(events.end) + 160);
    let level = severity.level.value.name();
    drawing(
        &format!("{}-path", level.to_lowercase()),
        height,
        &format!("When each tier is told in a {level}"),
        &description(path),
        content,
    )
}

fn description(path: &Path<'_>) -> String {
    let tiers =
        path.tiers.iter().map(|tier| format!("{} after {} min", tier.role, tier.told_after));
    let tiers: Vec<String> = tiers.collect();
    format!(
        "A line of time from the page downwards, to scale: {}; fallback, by hand, after {}. \
         The table has the same.",
        tiers.join(", "),
        said::minutes_in_full(path.policy.minutes_until_fallback())
    )
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
        kind: "aim",
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
    Label { at, kind: "tier", lines: first.chain(role).chain(channels).collect() }
}

/// A moment on the axis: `5 min`, `2 h`, `1 h 30`.
fn clock(second: u64) -> String {
    let minutes = second.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, _) if !second.is_multiple_of(60) => format!("{second} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// The marks of the axis and what they are.
fn axis(scale: &Scale) -> Html {
    let mark = |moment: u64| {
        let y = scale.y(moment);
        let words = words("mark", AXIS.0 - 100, y + 40, &clock(moment));
        Html::all([line("mark", (AXIS.0 - 60, y), (AXIS.0, y)), words])
    };
    let zero = words("mark", AXIS.0 - 100, TOP + 40, "page");
    Html::all(std::iter::once(zero).chain(scale.marks().into_iter().map(mark)))
}

/// A tier's time on the axis, with its number where there is room.
fn bar(scale: &Scale, path: &Path<'_>, turn: &TierTurn) -> Html {
    let (top, bottom) = (scale.y(turn.from), scale.y(turn.until));
    let class = match turn.tier % 2 {
        1 => "bar odd",
        _ => "bar even",
    };
    let role = path.tiers.get(turn.tier.saturating_sub(1)).map_or("", |tier| tier.role.as_str());
    let until = clock(turn.until);
    let hint = hint(&format!("Tier {}, {role}: {} to {until}", turn.tier, clock(turn.from)));
    let rectangle = element(
        "rect",
        &[
            ("class", class),
            ("x", &units(AXIS.0)),
            ("y", &units(top)),
            ("width", &units(AXIS.1 - AXIS.0)),
            ("height", &units(bottom - top)),
        ],
        hint,
    );
    // A number needs the height of its letters.
    if bottom - top < 150 {
        return rectangle;
    }
    let middle = (top + bottom) / 2 + 45;
    let number = words("number", (AXIS.0 + AXIS.1) / 2, middle, &turn.tier.to_string());
    Html::all([rectangle, number])
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

fn drawn_label(scale: &Scale, label: &Label, top: u64, lane: u64) -> Html {
    let (from, to) = (scale.y(label.at), top + 20);
    // A label beside its moment needs no bend.
    let to = if to - from <= 20 { from } else { to };
    let corners = [(AXIS.1, from), (lane, from), (lane, to), (LABELS - 40, to)];
    let corners = corners.map(|(x, y)| format!("{},{}", units(x), units(y)));
    let leader = void("polyline", &[("class", "leader"), ("points", &corners.join(" "))]);
    let lines = (0_u64..).zip(&label.lines).map(|(place, line)| {
        let class = if place == 0 { "strong" } else { "" };
        words(class, LABELS, top + 65 + place * LINE, line)
    });
    let lines = element("g", &[("class", label.kind)], Html::all(lines));
    Html::all([leader, lines])
}

fn line(class: &'static str, from: (u64, u64), to: (u64, u64)) -> Html {
    void(
        "line",
        &[
            ("class", class),
            ("x1", &units(from.0)),
            ("y1", &units(from.1)),
            ("x2", &units(to.0)),
            ("y2", &units(to.1)),
        ],
    )
}

/// The mark of the response time target: a triangle that points at the axis.
fn flag(y: u64) -> Html {
    let corners = [(AXIS.1 - 20, y), (AXIS.1 + 70, y - 50), (AXIS.1 + 70, y + 50)];
    let corners = corners.map(|(x, y)| format!("{},{}", units(x), units(y)));
    void("polygon", &[("class", "flag"), ("points", &corners.join(" "))])
}

/// The end of the axis: a diamond, and before it a break where cycles are left out.
fn end(scale: &Scale, events: &Events) -> Html {
    let (y, middle) = (scale.y(events.end), (AXIS.0 + AXIS.1) / 2);
    let diamond = format!(
        "{},{} {},{} {},{} {},{}",
        units(middle),
        units(y.saturating_sub(110)),
        units(middle + 110),
        units(y),
        units(middle),
        units(y + 110),
        units(middle - 110),
        units(y),
    );
    let diamond = void("polygon", &[("class", "end"), ("points", &diamond)]);
    if events.cycles_left_out == 0 {
        return diamond;
    }
    let zigzag = (0_u64..=6).map(|place| {
        let x = AXIS.0 - 60 + place * (AXIS.1 - AXIS.0 + 120) / 6;
        format!("{},{}", units(x), units(y.saturating_sub(if place % 2 == 0 { 160 } else { 240 })))
    });
    let zigzag: Vec<String> = zigzag.collect();
    let zigzag = void("polyline", &[("class", "break"), ("points", &zigzag.join(" "))]);
    Html::all([zigzag, diamond])
}

#[cfg(test)]
mod tests {
    use super::{super::super::drawing::WIDTH, *};

    #[test]
    fn moments_are_short_and_exact() {
        let all = [30, 60, 300, 3_600, 5_400, 86_400, 3_660].map(clock);
        assert_eq!(all, ["30 s", "1 min", "5 min", "1 h", "1 h 30", "24 h", "1 h 01"]);
    }

    #[test]
    fn every_label_fits_beside_the_axis() {
        // In the widest of the usual types, letters are 0.58 of its 13 units on the average.
        let widest = u64::try_from(COLUMNS).unwrap() * 75;
        assert!(LABELS + widest <= WIDTH * 10, "{widest}");
    }
}
