use leptos::prelude::*;
use securecart_dto::orders::Order;
use securecart_dto::returns::OrderReturn;

use super::acts::ReturnActs;
use crate::features::orders::ReturnList;
use crate::ui::{Card, Stack, Text};

/// What comes back of an order, with the next step of each return. Nothing where nothing does.
#[component]
pub(in crate::features::staff) fn ReturnsCard(
    order: Order,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let kept = order.clone();
    let one = move |found: OrderReturn| view! { <One found=found order=kept.clone() on_done=on_done /> };
    let any = !order.returns.is_empty();
    let all = order.returns.into_iter().map(one).collect_view();
    any.then(|| {
        view! {
            <Card title="Returns".to_owned()>
                <Stack>{all}</Stack>
            </Card>
        }
    })
}

#[component]
fn One(found: OrderReturn, order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let said = Some(found.note.clone()).filter(|note| !note.is_empty());
    let why = match said {
        Some(note) => format!("{}: {note}", found.reason.refund_reason().label()),
        None => found.reason.refund_reason().label().to_owned(),
    };
    view! {
        <ReturnList returns=vec![found.clone()] lines=order.lines.clone() />
        <Text muted=true body=why />
        <ReturnActs found=found order=order on_done=on_done />
    }
}
