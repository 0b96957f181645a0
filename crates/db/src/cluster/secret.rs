//! Random passwords in files that only we can read.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::ClusterError;

/// Random bytes in hexadecimal: safe in SQL, in URLs and in file names.
pub(super) fn random_hex(bytes: usize) -> String {
    use std::fmt::Write;
    (0..bytes).fold(String::new(), |mut text, _| {
        // Writing to a string cannot fail.
        write!(text, "{:02x}", rand::random::<u8>()).unwrap_or_default();
        text
    })
}

/// Writes a new random password into a new file; a file of that name is replaced.
pub(super) fn create_password(path: &Path) -> Result<(String, File), ClusterError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(ClusterError::io(path)(error)),
        _ => {}
    }
    let password = random_hex(32);
    let mut options = OpenOptions::new();
    let mut file =
        options.write(true).create_new(true).mode(0o600).open(path).map_err(ClusterError::io(path))?;
    writeln!(file, "{password}").map_err(ClusterError::io(path))?;
    file.sync_all().map_err(ClusterError::io(path))?;
    Ok((password, file))
}

/// Reads the password of an existing cluster.
pub(super) fn read_password(path: &Path) -> Result<String, ClusterError> {
    match fs::read_to_string(path) {
        Ok(password) => Ok(password.trim().to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(ClusterError::PasswordMissing { path: path.to_owned() })
        }
        Err(error) => Err(ClusterError::io(path)(error)),
    }
}
