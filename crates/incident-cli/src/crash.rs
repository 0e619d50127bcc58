//! A bug of ours is one line that asks for a report, never a stack trace.

use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use crate::printable::one_line;

/// Runs something; when it panics, says so on one line and returns `None`.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::set_hook(Box::new(report));
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

fn report(info: &PanicHookInfo<'_>) {
    // Standard error may be closed; there is nothing left to say it on.
    let _ = writeln!(std::io::stderr(), "{}", message(info));
}

fn message(info: &PanicHookInfo<'_>) -> String {
    let what = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map_or_else(String::new, |location| {
        // Without its folders, which are those of the machine that built this program.
        let file = location.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!(" at {file}:{}", location.line())
    });
    one_line(&format!(
        "incident: this is a bug in incident, not in your files; nothing more was written. Please \
         report it with the command and the file that led to it ({what}{place})."
    ))
}
