//! Who PostgreSQL runs as: ourselves or, since it refuses root, the user `postgres`.

use std::fs::{self, File, Metadata, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, fchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::ClusterError;

/// A user and group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ids {
    uid: u32,
    gid: u32,
}

/// The user that PostgreSQL runs as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Account {
    /// Set when we are root and become somebody else.
    other: Option<Ids>,
}

impl Account {
    /// Ourselves, or the user `postgres` if we are root.
    pub(super) fn choose() -> Result<Self, ClusterError> {
        if !is_root()? {
            return Ok(Self { other: None });
        }
        let path = Path::new("/etc/passwd");
        let users = fs::read_to_string(path).map_err(ClusterError::io(path))?;
        let ids = ids_of("postgres", &users).ok_or(ClusterError::NoAccount)?;
        Ok(Self { other: Some(ids) })
    }

    /// A command that runs as this user, without our environment, which holds secrets.
    pub(super) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC").current_dir("/").stdin(Stdio::null());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        if let Some(ids) = self.other {
            command.uid(ids.uid).gid(ids.gid);
        }
        command
    }

    /// Makes a directory that only this user can enter (and root).
    pub(super) fn create_private_dir(self, path: &Path) -> Result<(), ClusterError> {
        create_dir(path)?;
        if let Some(ids) = self.other {
            chown(path, Some(ids.uid), Some(ids.gid)).map_err(ClusterError::io(path))?;
        }
        fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(ClusterError::io(path))
    }

    /// Makes a directory of our own through which this user can pass to what is in it.
    pub(super) fn create_passable_dir(self, path: &Path) -> Result<(), ClusterError> {
        create_dir(path)?;
        let mode = if self.other.is_some() { 0o711 } else { 0o700 };
        fs::set_permissions(path, Permissions::from_mode(mode)).map_err(ClusterError::io(path))
    }

    /// Gives a file, just created, to this user.
    pub(super) fn hand_over(self, file: &File, path: &Path) -> Result<(), ClusterError> {
        let Some(ids) = self.other else {
            return Ok(());
        };
        fchown(file, Some(ids.uid), Some(ids.gid)).map_err(ClusterError::io(path))
    }

    /// Lets this user read a file of ours.
    pub(super) fn let_read(self, file: &File, path: &Path) -> Result<(), ClusterError> {
        if let Some(ids) = self.other {
            fchown(file, None, Some(ids.gid)).map_err(ClusterError::io(path))?;
        }
        file.set_permissions(Permissions::from_mode(0o640)).map_err(ClusterError::io(path))
    }

    /// Whether this user can reach the directory; not so for `postgres` below `/root`.
    pub(super) fn can_reach(self, directory: &Path) -> Result<bool, ClusterError> {
        let Some(ids) = self.other else {
            return Ok(true);
        };
        for ancestor in directory.ancestors().skip(1) {
            let metadata = fs::metadata(ancestor).map_err(ClusterError::io(ancestor))?;
            if !may_pass(ids, &metadata) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn create_dir(path: &Path) -> Result<(), ClusterError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(ClusterError::io(path)(error)),
        _ => Ok(()),
    }
}

fn may_pass(ids: Ids, metadata: &Metadata) -> bool {
    let bit = if metadata.uid() == ids.uid {
        0o100
    } else if metadata.gid() == ids.gid {
        0o010
    } else {
        0o001
    };
    metadata.mode() & bit != 0
}

/// The standard library cannot tell, `id` can everywhere.
fn is_root() -> Result<bool, ClusterError> {
    let output = Command::new("id").arg("-u").output().map_err(ClusterError::io(Path::new("id")))?;
    Ok(output.stdout.trim_ascii() == b"0")
}

fn ids_of(name: &str, passwd: &str) -> Option<Ids> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let mut numbers = fields.skip(1).map_while(|field| field.parse().ok());
        Some(Ids { uid: numbers.next()?, gid: numbers.next()? }).filter(|ids| ids.uid != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_a_user_are_read_from_passwd() {
        let passwd =
            "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids_of("postgres", passwd), Some(Ids { uid: 101, gid: 104 }));
        assert_eq!(ids_of("post", passwd), None);
        assert_eq!(ids_of("root", passwd), None);
        assert_eq!(ids_of("postgres", "postgres:x:broken"), None);
    }
}
