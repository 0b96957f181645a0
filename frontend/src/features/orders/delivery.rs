use leptos::prelude::*;
use securecart_domain::accounts::Country;
use securecart_domain::delivery::Estimate;
use securecart_dto::addresses::AddressFields;
use securecart_dto::orders::{Order, OrderShipping};

use crate::ui::{Card, SummaryList, SummaryRow, Text};

/// How an order reaches its buyer, and what its buyer said. Nothing where there is nothing to tell.
#[component]
pub fn OrderDelivery(order: Order) -> impl IntoView {
    let note = Some(order.note).filter(|note| !note.is_empty());
    let place = |label: &'static str, address: Option<AddressFields>| {
        address.map(|address| {
            let lines = lines(&address).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! { <SummaryRow label=label>{lines}</SummaryRow> }
        })
    };
    let told = order.shipping_method.is_some()
        || order.shipping_address.is_some()
        || order.billing_address.is_some()
        || note.is_some();
    told.then(|| {
        view! {
            <Card title="Delivery".to_owned()>
                <SummaryList>
                    {order.shipping_method.map(|way| view! { <Way way=way /> })}
                    {place("Sent to", order.shipping_address)} {place("Invoice to", order.billing_address)}
                    {note.map(|note| view! { <SummaryRow label="Note"><Text body=note /></SummaryRow> })}
                </SummaryList>
            </Card>
        }
    })
}

#[component]
fn Way(way: OrderShipping) -> impl IntoView {
    let estimate = way.estimate.and_then(|days| Estimate::parse(days.from, days.to).ok());
    view! {
        <SummaryRow label="Way" hint=estimate.map(|estimate| estimate.to_string())>
            {way.name}
        </SummaryRow>
    }
}

/// What stands on a parcel.
fn lines(address: &AddressFields) -> Vec<String> {
    let town = format!("{} {}", address.postcode, address.city);
    let country =
        Country::parse(&address.country).map_or_else(|_| address.country.clone(), |c| c.name().to_owned());
    let all = [
        &address.name,
        &address.company,
        &address.line1,
        &address.line2,
        &town,
        &address.region,
        &country,
        &address.phone,
    ];
    all.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
