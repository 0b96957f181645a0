use leptos::prelude::*;
use securecart_domain::Money;
use securecart_domain::pricing::Quote;
use securecart_dto::cart::Cart;
use securecart_dto::delivery::{AppliedTax, DeliveryOption};

use super::draft::CheckoutDraft;
use super::payment::Payment;
use super::sums::sums;
use crate::features::cart::{CouponOnCart, use_cart};
use crate::ui::{Card, Stack, SummaryList, SummaryRow};

/// A cart that is delivered in this way; the tax is the way's own, or that of orders that go nowhere.
pub(super) fn quote_of(
    cart: &Cart,
    way: Option<&DeliveryOption>,
    else_tax: Option<&AppliedTax>,
) -> Option<Quote> {
    let tax = way.map_or(else_tax, |way| way.tax.as_ref());
    sums(cart, way, tax)
}

/// What the order comes to, and the button that leads to payment. Changes with every decision.
#[component]
pub(super) fn CheckoutSummary() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let cart = use_cart();
    let tax = Memo::new(move |_| match draft.chosen() {
        Some(way) => way.tax,
        None => draft.offered().and_then(|options| options.tax),
    });
    let quote = Memo::new(move |_| {
        let way = draft.chosen();
        // As long as the ways are not known, no total is shown that may be wrong.
        draft.offered()?;
        cart.read(|cart| quote_of(cart, way.as_ref(), tax.get().as_ref())).flatten()
    });
    let lines = move || {
        let lines = cart.read(|cart| cart.lines.clone()).unwrap_or_default().into_iter();
        lines
            .map(|line| {
                let variant = Some(line.variant_title).filter(|title| !title.is_empty());
                view! {
                    <SummaryRow label=format!("{} × {}", line.quantity, line.name) hint=variant>
                        {line.total.to_string()}
                    </SummaryRow>
                }
            })
            .collect_view()
    };
    let code = move || cart.read(|cart| cart.coupon.as_ref().map(|coupon| coupon.code.clone())).flatten();
    let amount = move |part: fn(&Quote) -> Money| {
        quote.with(|quote| quote.as_ref().map(part)).filter(|amount| amount.minor() > 0)
    };
    view! {
        <Card title="Your order".to_owned()>
            <Stack>
                <SummaryList>
                    {lines}
                    {move || {
                        amount(|quote| quote.discount)
                            .map(|off| {
                                view! {
                                    <SummaryRow label="Discount" hint=code()>
                                        {format!("−{off}")}
                                    </SummaryRow>
                                }
                            })
                    }}
                    {move || draft.chosen().map(|way| view! { <Sending way=way quote=quote /> })}
                    {move || tax.get().map(|tax| view! { <TaxRow tax=tax quote=quote /> })}
                    <SummaryRow label="Total" total=true>
                        {move || {
                            quote.with(|quote| {
                                quote.as_ref().map_or_else(|| "…".to_owned(), |quote| quote.total.to_string())
                            })
                        }}
                    </SummaryRow>
                </SummaryList>
                <CouponOnCart cart=cart />
                <Payment total=Signal::derive(move || quote.with(|quote| Some(quote.as_ref()?.total))) />
            </Stack>
        </Card>
    }
}

#[component]
fn Sending(way: DeliveryOption, quote: Memo<Option<Quote>>) -> impl IntoView {
    let price = way.price;
    let paid = move || quote.with(|quote| quote.as_ref().map_or(price, |quote| quote.shipping));
    view! {
        <SummaryRow label="Delivery" hint=Some(way.name)>
            {move || if paid().minor() == 0 { "Free".to_owned() } else { paid().to_string() }}
        </SummaryRow>
    }
}

#[component]
fn TaxRow(tax: AppliedTax, quote: Memo<Option<Quote>>) -> impl IntoView {
    let label = if tax.included {
        format!("{} {} %, included", tax.name, tax.percent)
    } else {
        format!("{} {} %", tax.name, tax.percent)
    };
    view! {
        <SummaryRow label=label>
            {move || quote.with(|quote| quote.as_ref().map(|quote| quote.tax.to_string()))}
        </SummaryRow>
    }
}
