//! `POST /admin/orders/{order}/returns/{return}/refund`

use actix_web::{post, web::Json};
use securecart_db::{
    refunds::lock_order_to_refund,
    returns::{ReturnRecord, Step, find_return_any, step_return},
};
use securecart_domain::{
    Money, OrderId, RefundId, ReturnId, catalog::PlainText, refunds::RefundOrigin, returns::ReturnEvent,
};
use securecart_dto::{
    FieldError, Problem,
    returns::{OrderReturn, RefundReturnRequest},
};

use super::{ReturnError, answer::MAX_TEXT, order_return};
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, Valid, fields::Fields, path::PathIds},
    idempotency::Once,
    refunds::{RefundError, Wish, as_far_as_possible, decide},
    state::{AppState, State},
};

/// How the money goes back.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    shipping: bool,
    amount: Option<Money>,
    note: String,
}

impl TryFrom<RefundReturnRequest> for Terms {
    type Error = Vec<FieldError>;

    fn try_from(request: RefundReturnRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let note = fields.take("/note", PlainText::paragraphs(&request.note, MAX_TEXT));
        if request.amount.is_some_and(|amount| amount.minor() <= 0) {
            fields.add("/amount", "invalid", "A refund is more than nothing.");
        }
        match (note, fields.finish()) {
            (Some(note), Ok(())) => Ok(Self {
                shipping: request.shipping,
                amount: request.amount,
                note: note.as_str().to_owned(),
            }),
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Give the money of a return back, once it has arrived.
///
/// What was really paid for its units, through a refund like any other: never more than is left of the payment. Refused
/// without a confirmation within ten minutes.
#[utoipa::path(tag = "returns", operation_id = "refund_return", security(("session" = ["write_refunds"])),
    params(("order" = OrderId, Path), ("return" = ReturnId, Path),
        ("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each refund")),
    request_body = RefundReturnRequest, responses(
    (status = 200, description = "The return as it is now", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/returns/{return}/refund")]
pub(crate) async fn refund_return(
    access: Allowed<perm::WriteRefunds>,
    _fresh: Fresh,
    once: Once,
    path: PathIds<OrderId, ReturnId>,
    state: State,
    body: Valid<RefundReturnRequest, Terms>,
) -> Result<Json<OrderReturn>, ApiError> {
    let (ids, terms) = (path.into_inner(), body.into_inner());
    let ours = state.clone();
    // In a task of its own: a caller who closes the connection does not stop it half way.
    let task = tokio::spawn(async move { give_back(&ours, &access, ids, &terms, &once).await });
    let changed = task.await.map_err(ApiError::internal)??;
    Ok(Json(order_return(&state.keys, changed)?))
}

/// Decides, unless an attempt with the same key that was cut off has, and asks the provider.
async fn give_back(
    state: &AppState,
    access: &Allowed<perm::WriteRefunds>,
    (order, id): (OrderId, ReturnId),
    terms: &Terms,
    once: &Once,
) -> Result<ReturnRecord, ReturnError> {
    let refund = match once.reached().and_then(|id| id.parse().ok()) {
        Some(begun) => begun,
        None => begin(state, access, (order, id), terms, once).await?,
    };
    as_far_as_possible(state, access.actor(), refund).await?;
    let mut conn = state.db.connection().await?;
    find_return_any(&mut conn, order, id).await?.ok_or(ReturnError::NotFound)
}

async fn begin(
    state: &AppState,
    access: &Allowed<perm::WriteRefunds>,
    (order, id): (OrderId, ReturnId),
    terms: &Terms,
    once: &Once,
) -> Result<RefundId, ReturnError> {
    let clock = &state.clock;
    state
        .db
        .transaction(async |tx| {
            let order = lock_order_to_refund(tx, order).await?.ok_or(ReturnError::NotFound)?;
            if order.customer_id == Some(access.user_id()) {
                return Err(RefundError::OwnOrder.into());
            }
            let known = find_return_any(tx, order.id, id).await?.ok_or(ReturnError::NotFound)?;
            let next = known.status.apply(ReturnEvent::Refunded)?;
            let refund = decide(tx, clock, access.actor(), &order, &wish(&known, terms)).await?;
            let steps = (known.status, next);
            if !step_return(tx, clock.now(), id, steps, &Step::Refund(refund)).await? {
                return Err(ReturnError::NotFound);
            }
            once.keep_reached(tx, refund).await?;
            Ok(refund)
        })
        .await
}

/// The units of the return; what goes on the shelf again did when they arrived.
fn wish(known: &ReturnRecord, terms: &Terms) -> Wish {
    Wish {
        origin: RefundOrigin::Staff,
        reason: known.reason.refund_reason(),
        note: terms.note.clone(),
        lines: known.lines.iter().map(|line| (line.line_id, line.quantity)).collect(),
        shipping: terms.shipping,
        amount: terms.amount,
        restock: false,
        returned: true,
    }
}
