//! The guides as pages, looked at in a real browser by `tests/browser/`: nothing is cut off on a phone, asked
//! for or complained about; what axe and the contrast of the drawings say; what is printed.
//!
//! It needs Chromium, Node and `npm ci --prefix tests/browser`, and says so where they are not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::fs;
use std::path::{Path, PathBuf};

use incident_tests::compiled::{Files, compiled, examples};
use incident_tests::files::project;
use incident_tests::tools::{missing, tool};

const PAGE: &str = "IncidentResponseGuide.html";

/// A service whose every string tries to be more than a text, and is longer than any screen.
const HOSTILE: &str = r##"
/// <script>document.title = "taken over"</script> and <img src=x onerror=alert(1)>
service Hostile {
  description = "</main><script>alert(1)</script>"
  runbook     = "javascript:alert(document.domain)"

  on_call_rotation a-rotation-with-a-name-that-is-a-good-deal-longer-than-a-telephone-is-wide {
    members         = [somebody.with.a.very.long.name.indeed@a-subdomain.of-a.company.example, b@x.example]
    rotation_period = 12h
    override 2026-01-06..2026-01-07 { with = c@x.example }
    starts          = 2026-01-05
  }

  escalation_policy p {
    tier oncall { timeout = 1m, channels = [page, webhook:"https://x.example/\"><script>"] }
    tier a-role-with-a-name-that-is-a-good-deal-longer-than-a-telephone-is-wide { timeout = 24h }
    repeat_cycles = 9
  }

  status_page s { component "\" onload=\"alert(1)" }

  severity P1 "]]><svg onload=alert(1)>Donaudampfschifffahrtsgesellschaftskapitaenspatent" {
    response_time   = 30s
    notify_channels = [slack:"#<b>incidents</b>", email:"x@x.example?body=hi"]
  }

  resilience {
    rollback_plan r {
      to      = "</code>"
      command = "echo '</code></pre><script>alert(1)</script>' && rm --recursive --force /a/very/long/path"
    }
  }
}
"##;

/// The pages of a program, written into a folder.
fn written(folder: &Path, program: &Files) -> Vec<PathBuf> {
    let services = compiled(program).unwrap();
    let pages = services.into_iter().map(|(service, files)| {
        let folder = folder.join(service.name.value.as_str());
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(PAGE);
        fs::write(&path, &files[PAGE]).unwrap();
        path
    });
    pages.collect()
}

#[test]
fn the_pages_hold_in_a_browser() {
    let (Some(node), Some(_)) = (tool("node"), tool("chromium")) else { return };
    if !project("tests/browser/node_modules/playwright-core").is_dir() {
        return missing("what tests/browser/package.json names (npm ci --prefix tests/browser)");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut programs = examples().unwrap();
    programs.insert("hostile".into(), Files::from([("hostile.incident".into(), HOSTILE.into())]));
    let mut pages: Vec<PathBuf> =
        programs.values().flat_map(|program| written(folder.path(), program)).collect();
    pages.sort();
    assert!(pages.len() >= 8, "{pages:?}");
    let judge = project("tests/browser/judge.mjs");
    let finished = node.run(std::iter::once(judge).chain(pages));
    assert_eq!(finished.code, Some(0), "{}{}", finished.stdout, finished.stderr);
}
