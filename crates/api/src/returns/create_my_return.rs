//! `POST /me/orders/{order}/returns`

use std::collections::HashSet;

use actix_web::post;
use securecart_domain::{OrderId, OrderLineId, catalog::PlainText, returns::ReturnReason};
use securecart_dto::{
    FieldError, Problem,
    returns::{NewReturnRequest, OrderReturn},
};

use super::{answer::MAX_TEXT, order_return, service};
use crate::{
    auth::SignedIn,
    http::{ApiError, Created, Valid, fields::Fields, path::PathId},
    state::State,
};

/// The most lines of one return.
const MAX_LINES: usize = 100;

/// What somebody wants to send back.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(super) lines: Vec<(OrderLineId, u16)>,
    pub(super) reason: ReturnReason,
    pub(super) note: String,
}

impl TryFrom<NewReturnRequest> for Wish {
    type Error = Vec<FieldError>;

    fn try_from(request: NewReturnRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let note = fields.take("/note", PlainText::paragraphs(&request.note, MAX_TEXT));
        if request.lines.is_empty() {
            fields.add("/lines", "empty", "Choose what you send back.");
        }
        let different: HashSet<_> = request.lines.iter().map(|line| line.line_id).collect();
        if different.len() != request.lines.len() || request.lines.len() > MAX_LINES {
            fields.add("/lines", "invalid", "Name each line once, and at most 100.");
        }
        for (index, _) in request.lines.iter().enumerate().filter(|(_, line)| line.quantity == 0) {
            fields.add(&format!("/lines/{index}/quantity"), "invalid", "At least one unit.");
        }
        let lines = request.lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        match (note, fields.finish()) {
            (Some(note), Ok(())) => {
                Ok(Self { lines, reason: request.reason, note: note.as_str().to_owned() })
            }
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Ask to send something of one of my orders back.
///
/// Only what was sent and is neither returned nor refunded. The shop answers; until then nothing has to be sent.
#[utoipa::path(tag = "returns", operation_id = "create_my_return", security(("session" = [])),
    params(("order" = OrderId, Path)), request_body = NewReturnRequest, responses(
    (status = 201, description = "The return", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/orders/{order}/returns")]
pub(crate) async fn create_my_return(
    access: SignedIn,
    path: PathId<OrderId>,
    state: State,
    body: Valid<NewReturnRequest, Wish>,
) -> Result<Created<OrderReturn>, ApiError> {
    let (id, wish) = (path.into_inner(), body.into_inner());
    let asked = state
        .db
        .transaction(async |tx| service::ask(&access, tx, &state.clock, &state.keys, id, &wish).await)
        .await?;
    Ok(Created::at(format!("/api/v1/me/orders/{id}"), order_return(&state.keys, asked)?))
}
