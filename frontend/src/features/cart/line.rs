use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::cart::Quantity;
use securecart_dto::cart::CartLine;

use super::line_problem::LineProblem;
use super::store::CartStore;
use crate::frame::picture;
use crate::routes::Route;
use crate::ui::{Binding, Button, ButtonKind, ButtonSize, Cluster, LineItem, QuantityStepper};
use crate::ui::{Toasts, use_toasts};

/// How long to wait for another press before the server is told.
const PAUSE: Duration = Duration::from_millis(350);

/// One line of the cart.
#[component]
pub(super) fn CartLineView(
    cart: CartStore,
    /// The line as it was when it first appeared; what changes is read from the cart.
    line: CartLine,
) -> impl IntoView {
    let toasts = use_toasts();
    let id = line.id;
    let first = StoredValue::new(line.clone());
    let current = Memo::new(move |_| {
        let found = cart.read(|cart| cart.lines.iter().find(|line| line.id == id).cloned()).flatten();
        found.unwrap_or_else(|| first.get_value())
    });
    let unit = move || {
        let line = current.get();
        (line.quantity > 1).then(|| format!("{} each", line.unit_price))
    };
    let remove = move |_| take_out(cart, toasts, current.get_untracked());
    view! {
        <LineItem
            href=Route::Product(line.product_slug).path()
            name=line.name.clone()
            detail=Some(line.variant_title).filter(|title| !title.is_empty())
            picture=line.image_url.map(|url| picture(url, ""))
            unit=Signal::derive(unit)
            total=Signal::derive(move || current.get().total.to_string())
        >
            <LineProblem cart=cart line=current />
            <Cluster spread=true>
                <HowMany cart=cart line=current name=line.name />
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon=icondata::LuTrash2
                    on:click=remove
                >
                    "Remove"
                </Button>
            </Cluster>
        </LineItem>
    }
}

#[component]
fn HowMany(cart: CartStore, line: Memo<CartLine>, name: String) -> impl IntoView {
    let toasts = use_toasts();
    // What the shopper wants may be ahead of what the server knows.
    let wanted = RwSignal::new(0_u32);
    Effect::new(move |_| wanted.set(line.get().quantity.into()));
    let tell = debounce(PAUSE, move |quantity: u32| {
        let id = line.get_untracked().id;
        spawn_local(async move {
            if let Err(error) = cart.change(id, quantity).await {
                toasts.error(error.detail());
            }
        });
    });
    let tell = StoredValue::new_local(tell);
    let set = move |quantity: u32| {
        wanted.set(quantity);
        tell.update_value(|tell| tell(quantity));
    };
    view! {
        <QuantityStepper
            value=Binding::new(wanted, set)
            label=format!("Quantity of {name}")
            max=u32::from(Quantity::MAX)
            small=true
        />
    }
}

/// Takes the line out, with a way back.
pub(super) fn take_out(cart: CartStore, toasts: Toasts, line: CartLine) {
    let put_back = move || {
        spawn_local(async move {
            if let Err(error) = cart.add(line.variant_id, line.quantity.into()).await {
                toasts.error(error.detail());
            }
        });
    };
    let name = line.name;
    spawn_local(async move {
        match cart.remove(line.id).await {
            Ok(()) => toasts.with_action(format!("{name} was taken out of your cart."), "Undo", put_back),
            Err(error) => toasts.error(error.detail()),
        }
    });
}
