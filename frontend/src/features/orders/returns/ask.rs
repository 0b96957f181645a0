use leptos::prelude::*;
use securecart_dto::orders::Order;

use super::form::{ReturnDraft, ReturnForm};
use crate::ui::{Button, ButtonKind, Dialog};

/// Asks to send something back, where there is something to be sent back.
#[component]
pub fn AskForReturn(order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let offered = order.lines.iter().any(|line| line.returnable_quantity > 0);
    let kept = StoredValue::new(order);
    let form = move || {
        open.get().then(|| {
            let draft = ReturnDraft::new(kept.get_value());
            view! { <ReturnForm draft=draft open=open on_done=on_done /> }
        })
    };
    offered.then(|| {
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
                "Return something"
            </Button>
            <Dialog open=open title="Return something">
                {form}
            </Dialog>
        }
    })
}
