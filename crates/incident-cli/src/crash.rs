//! A bug of ours is one line that asks for a report, never a stack trace.

use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use crate::printable::one_line;

/// Runs something; when it panics, says so on one line and returns `None`.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(report));
    let result = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    panic::set_hook(previous);
    result
}

fn report(info: &PanicHookInfo<'_>) {
    let what = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(|location| (location.file(), location.line()));
    // Standard error may be closed; there is nothing left to say it on.
    let _ = writeln!(std::io::stderr(), "{}", message(what, place));
}

fn message(what: &str, place: Option<(&str, u32)>) -> String {
    let place = place.map_or_else(String::new, |(file, line)| {
        // Without its folders, which are those of the machine that built this program.
        let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
        format!(" at {file}:{line}")
    });
    one_line(&format!(
        "incident: this is a bug in incident, not in your files; nothing more was written. Please \
         report it with the command and the file that led to it ({what}{place})."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_work_and_nothing_else() {
        assert_eq!(guard(|| 5), Some(5));
        assert_eq!(guard(|| panic::resume_unwind(Box::new("no hook runs"))), None::<()>);
    }

    #[test]
    fn the_message_is_one_line_without_the_folders_of_the_build() {
        assert_eq!(
            message("left == right\n left: 1", Some(("/home/build/crates/x/src/lexer.rs", 12))),
            "incident: this is a bug in incident, not in your files; nothing more was written. \
             Please report it with the command and the file that led to it (left == right  left: 1 \
             at lexer.rs:12)."
        );
        assert!(message("boom", None).ends_with("(boom)."));
    }
}
