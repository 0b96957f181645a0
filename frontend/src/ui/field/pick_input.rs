use std::time::Duration;

use leptos::ev::{Event, FocusEvent, KeyboardEvent, Targeted};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::context::FieldContext;
use crate::ui::icon::Icon;
use crate::ui::suggest_box::{Suggesting, Suggestion, keys, lines_of};

/// How long to wait after the last key.
const PAUSE: Duration = Duration::from_millis(200);

/// Finds something by its words and picks it, inside of a form: Enter picks the line that the arrow keys have reached, and
/// does not send the form as long as something is typed. What was picked is shown by the page, and the field is empty again.
#[component]
pub fn PickInput(
    /// What was typed, 200 ms after the last key; empty once something was picked.
    #[prop(into)]
    on_type: Callback<String>,
    /// What may be meant by it.
    #[prop(into)]
    suggestions: Signal<Vec<Suggestion>>,
    /// Picks the suggestion with this value.
    #[prop(into)]
    on_pick: Callback<String>,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    let draft = RwSignal::new(String::new());
    let pick = Callback::new(move |value: String| {
        on_pick.run(value);
        draft.set(String::new());
        on_type.run(String::new());
    });
    let state = Suggesting::new(draft, suggestions, pick);
    // What was picked or emptied since is not looked for any more.
    let mut later = debounce(PAUSE, move |text: String| {
        if draft.try_get_untracked().is_some_and(|now| now == text) {
            on_type.run(text);
        }
    });
    let typed = move |event: Targeted<Event, HtmlInputElement>| {
        state.typed(event.target().value());
        later(event.target().value());
    };
    view! {
        <div class="relative" on:focusout=move |_: FocusEvent| state.close()>
            <div class="input sc-input">
                <span class="text-ink-muted">
                    <Icon icon=icondata::LuSearch />
                </span>
                <input
                    id=field.id.clone()
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls=state.list.get_value()
                    aria-expanded=move || state.shown().to_string()
                    aria-activedescendant=move || state.reached_id()
                    aria-invalid=field.aria_invalid()
                    aria-describedby=move || described_by.get()
                    autocomplete="off"
                    prop:value=move || draft.get()
                    on:input:target=typed
                    on:keydown=move |event| pressed(state, &event)
                />
            </div>
            {lines_of(state)}
        </div>
    }
    .into_any()
}

fn pressed(state: Suggesting, event: &KeyboardEvent) {
    if event.key() != "Enter" {
        keys(state, event);
        return;
    }
    if let Some(reached) = state.reached() {
        event.prevent_default();
        state.choose(reached.value);
    } else if !state.draft.read_untracked().trim().is_empty() {
        event.prevent_default();
    }
}
