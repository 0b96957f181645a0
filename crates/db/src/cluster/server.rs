//! Making, starting and stopping the server.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Account;
use super::binaries::Binaries;
use super::endpoint::Endpoint;
use super::location::Location;
use super::pid_file::Server;
use super::{ClusterConfig, ClusterError, secret};

/// Recovery after a crash replays at most a few minutes of work.
const READY_WITHIN: Duration = Duration::from_secs(90);

const SUPERVISOR: &str = include_str!("supervise.sh");

/// Makes the data directory unless there is one. An interrupted attempt leaves nothing usable behind.
pub(super) fn initialise(
    location: &Location,
    account: Account,
    binaries: &Binaries,
    durable: bool,
) -> Result<(), ClusterError> {
    if location.data().exists() {
        return Ok(());
    }
    let unfinished = location.unfinished_data();
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(ClusterError::io(&unfinished))?;
    }
    let provisioned = location.provisioned();
    if provisioned.exists() {
        fs::remove_file(&provisioned).map_err(ClusterError::io(&provisioned))?;
    }
    account.create_private_dir(&unfinished)?;
    secret::create_password(&location.password())?;
    let password_path = location.admin_password();
    let (_, file) = secret::create_password(&password_path)?;
    account.hand_over(&file, &password_path)?;
    let mut command = account.command(&binaries.initdb());
    command.arg("--pgdata").arg(&unfinished).arg("--pwfile").arg(&password_path);
    command.args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]);
    command.args(["--lc-messages=C", "--no-instructions"]);
    command.args(if durable { [].as_slice() } else { &["--no-sync"] });
    let output = command.output().map_err(ClusterError::io(&binaries.initdb()))?;
    if !output.status.success() {
        return Err(ClusterError::Initialise { reason: last_words(&output) });
    }
    fs::rename(&unfinished, location.data()).map_err(ClusterError::io(&unfinished))
}

/// Starts the server under its supervisor, in a process group of its own: Ctrl-C in the terminal
/// reaches only us, who first finish our work and then stop the server.
pub(super) fn spawn(
    location: &Location,
    account: Account,
    binaries: &Binaries,
    config: &ClusterConfig,
) -> Result<(Child, Endpoint), ClusterError> {
    Server::forget(location)?;
    let endpoint = Endpoint::choose(location)?;
    let log_path = location.start_log();
    let mut options = OpenOptions::new();
    let log = options.create(true).write(true).truncate(true).mode(0o600).open(&log_path);
    let log = log.map_err(ClusterError::io(&log_path))?;
    let errors = log.try_clone().map_err(ClusterError::io(&log_path))?;
    let mut command = account.command(Path::new("/bin/sh"));
    command.arg("-c").arg(supervisor()).arg("securecart-postgres");
    command.arg(binaries.pg_ctl()).arg(location.data()).arg(location.users_lock());
    command.arg(config.linger.as_secs().to_string());
    command.arg(binaries.postgres()).arg("-D").arg(location.data());
    for setting in endpoint.settings().into_iter().chain(settings(config)) {
        command.arg("-c").arg(setting);
    }
    command.stdout(Stdio::from(log)).stderr(Stdio::from(errors)).process_group(0);
    let child = command.spawn().map_err(ClusterError::io(Path::new("/bin/sh")))?;
    Ok((child, endpoint))
}

/// The supervisor's script without its comments, which would only fill the list of processes.
fn supervisor() -> String {
    let lines: Vec<&str> = SUPERVISOR.lines().filter(|line| !line.starts_with('#')).collect();
    lines.join("\n")
}

fn settings(config: &ClusterConfig) -> Vec<String> {
    let mut settings = vec![
        "cluster_name=securecart",
        "timezone=UTC",
        "log_timezone=UTC",
        // The details of an error quote rows, and with them people.
        "log_error_verbosity=terse",
    ];
    settings.extend(if config.durable {
        // A log file for each day of the week, each emptied before its next use.
        [
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_age=1d",
            "log_rotation_size=0",
        ]
        .as_slice()
    } else {
        &[
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "autovacuum=off",
            "max_connections=300",
            "log_min_messages=fatal",
        ]
    });
    settings.into_iter().map(str::to_owned).collect()
}

/// Waits until the server takes connections. `None` when it ended instead.
pub(super) fn wait_until_ready(
    location: &Location,
    mut child: Option<&mut Child>,
) -> Result<Option<Server>, ClusterError> {
    let deadline = Instant::now() + READY_WITHIN;
    loop {
        let server = Server::running(location);
        let ended = match &mut child {
            Some(child) => child.try_wait().map_err(ClusterError::io(&location.dir))?.is_some(),
            None => server.is_none(),
        };
        match server {
            Some(server) if server.ready => return Ok(Some(server)),
            _ if ended => return Ok(None),
            _ if Instant::now() >= deadline => {
                return Err(ClusterError::NotReady { dir: location.data(), limit: READY_WITHIN });
            }
            _ => sleep(Duration::from_millis(20)),
        }
    }
}

/// Stops the server at once but in order: sessions are ended, everything is written.
pub(super) fn stop(location: &Location, account: Account, binaries: &Binaries) -> Result<(), ClusterError> {
    if Server::running(location).is_none() {
        return Ok(());
    }
    let mut command = account.command(&binaries.pg_ctl());
    command.arg("stop").arg("-D").arg(location.data()).args(["-m", "fast", "-s", "-w", "-t", "60"]);
    let output = command.output().map_err(ClusterError::io(&binaries.pg_ctl()))?;
    if !output.status.success() && Server::running(location).is_some() {
        return Err(ClusterError::Stop { reason: last_words(&output) });
    }
    Ok(())
}

/// Why the server that was just started ended.
pub(super) fn start_failure(location: &Location) -> ClusterError {
    let log = fs::read_to_string(location.start_log()).unwrap_or_default();
    ClusterError::Start { reason: last_line(&log).unwrap_or("it left no message").to_owned() }
}

fn last_words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    last_line(&text).unwrap_or("it left no message").to_owned()
}

/// The last line that tells of an error, else the last of all.
fn last_line(text: &str) -> Option<&str> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).rev();
    let error = lines().find_map(|line| {
        ["FATAL:", "PANIC:", "error:"]
            .iter()
            .find_map(|word| line.split_once(word))
            .map(|(_, rest)| rest.trim())
    });
    error.or_else(|| lines().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_failure_is_the_line_that_says_error() {
        let log = "LOG:  starting PostgreSQL\n2026-01-01 UTC [7] FATAL:  could not create lock file\nLOG:  database system is shut down\n";
        assert_eq!(last_line(log), Some("could not create lock file"));
        assert_eq!(last_line("initdb: error: no space\ninitdb: removing contents\n"), Some("no space"));
        assert_eq!(last_line("only this\n\n"), Some("only this"));
        assert_eq!(last_line(""), None);
    }
}
