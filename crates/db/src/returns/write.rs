//! Writing returns down, and the steps that they take.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl,
    sql_types::{Integer, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId, OrderLineId, RefundId, ReturnId, ReturnLineId,
    returns::{ReturnReason, ReturnStatus},
};

use crate::{
    Conn, DbError,
    schema::{return_lines, returns},
};

/// A return to be written down.
#[derive(Clone, Debug)]
pub struct NewReturn {
    /// Its id.
    pub id: ReturnId,
    /// The order; it has to be locked.
    pub order_id: OrderId,
    /// Why.
    pub reason: ReturnReason,
    /// What the customer says about it, sealed.
    pub note_sealed: Option<Vec<u8>>,
    /// Lines of the order, each once.
    pub lines: Vec<NewReturnLine>,
}

/// A line in a return.
#[derive(Clone, Copy, Debug)]
pub struct NewReturnLine {
    /// Its id.
    pub id: ReturnLineId,
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units, 1 to 99.
    pub quantity: u16,
}

/// A step of a return, and what is known with it.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// The shop takes it back, and says so.
    Approve(&'a str),
    /// The shop does not take it back, and says why.
    Reject(&'a str),
    /// It has arrived.
    Receive,
    /// Its money goes back.
    Refund(RefundId),
}

const TAKE: &str = "\
UPDATE order_lines l SET returned_quantity = l.returned_quantity + $2 * r.quantity
FROM return_lines r WHERE r.order_line_id = l.id AND r.return_id = $1";

/// Writes a return and takes its units. [`DbError::Check`] of `order_lines_never_return_more_than_was_sent` for more
/// units than the customer has.
pub async fn insert_return(tx: &mut Conn, now: DateTime<Utc>, new: &NewReturn) -> Result<(), DbError> {
    diesel::insert_into(returns::table)
        .values((
            returns::id.eq(new.id),
            returns::order_id.eq(new.order_id),
            returns::status.eq(ReturnStatus::Requested.as_str()),
            returns::reason.eq(new.reason.as_str()),
            returns::note_sealed.eq(new.note_sealed.as_ref()),
            returns::requested_at.eq(now),
            returns::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    let lines: Vec<_> = new
        .lines
        .iter()
        .map(|line| {
            (
                return_lines::id.eq(line.id),
                return_lines::return_id.eq(new.id),
                return_lines::order_line_id.eq(line.line_id),
                return_lines::quantity.eq(i32::from(line.quantity)),
            )
        })
        .collect();
    diesel::insert_into(return_lines::table).values(lines).execute(tx).await?;
    take(tx, new.id, 1).await
}

/// Lets the units of a rejected return be returned again.
pub async fn release_units(tx: &mut Conn, id: ReturnId) -> Result<(), DbError> {
    take(tx, id, -1).await
}

async fn take(tx: &mut Conn, id: ReturnId, sign: i32) -> Result<(), DbError> {
    diesel::sql_query(TAKE).bind::<Uuid, _>(id).bind::<Integer, _>(sign).execute(tx).await?;
    Ok(())
}

/// Takes the step if the return still stands as the caller saw it; false if not.
pub async fn step_return(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: ReturnId,
    (seen, next): (ReturnStatus, ReturnStatus),
    step: &Step<'_>,
) -> Result<bool, DbError> {
    let standing = returns::id.eq(id).and(returns::status.eq(seen.as_str()));
    let moved = diesel::update(returns::table.filter(standing));
    let status = (returns::status.eq(next.as_str()), returns::updated_at.eq(now));
    let moved = match step {
        Step::Approve(answer) | Step::Reject(answer) => {
            let told = (returns::answer.eq(*answer), returns::decided_at.eq(now));
            moved.set((status, told)).execute(tx).await?
        }
        Step::Receive => moved.set((status, returns::received_at.eq(now))).execute(tx).await?,
        Step::Refund(refund) => moved.set((status, returns::refund_id.eq(*refund))).execute(tx).await?,
    };
    Ok(moved > 0)
}

/// Notes how many units of a line of the return went on the shelf again.
pub async fn note_restocked(
    tx: &mut Conn,
    id: ReturnId,
    line: OrderLineId,
    units: u16,
) -> Result<(), DbError> {
    let own = return_lines::return_id.eq(id).and(return_lines::order_line_id.eq(line));
    diesel::update(return_lines::table.filter(own))
        .set(return_lines::restocked_quantity.eq(i32::from(units)))
        .execute(tx)
        .await?;
    Ok(())
}

/// The money of a return came back: it waits for another refund.
pub(crate) async fn note_failed_refund(
    tx: &mut Conn,
    now: DateTime<Utc>,
    refund: RefundId,
) -> Result<(), DbError> {
    diesel::update(returns::table.filter(returns::refund_id.eq(refund)))
        .set((
            returns::status.eq(ReturnStatus::Received.as_str()),
            returns::refund_id.eq(None::<RefundId>),
            returns::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
