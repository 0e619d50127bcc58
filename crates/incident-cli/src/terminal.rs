//! What is written to the standard streams, and whether it is in colour.

use std::io::{self, ErrorKind, IsTerminal as _, Write};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use terminal_size::{Height, Width, terminal_size_of};

use crate::exit::{Failure, reason};

/// Columns of a terminal that does not say how many it has.
pub(crate) const NARROW: usize = 80;

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A standard stream with the decision whether to write colours to it.
pub(crate) struct Stream {
    sink: Box<dyn Write>,
    name: &'static str,
    /// Whether colours are wanted.
    pub(crate) color: bool,
    /// How many characters stand beside each other, where it is a terminal.
    pub(crate) columns: Option<usize>,
}

impl Stream {
    /// Standard output.
    pub(crate) fn output(color: Color) -> Self {
        let columns = io::stdout().is_terminal().then(|| width(terminal_size_of(io::stdout())));
        Self { columns, ..Self::over(io::stdout(), "standard output", color) }
    }

    /// Standard error.
    pub(crate) fn error(color: Color) -> Self {
        let columns = io::stderr().is_terminal().then(|| width(terminal_size_of(io::stderr())));
        Self { columns, ..Self::over(io::stderr(), "standard error", color) }
    }

    /// The environment decides for `auto`: NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM, and whether a
    /// terminal is there.
    fn over(
        stream: impl RawStream + AsLockedWrite + 'static,
        name: &'static str,
        color: Color,
    ) -> Self {
        let color = match color {
            Color::Auto => AutoStream::choice(&stream) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        // Without colour nothing has to be translated for old consoles.
        let sink: Box<dyn Write> =
            if color { Box::new(AutoStream::always(stream)) } else { Box::new(stream) };
        Self { sink, name, color, columns: None }
    }

    /// Writes all of it. That nobody reads any more (`incident check | head`) is no error.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        match self.sink.write_all(text.as_bytes()).and_then(|()| self.sink.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("{} cannot be written: {}.", self.name, reason(&error))))
            }
            _ => Ok(()),
        }
    }
}

fn width(size: Option<(Width, Height)>) -> usize {
    size.map_or(NARROW, |(width, _)| width.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn stream(kind: ErrorKind) -> Stream {
        Stream {
            sink: Box::new(Broken(kind)),
            name: "standard output",
            color: false,
            columns: None,
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_error_but_a_full_disk_is() {
        assert_eq!(stream(ErrorKind::BrokenPipe).write("x"), Ok(()));
        let failure = stream(ErrorKind::StorageFull).write("x").unwrap_err();
        assert!(failure.to_string().starts_with("standard output cannot be written: "));
    }
}
