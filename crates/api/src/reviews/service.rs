//! The decisions about reviews.

use securecart_db::{
    Conn,
    catalog::{ProductKey, find_active_product_id},
    reviews::{self, ReviewDraft, ReviewRecord},
};
use securecart_domain::{ReviewId, UserId, reviews::ReviewStatus};
use serde_json::{Value, json};

use super::ReviewError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, Allowed, perm},
    http::etag::IfMatch,
};

/// Writes a review of a product that shoppers see. Nobody else sees it until staff have approved it.
pub(super) async fn create_review(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    customer: UserId,
    product: &ProductKey,
    draft: &ReviewDraft,
) -> Result<ReviewRecord, ReviewError> {
    let product = find_active_product_id(tx, product).await?.ok_or(ReviewError::NotFound)?;
    let id = ReviewId::new(clock.uuid());
    reviews::insert_review(tx, customer, product, id, draft, clock.now()).await?;
    let detail = json!({ "product": product, "stars": draft.stars.get() });
    record(tx, clock, actor, "review_created", id, detail).await?;
    reviews::find_review_for_customer(tx, customer, id).await?.ok_or(ReviewError::NotFound)
}

/// Changes a review of the customer's, which waits for staff again; one that says the same stays as it is.
pub(super) async fn update_review(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    customer: UserId,
    id: ReviewId,
    draft: &ReviewDraft,
) -> Result<ReviewRecord, ReviewError> {
    let before = reviews::find_review_for_customer(tx, customer, id).await?.ok_or(ReviewError::NotFound)?;
    let same = before.stars == draft.stars
        && before.title == draft.title.as_str()
        && before.body == draft.text.as_str();
    if same {
        return Ok(before);
    }
    if !reviews::update_review_for_customer(tx, customer, id, draft, clock.now()).await? {
        return Err(ReviewError::NotFound);
    }
    let detail = json!({ "product": before.product_id, "stars": draft.stars.get() });
    record(tx, clock, actor, "review_updated", id, detail).await?;
    reviews::find_review_for_customer(tx, customer, id).await?.ok_or(ReviewError::NotFound)
}

/// Removes a review of the customer's.
pub(super) async fn delete_review(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    customer: UserId,
    id: ReviewId,
) -> Result<(), ReviewError> {
    if !reviews::delete_review_for_customer(tx, customer, id).await? {
        return Err(ReviewError::NotFound);
    }
    record(tx, clock, actor, "review_deleted", id, json!({})).await
}

/// Approves or rejects a review that still says what the caller has read. Deciding the same again changes nothing.
pub(super) async fn decide(
    access: &Allowed<perm::WriteProducts>,
    tx: &mut Conn,
    clock: &Clock,
    id: ReviewId,
    if_match: &IfMatch,
    approve: bool,
) -> Result<ReviewRecord, ReviewError> {
    let before = reviews::lock_review_any(tx, id).await?.ok_or(ReviewError::NotFound)?;
    if_match.require(before.version).map_err(|_| ReviewError::Stale)?;
    let (status, event) = if approve {
        (ReviewStatus::Approved, "review_approved")
    } else {
        (ReviewStatus::Rejected, "review_rejected")
    };
    if before.status == status {
        return Ok(before);
    }
    let now = clock.now();
    reviews::decide_review(tx, id, status, now).await?;
    let detail = json!({ "product": before.product_id, "version": before.version, "before": before.status });
    record(tx, clock, access.actor(), event, id, detail).await?;
    Ok(ReviewRecord { status, decided_at: Some(now), ..before })
}

/// What a review says is in the log neither in full nor in part: it is its author's, and goes with the account.
async fn record(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    event: &'static str,
    id: ReviewId,
    detail: Value,
) -> Result<(), ReviewError> {
    let entry =
        Entry { event, object_kind: "review", object_key: id.to_string(), outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}
