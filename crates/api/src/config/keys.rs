//! The operator's master keys.

use std::{
    fs::Metadata,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret as _, SecretString};
use securecart_keys::{MIN_SECRET_BYTES, MasterRing};

use super::{Env, is_sample};

const NAME: &str = "SECURECART_MASTER_KEYS";

/// `SECURECART_MASTER_KEYS` or `SECURECART_MASTER_KEYS_FILE`: what personal data in the database is sealed with, one
/// secret per line, the current one first.
#[derive(Clone, Debug)]
pub struct MasterKeyConfig {
    /// The text of the ring, as it was read at start.
    pub text: SecretString,
    /// Where it was read, to be read again when it is rotated.
    pub file: Option<PathBuf>,
}

impl MasterKeyConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let file = env.text(NAME).is_none().then(|| env.text(&format!("{NAME}_FILE"))).flatten();
        let file = file.map(PathBuf::from);
        let already_told = faults.len();
        let text = env.secret(NAME, faults).unwrap_or_default();
        if faults.len() == already_told {
            faults.extend(fault(&text, file.as_deref()));
        }
        Self { text, file }
    }
}

/// What is wrong with the keys, in one sentence that repeats none of them.
fn fault(text: &SecretString, file: Option<&Path>) -> Option<String> {
    let text = text.expose_secret();
    if text.is_empty() {
        return Some(format!(
            "{NAME} is missing: name a file in {NAME}_FILE that holds at least {MIN_SECRET_BYTES} random bytes, such as \
             `openssl rand -hex 32` prints; without it personal data can be neither sealed nor read."
        ));
    }
    if let Err(fault) = MasterRing::parse(text) {
        return Some(format!("{NAME} can not be used: {fault}."));
    }
    let mut secrets = text.lines().flat_map(|line| line.split([',', ' ', '\t']));
    if secrets.any(|secret| secret.len() >= MIN_SECRET_BYTES && is_sample(secret)) {
        return Some(format!("{NAME} is weak: it needs random bytes and can not be a sample."));
    }
    let readable = file.is_some_and(|file| file.metadata().is_ok_and(|file| readable_by_all(&file)));
    readable.then(|| {
        format!("{NAME}_FILE can be read by everybody on this machine: take that right away (chmod 600).")
    })
}

/// A group may read it: that is how secrets reach a container's user.
fn readable_by_all(file: &Metadata) -> bool {
    file.permissions().mode() & 0o004 != 0
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const KEY: &str = "5f1c9a07e2b84d63a1f0c7d92e68b354";

    fn faults(pairs: &[(&str, &str)]) -> Vec<String> {
        let mut faults = Vec::new();
        MasterKeyConfig::from_env(&Env::of(pairs.iter().copied()), &mut faults);
        faults
    }

    #[test]
    fn missing_short_and_sample_keys_are_refused_in_one_sentence_that_repeats_none() {
        for (key, word) in [
            ("", "missing"),
            ("5f1c9a07e2b84d63a1f0c7d92e68b35", "shorter"),
            ("secret-secret-secret-secret-0123456789", "sample"),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "sample"),
        ] {
            let faults = faults(&[(NAME, key)]);
            assert_eq!(faults.len(), 1, "{key}");
            assert!(faults[0].contains(word) && (key.is_empty() || !faults[0].contains(key)), "{faults:?}");
        }
        assert!(faults(&[(NAME, KEY)]).is_empty());
    }

    #[test]
    fn a_file_that_everybody_can_read_is_refused() {
        let file = std::env::temp_dir().join(format!("securecart-master-keys-{}", std::process::id()));
        fs::write(&file, KEY).unwrap();
        let path = file.to_str().unwrap();
        let with = |mode| {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            faults(&[("SECURECART_MASTER_KEYS_FILE", path)])
        };
        assert!(with(0o644)[0].contains("chmod 600"));
        assert!(with(0o640).is_empty() && with(0o600).is_empty());
        fs::remove_file(&file).unwrap();
        assert_eq!(
            faults(&[("SECURECART_MASTER_KEYS_FILE", path)]).len(),
            1,
            "and one that is not there too"
        );
    }
}
