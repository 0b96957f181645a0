use leptos::prelude::*;
use securecart_domain::Money;
use securecart_domain::refunds::{
    LineCost, LinePaid, RefundPlan, RefundProblem, RefundReason, RefundWish, plan,
};
use securecart_dto::orders::{Order, OrderLine};
use securecart_dto::refunds::{NewRefundLine, NewRefundRequest};

use crate::forms::FieldErrors;

/// A refund as it is being put together.
#[derive(Clone, Copy)]
pub(super) struct RefundDraft {
    pub(super) order: StoredValue<Order>,
    /// Units of each line, in the order of the lines.
    pub(super) units: StoredValue<Vec<RwSignal<u32>>>,
    pub(super) shipping: RwSignal<bool>,
    pub(super) amount: RwSignal<String>,
    pub(super) reason: RwSignal<String>,
    pub(super) note: RwSignal<String>,
    pub(super) restock: RwSignal<bool>,
}

impl RefundDraft {
    /// Nothing yet. What came may not fit the order; then an amount is all that can be given.
    pub(super) fn new(order: Order) -> Self {
        let units = order.lines.iter().map(|_| RwSignal::new(0)).collect();
        Self {
            order: StoredValue::new(order),
            units: StoredValue::new(units),
            shipping: RwSignal::new(false),
            amount: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            restock: RwSignal::new(true),
        }
    }

    /// What goes back as things stand, or why nothing can.
    pub(super) fn plan(self) -> Result<RefundPlan, RefundProblem> {
        let chosen = self.chosen();
        let amount = self.own_amount().ok().flatten();
        self.order.with_value(|order| planned(order, &chosen, self.shipping.get(), amount))
    }

    /// Units by the place of their line; lines of which nothing is chosen are left out.
    fn chosen(self) -> Vec<(usize, u16)> {
        let units = self.units.with_value(|units| units.iter().map(|units| units.get()).collect::<Vec<_>>());
        let units = units.into_iter().map(|units| u16::try_from(units).unwrap_or(u16::MAX));
        units.enumerate().filter(|(_, units)| *units > 0).collect()
    }

    fn own_amount(self) -> Result<Option<Money>, securecart_domain::MoneyError> {
        let currency = self.order.with_value(|order| order.totals.received.currency());
        match self.amount.get().trim() {
            "" => Ok(None),
            text => Money::parse(text, currency).map(Some),
        }
    }

    /// The request, or what is wrong.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<NewRefundRequest> {
        untrack(|| {
            let amount = errors.take("/amount", self.own_amount());
            let Ok(reason) = self.reason.get().parse::<RefundReason>() else {
                errors.add("/reason", "choose why");
                return None;
            };
            if let Err(problem) = self.plan() {
                errors.add("/amount", problem);
            }
            let chosen = self.chosen();
            let lines = self.order.with_value(|order| {
                let line = |(place, quantity): (usize, u16)| {
                    order.lines.get(place).map(|line| NewRefundLine { line_id: line.id, quantity })
                };
                chosen.into_iter().filter_map(line).collect()
            });
            Some(NewRefundRequest {
                lines,
                shipping: self.shipping.get(),
                amount: amount?,
                reason,
                note: self.note.get(),
                restock: self.restock.get(),
            })
        })
    }
}

/// What is left of the payment.
pub(super) fn payment_left(order: &Order) -> Money {
    let currency = order.totals.received.currency();
    order.totals.received.checked_sub(order.totals.refunded).unwrap_or(Money::zero(currency))
}

/// Whether what came is what was asked for; if not, lines and shipping say nothing about it.
pub(super) fn payment_fits(order: &Order) -> bool {
    order.totals.received == order.totals.total
}

/// What is left of the shipping costs, with their share of the tax.
pub(super) fn shipping_left(order: &Order) -> Money {
    let (totals, currency) = (&order.totals, order.totals.total.currency());
    let of_lines = order.lines.iter().map(|line| line.tax.minor()).sum::<i64>();
    let tax = if totals.tax_included { 0 } else { totals.tax.minor().saturating_sub(of_lines).max(0) };
    let paid = totals.shipping.minor().saturating_add(tax);
    Money::new(paid.saturating_sub(totals.refunded_shipping.minor()), currency)
}

/// The line as refunds see it.
pub(super) fn line_paid(order: &Order, line: &OrderLine) -> Option<LinePaid> {
    let tax_included = order.totals.tax_included;
    let cost = LineCost { total: line.total, discount: line.discount, tax: line.tax, tax_included };
    Some(LinePaid {
        paid: cost.paid().ok()?,
        quantity: line.quantity,
        refunded_quantity: line.refunded_quantity,
        refunded: line.refunded,
    })
}

fn planned(
    order: &Order,
    chosen: &[(usize, u16)],
    shipping: bool,
    amount: Option<Money>,
) -> Result<RefundPlan, RefundProblem> {
    let line = |(place, units): &(usize, u16)| {
        order.lines.get(*place).and_then(|line| line_paid(order, line)).map(|paid| (paid, *units))
    };
    let lines: Vec<_> = chosen.iter().filter_map(line).collect();
    let (shipping_left, payment_left) = (shipping_left(order), payment_left(order));
    plan(&RefundWish { lines: &lines, shipping, amount, shipping_left, payment_left })
}
