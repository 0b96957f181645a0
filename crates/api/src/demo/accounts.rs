//! The accounts of the demo: one that may do everything, one of a customer.

use std::{
    collections::BTreeMap,
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use securecart_db::accounts::{permissions, users};
use securecart_domain::accounts::{Email, Username};
use serde::{Deserialize, Serialize};

use crate::{
    accounts::service::{self, NewAccount},
    auth::{Actor, token},
    http::ApiError,
    state::AppState,
};

/// Username and role.
const ACCOUNTS: [(&str, Option<&str>); 2] = [("admin", Some("admin")), ("shopper", None)];

/// How to sign in.
#[derive(Clone, Serialize, Deserialize)]
struct Credentials {
    username: String,
    email: String,
    password: String,
}

/// Where the passwords are written down.
pub(super) fn file(state: &AppState) -> PathBuf {
    state.config.data_dir.join("demo-accounts.json")
}

/// Opens those that are missing and returns their usernames.
///
/// Passwords are written down before the account is opened: a crash in between leaves a password without an
/// account, which the next run uses, and never an account that nobody can open.
pub(super) async fn open(state: &AppState) -> anyhow::Result<Vec<String>> {
    let path = file(state);
    let mut known = read(&path)?;
    let mut opened = Vec::new();
    for (username, role) in ACCOUNTS {
        let there = users::find_user_by_username(&mut *state.db.connection().await?, username).await?;
        if there.is_some() {
            continue;
        }
        let credentials = match known.get(username) {
            Some(credentials) => credentials.clone(),
            None => draw(username)?,
        };
        known.insert(username.to_owned(), credentials.clone());
        write(&path, &known).with_context(|| format!("{} can not be written", path.display()))?;
        create(state, &credentials, role).await?;
        opened.push(username.to_owned());
    }
    Ok(opened)
}

fn draw(username: &str) -> anyhow::Result<Credentials> {
    Ok(Credentials {
        username: username.to_owned(),
        email: format!("{username}@example.com"),
        password: password()?,
    })
}

async fn create(state: &AppState, credentials: &Credentials, role: Option<&str>) -> anyhow::Result<()> {
    let password_hash = state.passwords.hash(&credentials.password).await.map_err(explain)?;
    let new = NewAccount {
        username: Username::parse(&credentials.username)?,
        email: Email::parse(&credentials.email)?,
        email_verified: true,
        password_hash,
    };
    let created = state.db.transaction(async |tx| {
        let user = service::create_account(tx, &state.clock, &state.keys, &Actor::system(), &new).await?;
        if let Some(role) = role {
            permissions::grant_role(tx, user, role).await?;
        }
        Ok::<_, ApiError>(())
    });
    created.await.map_err(explain)
}

fn explain(error: ApiError) -> anyhow::Error {
    anyhow::anyhow!("a demo account could not be opened: {error}")
}

fn read(path: &Path) -> anyhow::Result<BTreeMap<String, Credentials>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is damaged; move it out of the way", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error).with_context(|| format!("{} can not be read", path.display())),
    }
}

/// Replaces the file as a whole; nobody but its owner can read it at any moment.
fn write(path: &Path, accounts: &BTreeMap<String, Credentials>) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(&serde_json::to_vec_pretty(accounts)?)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    Ok(fs::rename(&unfinished, path)?)
}

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const PASSWORD_LENGTH: usize = 24;

/// 24 letters and digits, each as likely as every other: 142 bits.
fn password() -> anyhow::Result<String> {
    let mut password = String::new();
    while password.len() < PASSWORD_LENGTH {
        // Bytes beyond the last whole multiple of 62 would make some letters likelier.
        let bytes = token::random_bytes::<32>()?.into_iter().map(usize::from).filter(|byte| *byte < 248);
        let letters = bytes.filter_map(|byte| LETTERS.get(byte % LETTERS.len()));
        let missing = PASSWORD_LENGTH.saturating_sub(password.len());
        password.extend(letters.take(missing).copied().map(char::from));
    }
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_and_never_the_same() {
        let drawn = [password().unwrap(), password().unwrap()];
        assert_ne!(drawn[0], drawn[1]);
        for password in drawn {
            assert_eq!(password.len(), PASSWORD_LENGTH);
            assert!(password.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }
}
