//! `cargo xtask`: writes what is made from the compiler's own tables.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the project's own: it reads arguments, writes files and says what it did"
)]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use xtask::workspace::File;

const USAGE: &str = "\
cargo xtask reference          write docs/reference.md from the schema
cargo xtask reference --check  fail when it is not what the schema says
cargo xtask snippets           write the snippets of editors/vscode from the schema's examples
cargo xtask zed                write the extension for Zed into target/zed, from where Zed installs it
cargo xtask gen-workspace --services N --seed S DIR
                               write a workspace of N services into the folder DIR, which must not exist
cargo xtask gen-peers --services N --seed S DIR
                               the same services for other tools: JSON, TOML, Python, Jsonnet, rules and routes
cargo xtask fuzz --seconds N   run each fuzz target for N seconds, from the examples on; needs cargo-fuzz";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["reference"] => write(),
        ["reference", "--check"] => check(),
        ["snippets"] => write_snippets(),
        ["zed"] => write_zed(),
        ["gen-workspace", "--services", services, "--seed", seed, folder] => {
            generate(xtask::workspace::workspace, services, seed, Path::new(folder))
        }
        ["gen-peers", "--services", services, "--seed", seed, folder] => {
            generate(xtask::peers::peers, services, seed, Path::new(folder))
        }
        ["fuzz", "--seconds", seconds] => fuzz(seconds),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(xtask::reference::PATH)
}

fn write() -> Result<(), String> {
    let text = xtask::reference::text();
    fs::write(path(), text).map_err(|error| format!("{}: {error}", xtask::reference::PATH))?;
    println!("wrote {}", xtask::reference::PATH);
    Ok(())
}

fn write_snippets() -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(xtask::snippets::PATH);
    let folder = path.parent().unwrap_or(&path);
    let text = xtask::snippets::text()?;
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    written.map_err(|error| format!("{}: {error}", xtask::snippets::PATH))?;
    println!("wrote {}", xtask::snippets::PATH);
    Ok(())
}

fn write_zed() -> Result<(), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = xtask::zed::write(here.parent().unwrap_or(here))?;
    println!("wrote {}: choose it in Zed's \"zed: install dev extension\"", folder.display());
    Ok(())
}

fn fuzz(seconds: &str) -> Result<(), String> {
    let seconds = seconds.parse().map_err(|_| format!("{seconds} is no number of seconds"))?;
    xtask::fuzz::run(seconds, &Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
}

type Generator = fn(usize, u64) -> Result<Vec<File>, String>;

fn generate(make: Generator, services: &str, seed: &str, folder: &Path) -> Result<(), String> {
    let services = services.parse().map_err(|_| format!("{services} is no number of services"))?;
    let seed = seed.parse().map_err(|_| format!("{seed} is no seed: a number is"))?;
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    let files = make(services, seed)?;
    let mut bytes = 0;
    for file in &files {
        let path = folder.join(&file.path);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, &file.text)
        };
        write().map_err(|error| format!("{}: {error}", path.display()))?;
        bytes += file.text.len();
    }
    println!("wrote {} files, {bytes} bytes, to {}", files.len(), folder.display());
    Ok(())
}

fn check() -> Result<(), String> {
    let written = fs::read_to_string(path())
        .map_err(|error| format!("{}: {error}", xtask::reference::PATH))?;
    let made = xtask::reference::text();
    if written == made {
        return Ok(());
    }
    let same = written.lines().zip(made.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    Err(format!(
        "{}:{}: is not what would be made of the schema; run `cargo xtask reference`.\n- {}\n+ {}",
        xtask::reference::PATH,
        same + 1,
        line(&written),
        line(&made)
    ))
}
