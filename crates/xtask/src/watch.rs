//! Builds app and server again whenever one of their sources changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::console::say;
use crate::process;
use crate::web::{self, Mode};
use crate::workspace::Workspace;

/// Long enough to cost nothing, short enough not to be noticed before a build.
const PAUSE: Duration = Duration::from_millis(500);

const APP: [&str; 9] = [
    "Cargo.lock",
    "crates/domain",
    "crates/dto",
    "frontend/src",
    "frontend/styles",
    "frontend/static",
    "frontend/index.html",
    "frontend/boot.js",
    "frontend/Cargo.toml",
];
const SERVER: [&str; 6] =
    ["Cargo.lock", "crates/domain", "crates/dto", "crates/db", "crates/api", "migrations"];

/// Files with the time of their last change. Asking for these every half second is cheaper than it
/// sounds (some hundred files) and works on every system and mounted folder.
type Snapshot = BTreeMap<PathBuf, SystemTime>;

/// Watches for ever. `runner` is the process that runs the server; it starts the server anew on SIGUSR1.
pub(crate) fn run(workspace: &Workspace, runner: u32) -> anyhow::Result<()> {
    let (mut app, mut server) = (snapshot(workspace, &APP), snapshot(workspace, &SERVER));
    say("watch: waiting for changes");
    loop {
        thread::sleep(PAUSE);
        let (app_now, server_now) = (snapshot(workspace, &APP), snapshot(workspace, &SERVER));
        if app_now != app {
            app = app_now;
            tell(web::build(workspace, Mode::Dev, Path::new("frontend/dist")));
        }
        if server_now != server {
            server = server_now;
            tell(rebuild_server(workspace, runner));
        }
    }
}

/// A build that fails while somebody types is nothing to stop for.
fn tell(outcome: anyhow::Result<()>) {
    if let Err(error) = outcome {
        say(format_args!("watch: {error:#}"));
    }
}

fn rebuild_server(workspace: &Workspace, runner: u32) -> anyhow::Result<()> {
    let mut cargo = process::cargo();
    cargo.current_dir(workspace.root()).args(["build", "--package", "securecart-api"]);
    process::run(&mut cargo)?;
    process::run(Command::new("kill").args(["-USR1", &runner.to_string()]))
}

fn snapshot(workspace: &Workspace, paths: &[&str]) -> Snapshot {
    let mut files = Snapshot::new();
    for path in paths {
        collect(&workspace.path(path), &mut files);
    }
    files
}

/// A file that disappears between listing and asking is simply not there.
fn collect(path: &Path, files: &mut Snapshot) {
    if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| collect(&entry.path(), files));
    } else if let Ok(changed) = fs::metadata(path).and_then(|metadata| metadata.modified()) {
        files.insert(path.to_owned(), changed);
    }
}
