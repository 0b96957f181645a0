//! Keeping the promise of a mail.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use securecart_db::{accounts::users, outbox::LeasedTask};
use securecart_domain::{UserId, accounts::LinkPurpose};
use serde_json::json;

use super::{
    Mail, Notice,
    account_letters::{already_yours, confirm_address, reset_password},
    address_change::{ask_at_new, tell_former},
    farewell::farewell,
    letter::Envelope,
    links,
    order_confirmation::confirmation,
    order_letters::{order_cancelled, order_not_honoured, payment_being_checked},
    refund_letters::{refund_came_back, refund_sent},
    return_letters::{self, about_return},
    shipment_letters::shipped,
    stock_letters::{back_in_stock, confirm_stock_wish},
};
use crate::{adapters::mailer::Message, state::AppState};

/// Words the mail of a task and sends it. A mail that nobody is left to read is no failure.
pub(crate) async fn deliver(state: &AppState, task: &LeasedTask) -> anyhow::Result<()> {
    let stored = json!({ "kind": task.kind, "payload": task.payload });
    let mail: Mail =
        serde_json::from_value(stored).with_context(|| format!("nobody knows how to do {}", task.kind))?;
    let key = format!("{}-{}", task.kind.replace('_', "-"), task.id);
    let message = match mail {
        Mail::OrderConfirmation { order } => confirmation(state, order).await?,
        Mail::RefundSent { order, refund } => refund_sent(state, &key, order, refund).await?,
        Mail::RefundCameBack { order, refund } => refund_came_back(state, &key, order, refund).await?,
        Mail::OrderCancelled { order, by_customer } => {
            order_cancelled(state, &key, order, by_customer).await?
        }
        Mail::Shipped { order, shipment } => shipped(state, &key, order, shipment).await?,
        Mail::ReturnApproved { order, return_id } => {
            about_return(state, &key, order, return_id, return_letters::approved).await?
        }
        Mail::ReturnRejected { order, return_id } => {
            about_return(state, &key, order, return_id, return_letters::rejected).await?
        }
        Mail::ReturnReceived { order, return_id } => {
            about_return(state, &key, order, return_id, return_letters::received).await?
        }
        Mail::OrderNotHonoured { order } => order_not_honoured(state, &key, order).await?,
        Mail::PaymentBeingChecked { order } => payment_being_checked(state, &key, order).await?,
        Mail::ConfirmStockWish { wish } => confirm_stock_wish(state, &key, wish).await?,
        Mail::BackInStock { wish } => back_in_stock(state, &key, wish).await?,
        Mail::Notice { user, at, notice } => tell(state, &key, user, at, &notice).await?,
        Mail::ConfirmAddress { user } => ask(state, &key, user).await?,
        Mail::ConfirmNewAddress { change } => ask_at_new(state, &key, change).await?,
        Mail::AddressChanged { change, at } => tell_former(state, &key, change, at).await?,
        Mail::ResetPassword { account } => reset(state, &key, account).await?,
        Mail::Farewell { sealed } => Some(farewell(state, task.id, &key, &sealed)?),
    };
    match message {
        Some(message) => state.mailer.send(&message).await,
        None => Ok(()),
    }
}

/// A notice to the confirmed address of the account.
async fn tell(
    state: &AppState,
    key: &str,
    user: UserId,
    at: DateTime<Utc>,
    notice: &Notice,
) -> anyhow::Result<Option<Message>> {
    let owner = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, user).await?
    };
    let Some(owner) = owner.filter(|owner| owner.email_verified_at.is_some()) else {
        return Ok(None);
    };
    let letter = notice.letter(&owner.username, at, &state.config.http);
    let to = state.keys.person(&owner)?.email;
    letter.seal(Envelope { shop: &state.config.shop.name, to: &to, key }).map(Some)
}

/// Asks the owner of an address to confirm it; if another account has it, its owner is told of the attempt instead.
async fn ask(state: &AppState, key: &str, user: UserId) -> anyhow::Result<Option<Message>> {
    let mut conn = state.db.connection().await?;
    let found = users::find_user(&mut conn, user).await?;
    let Some(user) = found.filter(|user| user.email_verified_at.is_none()) else {
        return Ok(None);
    };
    let index = user.sealed.email_index.as_deref().unwrap_or_default();
    let holder = users::find_user_by_verified_email(&mut conn, index).await?;
    let http = &state.config.http;
    let letter = if let Some(holder) = &holder {
        already_yours(&holder.username, http)
    } else {
        let link = links::draw(&mut conn, &state.clock, http, LinkPurpose::ConfirmAddress, &user).await?;
        confirm_address(&user.username, link)
    };
    let to = state.keys.person(holder.as_ref().unwrap_or(&user))?.email;
    letter.seal(Envelope { shop: &state.config.shop.name, to: &to, key }).map(Some)
}

/// Mails the link that resets the password, if the account is still as it was when it was asked for.
async fn reset(
    state: &AppState,
    key: &str,
    account: Option<(UserId, i64)>,
) -> anyhow::Result<Option<Message>> {
    let Some((user, version)) = account else { return Ok(None) };
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, user).await?.filter(|user| {
        user.security_version == version && user.email_verified_at.is_some() && user.disabled_at.is_none()
    });
    let Some(user) = user else { return Ok(None) };
    let purpose = LinkPurpose::ResetPassword;
    let link = links::draw(&mut conn, &state.clock, &state.config.http, purpose, &user).await?;
    let letter = reset_password(&user.username, link);
    let to = state.keys.person(&user)?.email;
    letter.seal(Envelope { shop: &state.config.shop.name, to: &to, key }).map(Some)
}
