use leptos::prelude::*;

use super::{Toast, Toasts};
use crate::ui::icon::Icon;

#[component]
pub(super) fn ToastRegion(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="sc-toasts" role="region" aria-label="Messages">
            <div aria-live="polite">
                <For
                    each=move || toasts.list.get()
                    key=|toast| toast.id
                    children=move |toast| view! { <Message toast=toast toasts=toasts /> }
                />
            </div>
        </div>
    }
}

#[component]
fn Message(toast: Toast, toasts: Toasts) -> impl IntoView {
    let Toast { id, tone, text, action } = toast;
    let action = action.map(|(label, run)| {
        let press = move |_| {
            toasts.dismiss(id);
            run.run(());
        };
        view! {
            <button type="button" class="sc-toast__action" on:click=press>
                {label}
            </button>
        }
    });
    let mark = format!("sc-toast__mark {}", tone.soft_class());
    view! {
        <div class="sc-toast">
            <span class=mark>
                <Icon icon=tone.icon() />
            </span>
            <p class="min-w-0 grow">{text}</p>
            {action}
            <button
                type="button"
                class="sc-toast__close"
                aria-label="Dismiss message"
                on:click=move |_| toasts.dismiss(id)
            >
                <Icon icon=icondata::LuX />
            </button>
        </div>
    }
}
