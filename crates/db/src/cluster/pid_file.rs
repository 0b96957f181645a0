//! What PostgreSQL notes about its running server in `postmaster.pid`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::ClusterError;
use super::location::Location;

/// A server that runs on the cluster's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    pid: u32,
    /// The port it listens on, or that is in the name of its socket.
    pub(super) port: u16,
    /// Whether it takes connections.
    pub(super) ready: bool,
}

impl Server {
    /// The server that runs on the data, if one does.
    ///
    /// The file outlives a server that was killed, and its number may by then be another program's.
    pub(super) fn running(location: &Location) -> Option<Self> {
        let server = Self::parse(&fs::read_to_string(location.pid_file()).ok()?)?;
        is_server_of(server.pid, &location.data()).then_some(server)
    }

    /// Removes the note of a server that is gone; the start lock must be held. PostgreSQL does
    /// this itself unless another program got the number, which is common in containers.
    pub(super) fn forget(location: &Location) -> Result<(), ClusterError> {
        let path = location.pid_file();
        if Self::running(location).is_none() && path.exists() {
            fs::remove_file(&path).map_err(ClusterError::io(&path))?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim);
        let pid = lines.next()?.parse().ok()?;
        let port = lines.nth(2)?.parse().ok()?;
        let ready = lines.nth(3) == Some("ready");
        Some(Self { pid, port, ready })
    }
}

/// Linux tells the working directory of a process, which for a server is its data directory.
fn is_server_of(pid: u32, data: &Path) -> bool {
    if Path::new("/proc/self").exists() {
        return fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|directory| directory == data);
    }
    let output = Command::new("ps").args(["-o", "comm=", "-p", &pid.to_string()]).output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("postgres"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_of_a_server_is_understood() {
        let text = "4711\n/data\n1767225600\n5432\n/run\n\n   196632   3\nready   \n";
        assert_eq!(Server::parse(text), Some(Server { pid: 4711, port: 5432, ready: true }));
        let text = "4711\n/data\n1767225600\n5433\n\n127.0.0.1\n";
        assert_eq!(Server::parse(text), Some(Server { pid: 4711, port: 5433, ready: false }));
        assert_eq!(Server::parse("4711\n"), None);
        assert_eq!(Server::parse(""), None);
    }

    #[test]
    fn another_program_with_the_same_number_is_not_the_server() {
        assert!(!is_server_of(std::process::id(), Path::new("/nowhere")));
    }
}
