use leptos::prelude::*;

use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// Something could not be shown or done: what, what now, and a number to quote to the shop.
#[component]
pub fn ErrorPanel(
    /// What did not work: "The orders could not be loaded".
    #[prop(into)]
    title: Signal<String>,
    /// Why, as far as it helps the reader, and how to go on.
    #[prop(into, optional)]
    detail: Signal<Option<String>>,
    /// The request's id in the server's logs.
    #[prop(into, optional)]
    request_id: Signal<Option<String>>,
    /// Tries again; the button shows only when this is given.
    #[prop(into, optional)]
    on_retry: Option<Callback<()>>,
    /// More ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let retry = on_retry.map(|retry| {
        view! {
            <Button
                kind=ButtonKind::Secondary
                icon=icondata::LuRotateCw
                on:click=move |_| retry.run(())
            >
                "Try again"
            </Button>
        }
    });
    view! {
        <div role="alert" class="rounded-card border border-line bg-surface p-6">
            <div class="flex items-start gap-3">
                <span class="mt-0.5 text-xl text-bad">
                    <Icon icon=icondata::LuTriangleAlert />
                </span>
                <div class="min-w-0">
                    <h2 class="text-lg">{move || title.get()}</h2>
                    <p class="mt-1 max-w-measure text-ink-muted empty:hidden">
                        {move || detail.get()}
                    </p>
                    <p
                        class="mt-2 text-sm text-ink-muted"
                        class:hidden=move || request_id.get().is_none()
                    >
                        "If you write to us, quote "
                        <code class="break-all text-ink select-all">
                            {move || request_id.get()}
                        </code>
                    </p>
                    <div class="mt-4 flex flex-wrap gap-2 empty:hidden">
                        {retry} {children.map(|children| children())}
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}
