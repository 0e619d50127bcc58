//! The few colours of our own lines, in the sixteen that every terminal has.

use incident_base::Level;

/// Whether, and how, text is set off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Whether escape sequences are written at all.
    pub(crate) color: bool,
}

impl Style {
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn code(self, text: &str) -> String {
        self.wrap("36", text)
    }

    pub(crate) fn removed(self, text: &str) -> String {
        self.wrap("31", text)
    }

    pub(crate) fn added(self, text: &str) -> String {
        self.wrap("32", text)
    }

    pub(crate) fn level(self, level: Level, text: &str) -> String {
        let parameters = match level {
            Level::Error => "31",
            Level::Warning => "33",
            Level::Note => "36",
        };
        self.wrap(parameters, text)
    }

    /// SGR parameters as in ECMA-48, 8.3.117.
    fn wrap(self, parameters: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{parameters}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
