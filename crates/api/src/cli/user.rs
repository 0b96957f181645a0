//! `securecart user`

use securecart_db::{
    Conn, DbError,
    accounts::{permissions, users},
};
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
    privacy, second_factor,
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

/// Takes somebody's second factor away, and with it the password: a link to choose another one is mailed, which leaves
/// as soon as the shop runs.
pub(super) async fn reset_second_factor(config: Config, username: &str) -> anyhow::Result<()> {
    let username = Username::parse(username)?;
    let (database, _keys) = database::open_migrated(&config).await?;
    let reset = database.db.transaction(async |tx| take_away(tx, &username).await).await;
    database.close().await?;
    reset?;
    print(&format!(
        "The second factor of {username} is gone, and the password with it. A link to choose a new one is mailed.\n"
    ))
}

async fn take_away(tx: &mut Conn, username: &Username) -> Result<(), Refusal> {
    let user = users::find_user_by_username(tx, &username.key()).await?.ok_or(Refusal::NoAccount)?;
    if user.email_verified_at.is_none() {
        return Err(Refusal::OutOfReach);
    }
    let was_on = second_factor::reset(tx, &Clock::system(), &Actor::system(), &user).await?;
    if was_on { Ok(()) } else { Err(Refusal::Off) }
}

/// Why the second factor of an account stays as it is.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("there is no account of that name")]
    NoAccount,
    #[error("the account has no confirmed address: no mail would let its owner in again")]
    OutOfReach,
    #[error("the account has no second factor")]
    Off,
    #[error(transparent)]
    Db(#[from] DbError),
}

fn explain(error: ApiError) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}
