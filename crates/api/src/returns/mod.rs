//! Returns: what customers send back, from the wish to the money.
//!
//! A return takes its units when it is asked for, so that nobody returns or refunds them a second time. Its money goes
//! back through a refund like any other (ADR 0028), once the goods have arrived.

mod answer;
mod approve_return;
mod create_my_return;
mod create_return_by_link;
mod error;
mod list_order_returns;
mod list_returns;
mod receive_return;
mod refund_return;
mod reject_return;
mod service;
mod wish;

use securecart_db::returns::ReturnRecord;
use securecart_dto::returns::{OrderReturn, ReturnLine};
use securecart_keys::KeyError;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::keys::Keys;

pub use error::ReturnError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(create_my_return::create_my_return)
        .service(create_return_by_link::create_return_by_link)
        .service(list_returns::list_returns)
        .service(list_order_returns::list_order_returns)
        .service(approve_return::approve_return)
        .service(reject_return::reject_return)
        .service(receive_return::receive_return)
        .service(refund_return::refund_return);
}

/// A return as its customer and staff see it, with its note opened.
pub(crate) fn order_return(keys: &Keys, record: ReturnRecord) -> Result<OrderReturn, KeyError> {
    let note = keys.open_return_note(record.id, record.note.as_ref())?;
    Ok(OrderReturn { note, ..untold(record) })
}

/// A return without what its customer says about it.
pub(crate) fn untold(record: ReturnRecord) -> OrderReturn {
    let lines = record.lines.into_iter();
    OrderReturn {
        note: String::new(),
        id: record.id,
        status: record.status,
        lines: lines.map(|line| ReturnLine { line_id: line.line_id, quantity: line.quantity }).collect(),
        reason: record.reason,
        answer: record.answer,
        refund_id: record.refund_id,
        requested_at: record.requested_at,
        decided_at: record.decided_at,
        received_at: record.received_at,
    }
}
