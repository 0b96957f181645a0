//! `POST /admin/orders/{order}/refunds`

use std::collections::HashSet;

use actix_web::post;
use securecart_db::refunds::{RefundRecord, find_refund_any, lock_order_to_refund};
use securecart_domain::{
    OrderId, RefundId,
    catalog::PlainText,
    refunds::{RefundOrigin, RefundReason},
};
use securecart_dto::{
    FieldError, Problem,
    refunds::{NewRefundRequest, Refund},
};

use super::{RefundError, Wish, carry_out, decide, refund};
use crate::{
    auth::{Actor, Allowed, Fresh, perm},
    http::{ApiError, Created, Valid, fields::Fields, path::PathId},
    idempotency::Once,
    state::{AppState, State},
};

/// The longest note in characters.
const MAX_NOTE: usize = 500;
/// The most lines of one refund.
const MAX_LINES: usize = 100;

impl TryFrom<NewRefundRequest> for Wish {
    type Error = Vec<FieldError>;

    fn try_from(request: NewRefundRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let note = fields.take("/note", PlainText::paragraphs(&request.note, MAX_NOTE));
        if !RefundReason::CHOICES.contains(&request.reason) {
            fields.add("/reason", "invalid", "This reason is the shop's own to say.");
        }
        if request.lines.is_empty() && request.amount.is_none() && !request.shipping {
            fields.add("/lines", "empty", "Choose units, shipping or an amount.");
        }
        let different: HashSet<_> = request.lines.iter().map(|line| line.line_id).collect();
        if different.len() != request.lines.len() || request.lines.len() > MAX_LINES {
            fields.add("/lines", "invalid", "Name each line once, and at most 100.");
        }
        for (index, _) in request.lines.iter().enumerate().filter(|(_, line)| line.quantity == 0) {
            fields.add(&format!("/lines/{index}/quantity"), "invalid", "At least one unit.");
        }
        if request.amount.is_some_and(|amount| amount.minor() <= 0) {
            fields.add("/amount", "invalid", "A refund is more than nothing.");
        }
        let wish = |note: PlainText| Self {
            origin: RefundOrigin::Staff,
            reason: request.reason,
            note: note.as_str().to_owned(),
            lines: request.lines.iter().map(|line| (line.line_id, line.quantity)).collect(),
            shipping: request.shipping,
            amount: request.amount,
            restock: request.restock,
            returned: false,
        };
        match (note, fields.finish()) {
            (Some(note), Ok(())) => Ok(wish(note)),
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Give money of an order back.
///
/// Lines come to what was really paid for them, after the discount and with the tax. What is given back is never more
/// than what is left, however many ask at once. The refund is `pending` until the payment provider has sent the money;
/// should it not answer, the shop goes on asking by itself. Refused without a confirmation within ten minutes.
#[utoipa::path(tag = "refunds", operation_id = "create_refund", security(("session" = ["write_refunds"])),
    params(("order" = OrderId, Path),
        ("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each refund")),
    request_body = NewRefundRequest, responses(
    (status = 201, description = "The refund as it is now", body = Refund),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/refunds")]
pub(crate) async fn create_refund(
    access: Allowed<perm::WriteRefunds>,
    _fresh: Fresh,
    once: Once,
    path: PathId<OrderId>,
    state: State,
    body: Valid<NewRefundRequest, Wish>,
) -> Result<Created<Refund>, ApiError> {
    let (id, wish) = (path.into_inner(), body.into_inner());
    // In a task of its own: a caller who closes the connection does not stop it half way.
    let task = tokio::spawn(async move { give_back(&state, &access, id, &wish, &once).await });
    let made = task.await.map_err(ApiError::internal)??;
    Ok(Created::at(format!("/api/v1/admin/orders/{id}/refunds"), refund(made)))
}

/// Decides, unless an attempt with the same key that was cut off has, and asks the provider.
async fn give_back(
    state: &AppState,
    access: &Allowed<perm::WriteRefunds>,
    order: OrderId,
    wish: &Wish,
    once: &Once,
) -> Result<RefundRecord, RefundError> {
    let id = match once.reached().and_then(|id| id.parse().ok()) {
        Some(begun) => begun,
        None => begin(state, access, order, wish, once).await?,
    };
    as_far_as_possible(state, access.actor(), id).await
}

async fn begin(
    state: &AppState,
    access: &Allowed<perm::WriteRefunds>,
    order: OrderId,
    wish: &Wish,
    once: &Once,
) -> Result<RefundId, RefundError> {
    state
        .db
        .transaction(async |tx| {
            let order = lock_order_to_refund(tx, order).await?.ok_or(RefundError::NotFound)?;
            if order.customer_id == Some(access.user_id()) {
                return Err(RefundError::OwnOrder);
            }
            let id = decide(tx, &state.clock, access.actor(), &order, wish).await?;
            once.keep_reached(tx, id).await?;
            Ok(id)
        })
        .await
}

/// Asks the provider; a refund that it did not answer about is left to the job, and told as it is.
pub(crate) async fn as_far_as_possible(
    state: &AppState,
    actor: &Actor,
    id: RefundId,
) -> Result<RefundRecord, RefundError> {
    match carry_out(state, actor, id).await {
        Err(error) => {
            tracing::warn!(refund.id = %id, %error, "a refund is left to the job");
            let mut conn = state.db.connection().await?;
            find_refund_any(&mut conn, id).await?.ok_or(RefundError::NotFound)
        }
        carried_out => carried_out,
    }
}
