use leptos::prelude::*;
use securecart_domain::Money;
use securecart_dto::orders::{OrderTax, OrderTotals};

use crate::ui::{SummaryList, SummaryRow};

/// What an order came to, and of what. Only what there was is told.
#[component]
pub fn OrderSums(
    /// The sums.
    totals: OrderTotals,
    /// The tax that it bears, if any.
    tax: Option<OrderTax>,
    /// The code of the coupon that took something off.
    coupon: Option<String>,
) -> impl IntoView {
    let tax = match &tax {
        Some(tax) => format!("{} {} %", tax.name, tax.percent),
        None => "Tax".to_owned(),
    };
    let tax = if totals.tax_included { format!("{tax}, included") } else { tax };
    let row = |label: String, hint: Option<String>, amount: Money, sign: &'static str| {
        (amount.minor() > 0).then(|| {
            view! {
                <SummaryRow label=label hint=hint>
                    {format!("{sign}{amount}")}
                </SummaryRow>
            }
        })
    };
    view! {
        <SummaryList>
            <SummaryRow label="Goods">{totals.subtotal.to_string()}</SummaryRow>
            {row("Discount".to_owned(), coupon, totals.discount, "−")}
            {row("Delivery".to_owned(), None, totals.shipping, "")}
            {row(tax, None, totals.tax, "")}
            <SummaryRow label="Total" total=true>
                {totals.total.to_string()}
            </SummaryRow>
            {row("Refunded".to_owned(), None, totals.refunded, "−")}
        </SummaryList>
    }
}
