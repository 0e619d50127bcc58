use incident_ir::{Rotation, Text};
use jiff::Timestamp;

use crate::{
    Interval,
    turn::{Turn, Turns},
    window::Windows,
};

/// What a rotation plans before overrides: each turn where it is within a window.
pub(crate) struct Scheduled<'a> {
    pub(crate) turns: Turns<'a>,
    windows: Windows,
    /// The window and the turn that were looked at last: time only moves on.
    window: Option<Interval>,
    turn: Option<(Turn, &'a Text)>,
}

/// A turn as far as it is within one window; never empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    pub(crate) number: u64,
    pub(crate) person: &'a Text,
}

impl<'a> Scheduled<'a> {
    /// `None` where nothing can be planned, which has been reported.
    pub(crate) fn new(rotation: &'a Rotation) -> Option<Self> {
        let (turns, windows) = (Turns::new(rotation)?, Windows::new(rotation)?);
        Some(Self { turns, windows, window: None, turn: None })
    }

    /// What is planned at a moment, cut to begin there, or else the first that comes after it.
    /// Moments may not go back from call to call.
    pub(crate) fn next_from(&mut self, moment: Timestamp) -> Option<Piece<'a>> {
        let mut now = moment;
        loop {
            if self.turn.is_none_or(|(turn, _)| turn.end <= now) {
                self.turn = self.turns.next_from(now);
            }
            let (turn, person) = self.turn?;
            now = now.max(turn.start);
            if self.window.is_none_or(|window| window.end <= now) {
                self.window = self.windows.next_from(now);
            }
            let window = self.window?;
            now = now.max(window.start);
            if now < turn.end {
                let end = turn.end.min(window.end);
                return Some(Piece { start: now, end, number: turn.number, person });
            }
        }
    }
}
