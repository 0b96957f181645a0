//! What happened, in order.

use leptos::prelude::*;

use super::badge::Tone;
use super::icon::Icon;

/// Events one under the other, the newest first or last as the page gives them.
#[component]
pub fn Timeline(
    /// [`TimelineEvent`]s.
    children: Children,
) -> impl IntoView {
    view! { <ol class="sc-timeline">{children()}</ol> }
}

/// One event.
#[component]
pub fn TimelineEvent(
    /// What happened: "Payment received".
    #[prop(into)]
    title: Signal<String>,
    /// When, written for the reader.
    #[prop(into, optional)]
    time: Signal<Option<String>>,
    /// When, as RFC 3339, for machines.
    #[prop(into, optional)]
    datetime: Signal<Option<String>>,
    /// What it means.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// Instead of the tone's own icon.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// Details.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let shown = Signal::derive(move || icon.unwrap_or_else(|| tone.get().icon()));
    view! {
        <li class="sc-timeline__event">
            <span class=move || format!("sc-timeline__mark {}", tone.get().soft_class())>
                <Icon icon=shown size="1em" />
            </span>
            <div class="min-w-0 pb-6">
                <p class="font-semibold">{move || title.get()}</p>
                <time class="block text-sm text-ink-muted empty:hidden" datetime=move || datetime.get()>
                    {move || time.get()}
                </time>
                <div class="mt-1 text-sm empty:hidden">{children.map(|children| children())}</div>
            </div>
        </li>
    }
}
