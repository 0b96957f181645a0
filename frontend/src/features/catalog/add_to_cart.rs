use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::VariantId;

use crate::api::ApiError;
use crate::features::cart::use_cart;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ButtonSize, use_toasts};

/// Puts a variant into the cart, says so, and offers to go there. What the server says against it is given
/// to `refused`.
pub(super) fn use_add_to_cart(
    busy: RwSignal<bool>,
    refused: impl Fn(VariantId, ApiError) + Copy + 'static,
) -> impl Fn(VariantId, String, u32) + Clone {
    let cart = use_cart();
    let toasts = use_toasts();
    let navigate = use_navigate();
    move |variant, name, quantity| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = cart.add(variant, quantity).await;
            // The page may have been left meanwhile.
            busy.try_set(false);
            match result {
                Ok(()) => {
                    let what = if quantity == 1 { name } else { format!("{quantity} × {name}") };
                    toasts.with_action(format!("{what} is in your cart."), "View cart", move || {
                        navigate(&Route::Cart.path(), NavigateOptions::default());
                    });
                }
                Err(error) => refused(variant, error),
            }
        });
    }
}

/// "Add to cart" on a card, for products without a choice.
#[component]
pub(super) fn QuickAdd(variant: VariantId, name: String) -> impl IntoView {
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let add = use_add_to_cart(busy, move |_, error| toasts.error(error.detail()));
    view! {
        <Button
            kind=ButtonKind::Secondary
            size=ButtonSize::Small
            icon=icondata::LuPlus
            busy=busy
            on:click=move |_| add(variant, name.clone(), 1)
        >
            "Add to cart"
        </Button>
    }
}
