//! Finding PostgreSQL's programs.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ClusterError;

/// `CREATE DATABASE .. STRATEGY`, `NULLS NOT DISTINCT` and a closed schema `public` came with it.
const OLDEST: u32 = 15;

/// One installation of PostgreSQL.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    dir: PathBuf,
    major: u32,
}

impl Binaries {
    /// The installation to use: the one that made the data, else the one in PATH, else the newest.
    pub(super) fn find(data_dir: &Path) -> Result<Self, ClusterError> {
        let mut found: Vec<Self> = directories().into_iter().filter_map(Self::in_dir).collect();
        // The sort is stable, so that among equals those of PATH, which come first, stay first.
        let newest = found.iter().map(|binaries| binaries.major).max().ok_or(ClusterError::NotInstalled)?;
        if newest < OLDEST {
            return Err(ClusterError::TooOld { found: newest, needed: OLDEST });
        }
        found.retain(|binaries| binaries.major >= OLDEST);
        let Ok(version) = fs::read_to_string(data_dir.join("PG_VERSION")) else {
            found.sort_by_key(|binaries| Reverse(binaries.major));
            return found.into_iter().next().ok_or(ClusterError::NotInstalled);
        };
        let version = version.trim().to_owned();
        let fits = |binaries: &Self| binaries.major.to_string() == version;
        let dir = data_dir.to_owned();
        found.into_iter().find(fits).ok_or(ClusterError::OtherVersion { dir, version })
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.dir.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.dir.join("postgres")
    }

    pub(super) fn pg_ctl(&self) -> PathBuf {
        self.dir.join("pg_ctl")
    }

    /// Another program of the same installation.
    pub(super) fn other(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn in_dir(dir: PathBuf) -> Option<Self> {
        let mut binaries = Self { dir, major: 0 };
        let complete =
            [binaries.initdb(), binaries.postgres(), binaries.pg_ctl()].iter().all(|p| p.is_file());
        if !complete {
            return None;
        }
        let output = Command::new(binaries.postgres()).arg("--version").output().ok()?;
        binaries.major = major_version(&String::from_utf8_lossy(&output.stdout))?;
        Some(binaries)
    }
}

fn directories() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut directories: Vec<PathBuf> = env::split_paths(&path).filter(|dir| dir.is_absolute()).collect();
    // Debian and Ubuntu; Red Hat; Homebrew; PostgreSQL's own Makefile.
    directories.extend(versioned("/usr/lib/postgresql", "", "bin"));
    directories.extend(versioned("/usr", "pgsql-", "bin"));
    directories.extend(versioned("/opt/homebrew/opt", "postgresql@", "bin"));
    directories.push(PathBuf::from("/usr/local/pgsql/bin"));
    distinct(directories)
}

/// PATH often has links to what is found elsewhere as well; each installation counts once.
fn distinct(directories: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = HashSet::new();
    let real = directories.iter().filter_map(|dir| dir.join("postgres").canonicalize().ok());
    let real = real.filter_map(|program| program.parent().map(Path::to_owned));
    real.filter(|dir| seen.insert(dir.clone())).collect()
}

fn versioned(parent: &str, prefix: &str, rest: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    named.map(|entry| entry.path().join(rest)).collect()
}

/// The 15 of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major_version(text: &str) -> Option<u32> {
    let version = text.split_once("(PostgreSQL) ")?.1;
    let digits = version.split(|character: char| !character.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_postgres_says() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major_version("something else"), None);
    }
}
