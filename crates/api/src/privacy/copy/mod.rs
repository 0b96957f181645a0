//! Everything that is kept of one person, opened. What is not in it, and why, is in `tests/api/privacy/whole.rs`, which
//! fails for a column that is in neither.

mod activity;
mod purchases;
mod security;

use securecart_db::{
    Conn,
    accounts::{UserRecord, permissions::list_roles_for_user, users},
    addresses::list_addresses_for_customer,
    back_in_stock::{HeldStockWish, list_stock_wishes_for_owner},
    orders::list_orders_for_customer,
    privacy::{consents::list_consents_for_owner, held},
    reviews::list_reviews_for_customer,
    wishlist::{HeldWish, list_wishes_for_owner},
};
use securecart_domain::UserId;
use securecart_dto::privacy::{
    ExportedAccount, ExportedAddress, ExportedConsent, ExportedEmailChange, ExportedMail, ExportedStockWish,
    ExportedWish, PersonalData,
};
use securecart_dto::{catalog::ProductRef, reviews::MyReview};

use super::PrivacyError;
use crate::{
    addresses::open_address, keys::Keys, mail::SealedAddress, orders, reviews::my_review, state::AppState,
};

/// The version of the form.
const VERSION: u16 = 1;
/// More than any customer has of anything but orders; those are all there is.
const ALL: i64 = i64::MAX;

/// The copy for the owner of an account.
pub(super) async fn of(tx: &mut Conn, state: &AppState, user: UserId) -> Result<PersonalData, PrivacyError> {
    let owner = users::find_user(tx, user).await?.ok_or(PrivacyError::NoAccount)?;
    let keys = &state.keys;
    let found = list_orders_for_customer(tx, user, None, ALL).await?;
    let orders: Result<Vec<_>, _> = found.into_iter().map(|order| orders::order(keys, order)).collect();
    let checkouts = purchases::checkouts(tx, user).await?;
    let email_changes = email_changes(tx, keys, &owner).await?;
    let mut named = vec![user.to_string()];
    named.extend(checkouts.iter().map(|checkout| checkout.order.to_string()));
    named.extend(email_changes.iter().map(|(id, _)| id.clone()));
    let (activity, activity_complete) = activity::activity(tx, user).await?;
    Ok(PersonalData {
        version: VERSION,
        shop: state.config.shop.name.clone(),
        made_at: state.clock.now(),
        account: account(tx, keys, &owner).await?,
        addresses: addresses(tx, keys, &owner).await?,
        consents: consents(tx, user).await?,
        cart: purchases::cart(tx, user).await?,
        orders: orders?,
        payments: purchases::payments(tx, user).await?,
        checkouts: checkouts.into_iter().map(|checkout| checkout.told).collect(),
        wishlist: wishlist(tx, user).await?,
        stock_wishes: stock_wishes(tx, user).await?,
        reviews: reviews(tx, user).await?,
        security: security::security(tx, keys, &owner).await?,
        sessions: security::sessions(tx, user).await?,
        email_changes: email_changes.into_iter().map(|(_, change)| change).collect(),
        mails: mails(tx, &named).await?,
        activity,
        activity_complete,
    })
}

async fn account(tx: &mut Conn, keys: &Keys, owner: &UserRecord) -> Result<ExportedAccount, PrivacyError> {
    let facts = held::find_facts_for_owner(tx, owner.id).await?.ok_or(PrivacyError::NoAccount)?;
    let person = keys.person(owner)?;
    Ok(ExportedAccount {
        id: owner.id,
        username: owner.username.clone(),
        email: person.email,
        email_confirmed_at: owner.email_verified_at,
        full_name: person.full_name,
        roles: list_roles_for_user(tx, owner.id).await?,
        created_at: owner.created_at,
        changed_at: facts.updated_at,
        locked_at: owner.disabled_at,
    })
}

async fn addresses(
    tx: &mut Conn,
    keys: &Keys,
    owner: &UserRecord,
) -> Result<Vec<ExportedAddress>, PrivacyError> {
    let key = keys.key_of(owner)?;
    let open = |record: securecart_db::addresses::AddressRecord| {
        let created_at = record.created_at;
        Ok(ExportedAddress { address: open_address(&key, record)?, created_at })
    };
    list_addresses_for_customer(tx, owner.id, None, ALL).await?.into_iter().map(open).collect()
}

async fn consents(tx: &mut Conn, user: UserId) -> Result<Vec<ExportedConsent>, PrivacyError> {
    let answers = list_consents_for_owner(tx, user).await?.into_iter();
    let told = answers.map(|answer| ExportedConsent {
        purpose: answer.purpose,
        text_version: answer.text_version,
        given: answer.given,
        source: answer.source,
        at: answer.answered_at,
    });
    Ok(told.collect())
}

async fn wishlist(tx: &mut Conn, user: UserId) -> Result<Vec<ExportedWish>, PrivacyError> {
    let wish = |held: HeldWish| ExportedWish {
        product: ProductRef { id: held.product_id, slug: held.slug, name: held.name },
        added_at: held.added_at,
    };
    Ok(list_wishes_for_owner(tx, user).await?.into_iter().map(wish).collect())
}

async fn stock_wishes(tx: &mut Conn, user: UserId) -> Result<Vec<ExportedStockWish>, PrivacyError> {
    let wish = |held: HeldStockWish| {
        let (id, slug, name) = held.product;
        ExportedStockWish {
            product: ProductRef { id, slug, name },
            variant_title: held.variant_title,
            created_at: held.created_at,
            told_at: held.told_at,
        }
    };
    Ok(list_stock_wishes_for_owner(tx, user).await?.into_iter().map(wish).collect())
}

async fn reviews(tx: &mut Conn, user: UserId) -> Result<Vec<MyReview>, PrivacyError> {
    let written = list_reviews_for_customer(tx, user, None, None, ALL).await?;
    Ok(written.into_iter().map(my_review).collect())
}

async fn email_changes(
    tx: &mut Conn,
    keys: &Keys,
    owner: &UserRecord,
) -> Result<Vec<(String, ExportedEmailChange)>, PrivacyError> {
    let open = |change: held::HeldEmailChange| {
        let wanted = SealedAddress::Wanted(change.id).open(keys, owner, &change.wanted_sealed)?;
        let former = match &change.former_sealed {
            Some(sealed) => Some(SealedAddress::Former(change.id).open(keys, owner, sealed)?),
            None => None,
        };
        let told = ExportedEmailChange {
            wanted: wanted.as_str().to_owned(),
            former: former.map(|email| email.as_str().to_owned()),
            requested_at: change.requested_at,
            confirmed_at: change.confirmed_at,
            expires_at: change.expires_at,
        };
        Ok((change.id.to_string(), told))
    };
    held::list_email_changes_for_owner(tx, owner.id).await?.into_iter().map(open).collect()
}

async fn mails(tx: &mut Conn, named: &[String]) -> Result<Vec<ExportedMail>, PrivacyError> {
    let waiting = held::list_waiting_mails(tx, named).await?.into_iter();
    Ok(waiting.map(|mail| ExportedMail { kind: mail.kind, created_at: mail.created_at }).collect())
}
