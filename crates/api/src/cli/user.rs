//! `securecart user`

use securecart_db::accounts::permissions;
use securecart_domain::{
    UserId,
    accounts::{Email, Username},
};

use super::{database, print};
use crate::{
    accounts::service::{self, NewAccount},
    adapters::clock::Clock,
    auth::{Actor, password::PasswordHasher, token},
    config::Config,
    http::ApiError,
    privacy,
};

/// Opens an account with the role `admin`. The password is drawn, not chosen, and shown this once: no account
/// ever has a default one (ASVS 6.3.2).
pub(super) async fn create_admin(config: Config, username: &str, email: &str) -> anyhow::Result<()> {
    let (username, email) = (Username::parse(username)?, Email::parse(email)?);
    let password = token::draw()?;
    let hasher = PasswordHasher::new(config.password_cost, 1)?;
    let password_hash = hasher.hash(&password).await.map_err(explain)?;
    let new = NewAccount { username, email, email_verified: true, password_hash };
    let (database, keys) = database::open_migrated(&config).await?;
    let created = database
        .db
        .transaction(async |tx| {
            let user = service::create_account(tx, &Clock::system(), &keys, &Actor::system(), &new).await?;
            permissions::grant_role(tx, user, "admin").await?;
            Ok::<_, ApiError>(())
        })
        .await;
    database.close().await?;
    created.map_err(explain)?;
    print(&format!("The account {} is open. Its password, shown this once: {password}\n", new.username))
}

/// Erases accounts once more that a restored backup has brought back. Those that are erased already are left alone.
pub(super) async fn erase_again(config: Config, users: &[UserId]) -> anyhow::Result<()> {
    let hasher = PasswordHasher::new(config.password_cost, 1)?;
    let (database, keys) = database::open_migrated(&config).await?;
    for user in users {
        // Of a password that nobody knows.
        let hash = hasher.hash(&token::draw()?).await.map_err(explain)?;
        let (clock, user) = (Clock::system(), *user);
        let erased = database.db.transaction(async |tx| {
            Ok::<_, ApiError>(privacy::erase_again(tx, &clock, &keys, user, &hash).await?)
        });
        let said =
            if erased.await.map_err(explain)? { "is erased" } else { "is no account, or not any more" };
        print(&format!("{user} {said}\n"))?;
    }
    database.close().await
}

fn explain(error: ApiError) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}
