//! The mails that tell of stock.

use anyhow::Context as _;
use securecart_db::{
    accounts::users,
    back_in_stock::{WishToTell, find_wish_to_tell},
};
use securecart_domain::StockWishId;

use super::letter::{Envelope, Letter, Link};
use crate::{
    adapters::mailer::Message,
    back_in_stock::{Purpose, sign},
    config::HttpConfig,
    state::AppState,
};

/// Asks a guest's address whether it wants to be told; nobody, if that was answered or taken back meanwhile.
pub(super) async fn confirm_stock_wish(
    state: &AppState,
    key: &str,
    id: StockWishId,
) -> anyhow::Result<Option<Message>> {
    let mut conn = state.db.connection().await?;
    let Some(wish) = find_wish_to_tell(&mut conn, id).await?.filter(|wish| wish.confirmed_at.is_none())
    else {
        return Ok(None);
    };
    let Some(sealed) = &wish.email_sealed else { return Ok(None) };
    let to = state.keys.open_stock_email(id, sealed)?;
    let token = |purpose| sign(&state.config, purpose, id).context("a link can not be signed");
    let letter = ask(&wish, &state.config.http, &token(Purpose::Confirm)?, &token(Purpose::Stop)?);
    letter.seal(Envelope { shop: &state.config.shop.name, to: &to, key }).map(Some)
}

/// Tells who waited, unless the wish was taken back meanwhile, or its customer's address is not confirmed any more.
pub(super) async fn back_in_stock(
    state: &AppState,
    key: &str,
    id: StockWishId,
) -> anyhow::Result<Option<Message>> {
    let mut conn = state.db.connection().await?;
    let Some(wish) = find_wish_to_tell(&mut conn, id).await? else { return Ok(None) };
    let (to, username) = match (wish.user, &wish.email_sealed) {
        (Some(user), _) => {
            let owner = users::find_user(&mut conn, user).await?;
            let Some(owner) = owner.filter(|owner| owner.email_verified_at.is_some()) else {
                return Ok(None);
            };
            (state.keys.person(&owner)?.email, Some(owner.username))
        }
        (None, Some(sealed)) => (state.keys.open_stock_email(id, sealed)?, None),
        (None, None) => return Ok(None),
    };
    let stop = sign(&state.config, Purpose::Stop, id).context("a link can not be signed")?;
    let letter = tell(&wish, username, &state.config.http, &stop);
    letter.seal(Envelope { shop: &state.config.shop.name, to: &to, key }).map(Some)
}

fn named(wish: &WishToTell) -> String {
    match wish.variant_title.as_str() {
        "" => wish.product.1.clone(),
        variant => format!("{} ({variant})", wish.product.1),
    }
}

fn how_to_stop(http: &HttpConfig, token: &str) -> String {
    format!("No more of these mails: {}", http.public_address(&format!("/stock-mail/stop#t={token}")))
}

/// The question.
pub(super) fn ask(wish: &WishToTell, http: &HttpConfig, confirm: &str, stop: &str) -> Letter {
    let name = named(wish);
    Letter {
        subject: format!("Shall we tell you when {name} is back?"),
        username: None,
        paragraphs: vec![format!(
            "Somebody, perhaps you, wants this address to get one mail when {name} is in stock again. Please confirm that; \
             without it nothing more comes."
        )],
        link: Some(Link {
            label: "Yes, tell me",
            address: http.public_address(&format!("/stock-mail#t={confirm}")),
        }),
        afterwards: vec!["If this was not you, do nothing.".to_owned(), how_to_stop(http, stop)],
    }
}

/// The one mail.
pub(super) fn tell(wish: &WishToTell, username: Option<String>, http: &HttpConfig, stop: &str) -> Letter {
    let name = named(wish);
    Letter {
        subject: format!("{name} is back in stock"),
        username,
        paragraphs: vec![format!(
            "You wanted to know when {name} is in stock again: it is now. We can not keep it for you."
        )],
        link: Some(Link {
            label: "See it",
            address: http.public_address(&format!("/products/{}", wish.product.0)),
        }),
        afterwards: vec!["You get no further mail about it.".to_owned(), how_to_stop(http, stop)],
    }
}
