use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::OrderId;
use securecart_dto::orders::LeftOutOfCart;

use crate::features::cart::use_cart;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, use_toasts};

/// Puts what was bought into the cart once more, and says what could not be.
#[component]
pub(super) fn BuyAgain(order: OrderId) -> impl IntoView {
    let (cart, toasts, navigate) = (use_cart(), use_toasts(), use_navigate());
    let busy = RwSignal::new(false);
    let fill = move |_| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = cart.fill_again(order).await;
            busy.try_set(false);
            match answer {
                Ok(left_out) if left_out.is_empty() => {
                    toasts.success("All of it is in your cart.");
                    navigate(&Route::Cart.path(), NavigateOptions::default());
                }
                Ok(left_out) => {
                    toasts.error(told(&left_out));
                    navigate(&Route::Cart.path(), NavigateOptions::default());
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary busy=busy on:click=fill>
            "Order again"
        </Button>
    }
}

/// What is not in the cart, and why.
fn told(left_out: &[LeftOutOfCart]) -> String {
    let reasons: Vec<_> = left_out.iter().map(|left| left.detail.as_str()).collect();
    format!("Not everything is in your cart. {}", reasons.join(" "))
}
