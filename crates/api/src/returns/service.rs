//! The decisions about returns.

use securecart_db::{
    Conn,
    orders::find_order_any,
    refunds::{RefundableOrder, lock_order_to_refund},
    returns::{
        NewReturn, NewReturnLine, ReturnRecord, Step, find_return_any, insert_return, note_restocked,
        release_units, step_return,
    },
    stock::{Restocked, restock_lines},
};
use securecart_domain::{
    OrderId, OrderLineId, ReturnId, ReturnLineId,
    orders::OrderStatus,
    returns::{ReturnEvent, ReturnStatus},
};
use serde_json::{Value, json};

use super::{ReturnError, wish::Wish};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, Allowed, Anyone, SignedIn, perm},
    keys::Keys,
    mail::{Mail, promise},
};

/// The order and the return in it.
type Ids = (OrderId, ReturnId);

/// Writes down what a customer wants to send back, if it is theirs and they have it.
pub(super) async fn ask_for_mine(
    proof: &SignedIn,
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    id: OrderId,
    wish: &Wish,
) -> Result<ReturnRecord, ReturnError> {
    let order = lock_order_to_refund(tx, id).await?.ok_or(ReturnError::NotFound)?;
    if order.customer_id != Some(proof.user_id()) {
        return Err(ReturnError::NotFound);
    }
    ask(proof.actor(), tx, clock, keys, (id, &order), wish).await
}

/// Writes down what somebody with the order's mailed link wants to send back, if they have it.
pub(super) async fn ask_by_link(
    proof: &Anyone,
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    id: OrderId,
    wish: &Wish,
) -> Result<ReturnRecord, ReturnError> {
    let order = lock_order_to_refund(tx, id).await?.ok_or(ReturnError::NotFound)?;
    // Once nobody knows any more where its mails went, nobody can have the link rightly, and nobody could be answered.
    find_order_any(tx, id).await?.and_then(|order| order.email).ok_or(ReturnError::NotFound)?;
    ask(proof.actor(), tx, clock, keys, (id, &order), wish).await
}

async fn ask(
    actor: &Actor,
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    (id, order): (OrderId, &RefundableOrder),
    wish: &Wish,
) -> Result<ReturnRecord, ReturnError> {
    let lines = own_lines(clock, order, wish)?;
    let new = ReturnId::new(clock.uuid());
    let note_sealed = seal_note(tx, keys, id, new, &wish.note).await?;
    let asked = NewReturn { id: new, order_id: id, reason: wish.reason, note_sealed, lines };
    insert_return(tx, clock.now(), &asked).await?;
    let units = asked.lines.iter().map(|line| u32::from(line.quantity)).sum::<u32>();
    let detail = json!({ "return": new, "units": units, "reason": wish.reason });
    record(tx, clock, actor, "return_requested", id, detail).await?;
    find_return_any(tx, id, new).await?.ok_or(ReturnError::NotFound)
}

/// Nothing of an order that ended otherwise was sent.
fn own_lines(clock: &Clock, order: &RefundableOrder, wish: &Wish) -> Result<Vec<NewReturnLine>, ReturnError> {
    let sent = matches!(order.status, OrderStatus::Placed | OrderStatus::Completed);
    let find = |(index, (id, units)): (usize, &(OrderLineId, u16))| {
        let line = order.lines.iter().find(|line| line.id == *id).ok_or(ReturnError::NoSuchLine(index))?;
        let left = if sent { line.units.returnable() } else { 0 };
        if *units > left {
            return Err(ReturnError::Units { line: index, left });
        }
        Ok(NewReturnLine { id: ReturnLineId::new(clock.uuid()), line_id: *id, quantity: *units })
    };
    wish.lines.iter().enumerate().map(find).collect()
}

/// With the key that the order is sealed with, so that it goes when that goes.
async fn seal_note(
    tx: &mut Conn,
    keys: &Keys,
    order: OrderId,
    id: ReturnId,
    note: &str,
) -> Result<Option<Vec<u8>>, ReturnError> {
    if note.is_empty() {
        return Ok(None);
    }
    let order = find_order_any(tx, order).await?.ok_or(ReturnError::NotFound)?;
    match order.email {
        Some(sealed) => Ok(Some(keys.seal_return_note(&sealed.key, id, note)?)),
        None => Ok(None),
    }
}

/// The shop takes it back.
pub(super) async fn approve(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    (order, id): Ids,
    answer: &str,
) -> Result<ReturnRecord, ReturnError> {
    let step = Step::Approve(answer);
    take(tx, clock, (order, id), ReturnEvent::Approved, &step).await?;
    promise(tx, clock, &Mail::ReturnApproved { order, return_id: id }).await?;
    record(tx, clock, proof.actor(), "return_approved", order, json!({ "return": id })).await?;
    find_return_any(tx, order, id).await?.ok_or(ReturnError::NotFound)
}

/// The shop does not take it back; its units can be asked for again.
pub(super) async fn reject(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    (order, id): Ids,
    answer: &str,
) -> Result<ReturnRecord, ReturnError> {
    take(tx, clock, (order, id), ReturnEvent::Rejected, &Step::Reject(answer)).await?;
    release_units(tx, id).await?;
    promise(tx, clock, &Mail::ReturnRejected { order, return_id: id }).await?;
    record(tx, clock, proof.actor(), "return_rejected", order, json!({ "return": id })).await?;
    find_return_any(tx, order, id).await?.ok_or(ReturnError::NotFound)
}

/// It has arrived; units of the lines that are named go on the shelf again.
pub(super) async fn receive(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    (order, id): Ids,
    restock: &[OrderLineId],
) -> Result<ReturnRecord, ReturnError> {
    let known = take(tx, clock, (order, id), ReturnEvent::Received, &Step::Receive).await?;
    let back = on_the_shelf(&known, restock)?;
    for one in &back {
        note_restocked(tx, id, one.line, one.units).await?;
    }
    promise(tx, clock, &Mail::ReturnReceived { order, return_id: id }).await?;
    let units = back.iter().map(|one| u32::from(one.units)).sum::<u32>();
    let detail = json!({ "return": id, "restocked": units });
    record(tx, clock, proof.actor(), "return_received", order, detail).await?;
    // Stock last: its rows are what everybody wants.
    restock_lines(tx, clock.now(), &|| clock.uuid(), order, &back).await?;
    find_return_any(tx, order, id).await?.ok_or(ReturnError::NotFound)
}

fn on_the_shelf(known: &ReturnRecord, restock: &[OrderLineId]) -> Result<Vec<Restocked>, ReturnError> {
    let find = |(index, id): (usize, &OrderLineId)| {
        let line = known.lines.iter().find(|line| line.line_id == *id);
        let line = line.ok_or(ReturnError::NotReturned(index))?;
        Ok(Restocked { line: line.line_id, variant: line.variant_id, units: line.quantity })
    };
    restock.iter().enumerate().map(find).collect()
}

/// Lets a return take a step, with its order locked; gives it as it was before.
async fn take(
    tx: &mut Conn,
    clock: &Clock,
    (order, id): Ids,
    event: ReturnEvent,
    step: &Step<'_>,
) -> Result<ReturnRecord, ReturnError> {
    lock_order_to_refund(tx, order).await?.ok_or(ReturnError::NotFound)?;
    let known = find_return_any(tx, order, id).await?.ok_or(ReturnError::NotFound)?;
    let next: ReturnStatus = known.status.apply(event)?;
    if step_return(tx, clock.now(), id, (known.status, next), step).await? {
        Ok(known)
    } else {
        Err(ReturnError::NotFound)
    }
}

async fn record(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    event: &'static str,
    order: OrderId,
    detail: Value,
) -> Result<(), ReturnError> {
    let entry = Entry {
        event,
        object_kind: "order",
        object_key: order.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}
