use leptos::prelude::*;
use securecart_dto::orders::OrderLine;

use super::form::{ReturnDraft, ReturnForm, Returned};
use crate::ui::{Button, ButtonKind, Dialog};

/// Asks to send something back, where there is something to be sent back.
#[component]
pub fn AskForReturn(
    /// Of which order.
    of: Returned,
    /// What was bought.
    lines: Vec<OrderLine>,
    /// It was asked for.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let offered = lines.iter().any(|line| line.returnable_quantity > 0);
    let kept = StoredValue::new((of, lines));
    let form = move || {
        open.get().then(|| {
            let (of, lines) = kept.get_value();
            let draft = ReturnDraft::new(of, lines);
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
