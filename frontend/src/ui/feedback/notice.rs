use leptos::prelude::*;

use crate::ui::badge::Tone;
use crate::ui::icon::Icon;

/// A message that stays on the page, beside what it is about, with the fix as a button.
#[component]
pub fn Notice(
    /// What kind of message.
    #[prop(into, default = Signal::stored(Tone::Info))]
    tone: Signal<Tone>,
    /// In a few words.
    #[prop(into, optional)]
    title: Signal<Option<String>>,
    /// Buttons at the right.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// In a sentence.
    children: Children,
) -> impl IntoView {
    let icon = Signal::derive(move || tone.get().icon());
    view! {
        <div
            class=move || format!("sc-notice {}", tone.get().soft_class())
            role=move || if tone.get() == Tone::Danger { "alert" } else { "status" }
        >
            <Icon icon=icon />
            <div class="min-w-0 grow text-ink">
                <p class="font-semibold empty:hidden">{move || title.get()}</p>
                <div class="text-sm">{children()}</div>
            </div>
            <div class="flex flex-wrap gap-2 empty:hidden">{actions.run()}</div>
        </div>
    }
}
