use leptos::prelude::*;

use crate::ui::binding::Binding;
use crate::ui::icon::Icon;
use crate::ui::unique_id::unique_id;

/// One to five stars to choose from. Radio buttons underneath: arrow keys work.
#[component]
pub fn StarChoice(
    /// The accessible name: "Your rating".
    #[prop(into)]
    label: Signal<String>,
    /// Id of the group, which can take the focus when something is wrong with the choice.
    #[prop(into, optional)]
    id: Option<String>,
    /// The chosen number; 0 as long as none is.
    #[prop(into)]
    value: Binding<u8>,
    /// What is wrong with the choice, and how to go on.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = unique_id("stars");
    let star = move |stars: u8| {
        let words = if stars == 1 { "1 star".to_owned() } else { format!("{stars} stars") };
        let filled = move || value.get() >= stars;
        view! {
            <label class="sc-star" class:sc-star--filled=filled>
                <input
                    type="radio"
                    name=name.clone()
                    value=stars.to_string()
                    aria-label=words
                    prop:checked=move || value.get() == stars
                    on:change=move |_| value.set(stars)
                />
                <Icon icon=icondata::LuStar size="1.6rem" />
            </label>
        }
    };
    view! {
        <div class="sc-field">
            <span class="sc-field__label" aria-hidden="true">
                {move || label.get()}
            </span>
            <div
                class="sc-star-choice"
                role="radiogroup"
                tabindex="-1"
                id=id
                aria-label=move || label.get()
            >
                {(1..=5).map(star).collect_view()}
            </div>
            <p class="sc-field__error empty:hidden" role="alert">
                {move || error.get()}
            </p>
        </div>
    }
}
