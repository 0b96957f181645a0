//! Deciding on a refund: the transaction that takes its amount from what is left of the payment.

use chrono::Duration;
use securecart_db::{
    Conn, DbError,
    refunds::{NewRefund, NewRefundLine, RefundSource, RefundableLine, RefundableOrder, reserve_refund},
    stock::{Restocked, restock_lines},
};
use securecart_domain::{
    Money, OrderLineId, RefundId, RefundLineId,
    refunds::{LinePaid, RefundOrigin, RefundPlan, RefundProblem, RefundReason, RefundWish, plan},
};
use serde_json::json;

use super::RefundError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    crash_point::{Step, crash_point},
};

/// How long whoever decided has time to ask the provider, before a job does.
const HEAD_START: Duration = Duration::seconds(45);

/// What somebody wants to give back, and why.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) origin: RefundOrigin,
    pub(crate) reason: RefundReason,
    pub(crate) note: String,
    /// Units of lines, each line once.
    pub(crate) lines: Vec<(OrderLineId, u16)>,
    pub(crate) shipping: bool,
    /// In place of the sum.
    pub(crate) amount: Option<Money>,
    /// Whether the units go on the shelf again.
    pub(crate) restock: bool,
    /// Whether the units are those of a return.
    pub(crate) returned: bool,
}

impl Wish {
    /// Everything that has not gone back yet; nothing goes on the shelf.
    pub(crate) fn everything(order: &RefundableOrder, origin: RefundOrigin, reason: RefundReason) -> Self {
        let left = order.lines.iter().filter(|line| line.paid.units_left() > 0 && order.payment_fits);
        Self {
            origin,
            reason,
            note: String::new(),
            lines: left.map(|line| (line.id, line.paid.units_left())).collect(),
            shipping: order.payment_fits && order.shipping_left.minor() > 0,
            amount: Some(order.payment_left),
            restock: false,
            returned: false,
        }
    }
}

/// Writes the refund down as pending and takes its amount, its units and its shipping from what is left. The order has
/// to be locked. Whoever calls this asks the provider after the commit ([`super::carry_out`]); should nobody, a job does.
pub(crate) async fn decide(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    order: &RefundableOrder,
    wish: &Wish,
) -> Result<RefundId, RefundError> {
    refuse_what_can_not_be(order, wish)?;
    let lines = own_lines(order, wish)?;
    let plan = work_out(order, &lines, wish)?;
    let new = new_refund(clock, order, wish, &lines, &plan);
    if !reserve_refund(tx, clock.now(), &new).await? {
        return Err(RefundProblem::TooMuch { left: order.payment_left }.into());
    }
    if wish.restock {
        restock(tx, clock, order, &lines).await?;
    }
    let detail = json!({
        "refund": new.id, "amount": new.amount, "reason": new.reason, "origin": new.origin, "restock": wish.restock,
        "units": new.lines.iter().map(|line| line.quantity).sum::<u16>(),
    });
    audit::record(tx, clock.now(), actor, entry("refund_requested", order, Outcome::Success, detail)).await?;
    crash_point(Step::RefundUncommitted);
    Ok(new.id)
}

fn refuse_what_can_not_be(order: &RefundableOrder, wish: &Wish) -> Result<(), RefundError> {
    if order.provider_payment_id.is_none() {
        return Err(RefundError::NothingPaid);
    }
    if order.payment_left.minor() <= 0 {
        return Err(RefundError::NothingLeft);
    }
    if !order.payment_fits && (!wish.lines.is_empty() || wish.shipping) {
        return Err(RefundError::NeedsAmount { left: order.payment_left });
    }
    Ok(())
}

/// The lines of the wish as the order has them, in the order of their ids: rows are locked in that order. Units that are
/// being returned are refunded by their return alone.
fn own_lines(order: &RefundableOrder, wish: &Wish) -> Result<Vec<(RefundableLine, u16)>, RefundError> {
    let find = |(index, (id, units)): (usize, &(OrderLineId, u16))| {
        let line = order.lines.iter().find(|line| line.id == *id).ok_or(RefundError::NoSuchLine(index))?;
        let left = if wish.returned { line.paid.units_left() } else { line.units.refundable() };
        if *units > left || *units == 0 {
            return Err(RefundProblem::Units { line: index, left }.into());
        }
        Ok((*line, *units))
    };
    let mut lines = wish.lines.iter().enumerate().map(find).collect::<Result<Vec<_>, RefundError>>()?;
    lines.sort_unstable_by_key(|(line, _)| line.id);
    Ok(lines)
}

fn work_out(
    order: &RefundableOrder,
    lines: &[(RefundableLine, u16)],
    wish: &Wish,
) -> Result<RefundPlan, RefundProblem> {
    let paid: Vec<(LinePaid, u16)> = lines.iter().map(|(line, units)| (line.paid, *units)).collect();
    plan(&RefundWish {
        lines: &paid,
        shipping: wish.shipping,
        amount: wish.amount,
        shipping_left: order.shipping_left,
        payment_left: order.payment_left,
    })
}

fn new_refund(
    clock: &Clock,
    order: &RefundableOrder,
    wish: &Wish,
    lines: &[(RefundableLine, u16)],
    plan: &RefundPlan,
) -> NewRefund {
    let lines = lines.iter().zip(&plan.lines).map(|((line, units), amount)| {
        let withheld = if wish.returned { 0 } else { line.units.withheld_of(*units) };
        NewRefundLine {
            id: RefundLineId::new(clock.uuid()),
            line_id: line.id,
            quantity: *units,
            withheld,
            kept: if wish.returned { 0 } else { units.saturating_sub(withheld) },
            amount: *amount,
        }
    });
    NewRefund {
        id: RefundId::new(clock.uuid()),
        order_id: order.id,
        source: RefundSource::Order(order.payment_id),
        origin: wish.origin,
        reason: wish.reason,
        note: wish.note.clone(),
        amount: plan.amount,
        shipping: plan.shipping,
        adjustment: plan.adjustment,
        lines: lines.collect(),
        provider_refund_id: None,
        next_attempt_at: match wish.origin {
            RefundOrigin::Shop => clock.now(),
            _ => clock.now() + HEAD_START,
        },
    }
}

/// Puts units on the shelf again that had left it, as far as they are not there: of a refund that failed they came back
/// before.
pub(crate) async fn restock(
    tx: &mut Conn,
    clock: &Clock,
    order: &RefundableOrder,
    lines: &[(RefundableLine, u16)],
) -> Result<(), DbError> {
    if !order.goods_left {
        return Ok(());
    }
    let back = lines.iter().map(|(line, units)| {
        let without_return = line.units.withheld.saturating_add(line.units.kept).saturating_add(*units);
        let units = without_return.saturating_sub(line.restocked).min(*units);
        Restocked { line: line.id, variant: line.variant_id, units }
    });
    let back: Vec<_> = back.filter(|one| one.units > 0).collect();
    restock_lines(tx, clock.now(), &|| clock.uuid(), order.id, &back).await
}

/// An entry about the order, with which refunds stand in the log.
pub(super) fn entry(
    event: &'static str,
    order: &RefundableOrder,
    outcome: Outcome,
    detail: serde_json::Value,
) -> Entry {
    Entry { event, object_kind: "order", object_key: order.id.to_string(), outcome, detail }
}
