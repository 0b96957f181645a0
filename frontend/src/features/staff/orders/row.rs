use leptos::prelude::*;
use securecart_dto::orders::{Order, OrderLine};

use super::page::Ticked;
use crate::features::staff::words::{counted, fulfilment_words, order_words, payment_words};
use crate::frame::moment;
use crate::routes::Route;
use crate::ui::{Binding, Cell, Checkbox, Row, RowTitle, StatusPill, TextLink};

/// How many lines are named in a row.
const NAMED: usize = 2;

/// An order in the list.
#[component]
pub(super) fn OrderRow(
    /// The order.
    order: Order,
    /// Where it is ticked, for those who may mark orders.
    ticked: Option<Ticked>,
) -> impl IntoView {
    let id = order.id;
    let is_ticked =
        Signal::derive(move || ticked.is_some_and(|ticked| ticked.with(|ticked| ticked.contains(&id))));
    let (tone, status) = order_words(order.status);
    let (paid_tone, paid) = payment_words(order.payment_status);
    let (sent_tone, sent) = fulfilment_words(order.fulfilment_status);
    let label = format!("Select order {}", order.number);
    let tick = ticked.map(|ticked| {
        let checked = Binding::new(is_ticked, move |tick: bool| {
            ticked.update(|ticked| {
                if tick {
                    ticked.insert(id);
                } else {
                    ticked.remove(&id);
                }
            });
        });
        view! {
            <Cell>
                <Checkbox
                    checked=checked
                    label=label
                    label_hidden=true
                />
            </Cell>
        }
    });
    let (who, address) = customer(&order);
    view! {
        <Row selected=is_ticked>
            {tick}
            <Cell label="Order" heading=true one_line=true>
                <TextLink href=Route::AdminOrder(id)>{order.number.clone()}</TextLink>
            </Cell>
            <Cell label="Placed" one_line=true>{moment(order.placed_at)}</Cell>
            <Cell label="Customer">
                <RowTitle name=who detail=address />
            </Cell>
            <Cell label="Goods">{goods(&order.lines)}</Cell>
            <Cell label="Status">
                <StatusPill tone=tone label=status />
            </Cell>
            <Cell label="Payment">
                <StatusPill tone=paid_tone label=paid />
            </Cell>
            <Cell label="Delivery">
                <StatusPill tone=sent_tone label=sent />
            </Cell>
            <Cell label="Total" numeric=true one_line=true>
                {order.totals.total.to_string()}
            </Cell>
        </Row>
    }
}

/// The account and its address; guests have an address alone.
pub(super) fn customer(order: &Order) -> (String, Option<String>) {
    let email = order.customer.email.clone();
    match order.customer.username.clone() {
        Some(username) => (username, Some(email)),
        None => (email, Some("Guest".to_owned())),
    }
}

/// What was bought, in short: "3 units: Moss mug, Linen towel and 1 more".
fn goods(lines: &[OrderLine]) -> String {
    let units = counted(lines.iter().map(|line| u64::from(line.quantity)).sum(), "unit", "units");
    let named: Vec<_> = lines.iter().take(NAMED).map(|line| line.name.as_str()).collect();
    let rest = lines.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{units}: {}{more}", named.join(", "))
}
