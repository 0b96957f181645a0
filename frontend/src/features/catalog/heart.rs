use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::ProductId;

use crate::api::{self, use_client};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, use_toasts};

/// Puts a product on the reader's wishlist, or takes it off. Guests are sent to sign in first.
#[component]
pub(super) fn Heart(product: ProductId, slug: String) -> impl IntoView {
    let (session, client, toasts) = (use_session(), use_client(), use_toasts());
    let navigate = use_navigate();
    let (wished, busy) = (RwSignal::new(false), RwSignal::new(false));
    let who = Memo::new(move |_| session.user_id());
    Effect::new(move |_| {
        if who.get().is_none() {
            return wished.set(false);
        }
        spawn_local(async move {
            // Not knowing is shown as not being there; pressing the button puts it there all the same.
            let there = api::wishlist::has(client, product).await.unwrap_or(false);
            wished.try_set(there);
        });
    });
    let press = move |_| {
        if who.get_untracked().is_none() {
            let back = Route::Product(slug.clone()).path();
            return navigate(&Route::Login(Some(back)).path(), NavigateOptions::default());
        }
        let wanted = !wished.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let done = if wanted {
                api::wishlist::put(client, product).await
            } else {
                api::wishlist::remove(client, product).await
            };
            busy.try_set(false);
            match done {
                Ok(()) => {
                    wished.try_set(wanted);
                    toasts.success(if wanted {
                        "It is on your wishlist."
                    } else {
                        "It is not on your wishlist any more."
                    });
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Quiet icon=icondata::LuHeart full=true busy=busy on:click=press>
            {move || if wished.get() { "Remove from wishlist" } else { "Add to wishlist" }}
        </Button>
    }
}
