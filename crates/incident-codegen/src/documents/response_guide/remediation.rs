use incident_ir::Service;

use crate::{
    guide::{self, WayOut},
    markdown::{code, code_block, text},
};

/// What can be done without finding the cause first; `None` where nothing is declared.
pub(super) fn block(service: &Service) -> Option<String> {
    let options: Vec<String> = guide::ways_out(service).iter().map(option).collect();
    (!options.is_empty())
        .then(|| format!("### Automated Remediation Options\n{}", options.join("\n")))
}

fn option(way: &WayOut<'_>) -> String {
    let docs = way.docs.map_or_else(String::new, |docs| format!("\n  {}", text(docs)));
    let command = way.command.map_or_else(String::new, command);
    let (what, facts) = (text(&way.what), text(&way.facts));
    format!("- **{}:** {what}\n  {facts}{docs}{command}", way.kind)
}

/// What to run, on lines of its own.
fn command(command: &str) -> String {
    match command.contains('\n') {
        true => format!("\n{}", code_block(command, "  ")),
        false => format!("\n  Run: {}", code(command)),
    }
}
