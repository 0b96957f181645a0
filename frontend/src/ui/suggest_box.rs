//! Looking for something by its words, with what may be meant under the field while one types.

use leptos::ev::{Event, FocusEvent, KeyboardEvent, SubmitEvent, Targeted};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::icon::Icon;
use super::unique_id::unique_id;

/// One line under the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is called.
    pub label: String,
    /// What else is told of it, such as its price.
    pub detail: String,
    /// Address of its picture; a magnifying glass stands in for none.
    pub picture: Option<String>,
    /// What choosing it gives: the address of its page, or its id.
    pub value: String,
}

/// What the parts of the field share.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Suggesting {
    pub(in crate::ui) draft: RwSignal<String>,
    open: RwSignal<bool>,
    /// The line that the arrow keys have reached.
    active: RwSignal<Option<usize>>,
    pub(in crate::ui) list: StoredValue<String>,
    suggestions: Signal<Vec<Suggestion>>,
    on_choose: Callback<String>,
}

impl Suggesting {
    pub(in crate::ui) fn new(
        draft: RwSignal<String>,
        suggestions: Signal<Vec<Suggestion>>,
        on_choose: Callback<String>,
    ) -> Self {
        let state = Self {
            draft,
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            list: StoredValue::new(unique_id("suggestions")),
            suggestions,
            on_choose,
        };
        Effect::new(move |before: Option<Vec<Suggestion>>| state.follow(before));
        state
    }

    pub(in crate::ui) fn shown(self) -> bool {
        self.open.get() && !self.suggestions.read().is_empty()
    }

    pub(in crate::ui) fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    fn option_id(self, index: usize) -> String {
        self.list.with_value(|list| format!("{list}-{index}"))
    }

    /// Moves through the lines; before the first and behind the last one is the field itself.
    fn step(self, forwards: bool) {
        let lines = self.suggestions.read_untracked().len();
        let next = match (self.active.get_untracked(), forwards) {
            (None, true) => 0,
            (None, false) => lines.saturating_sub(1),
            (Some(0), false) => usize::MAX,
            (Some(index), true) => index.saturating_add(1),
            (Some(index), false) => index.saturating_sub(1),
        };
        self.open.set(true);
        self.active.set(Some(next).filter(|next| *next < lines));
    }

    /// Stays on the line that the arrow keys have reached when other lines come while one types on, wherever it is now.
    fn follow(self, before: Option<Vec<Suggestion>>) -> Vec<Suggestion> {
        let now = self.suggestions.get();
        let reached = self.active.get_untracked().and_then(|index| before?.into_iter().nth(index));
        if let Some(reached) = reached {
            self.active.set(now.iter().position(|line| line.value == reached.value));
        }
        now
    }

    pub(in crate::ui) fn choose(self, value: String) {
        self.close();
        self.on_choose.run(value);
    }

    /// The line that the arrow keys have reached.
    pub(in crate::ui) fn reached(self) -> Option<Suggestion> {
        let index = self.active.get_untracked()?;
        self.suggestions.read_untracked().get(index).cloned()
    }

    /// Something else was typed.
    pub(in crate::ui) fn typed(self, text: String) {
        self.draft.set(text);
        self.active.set(None);
        self.open.set(true);
    }

    /// The id of the line that was reached, for the field.
    pub(in crate::ui) fn reached_id(self) -> Option<String> {
        self.active.get().map(|index| self.option_id(index))
    }
}

/// A search field that sends on Enter and suggests while one types (the combobox pattern of the ARIA Authoring Practices:
/// arrow keys reach the lines, Enter goes there, Escape closes them).
#[component]
pub fn SuggestBox(
    /// What was searched for; shown and kept up to date with the address bar by the page.
    #[prop(into, optional)]
    query: Signal<String>,
    /// The accessible name and the placeholder: "Search products".
    #[prop(into)]
    label: Signal<String>,
    /// Looks for the words, trimmed.
    #[prop(into)]
    on_search: Callback<String>,
    /// What was typed, 200 ms after the last key.
    #[prop(into)]
    on_type: Callback<String>,
    /// What may be meant by it.
    #[prop(into)]
    suggestions: Signal<Vec<Suggestion>>,
    /// Goes to the page of a suggestion.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = unique_id("search");
    let state = Suggesting::new(RwSignal::new(String::new()), suggestions, on_choose);
    Effect::new(move |_| state.draft.set(query.get()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(suggestion) = state.reached() {
            state.choose(suggestion.value);
        } else {
            state.close();
            on_search.run(state.draft.get_untracked().trim().to_owned());
        }
    };
    let mut later = debounce(std::time::Duration::from_millis(200), move |typed: String| on_type.run(typed));
    let typed = move |event: Targeted<Event, HtmlInputElement>| {
        state.typed(event.target().value());
        later(event.target().value());
    };
    let leave = move |_: FocusEvent| state.close();
    view! {
        <form role="search" class="sc-search" on:submit=submit on:focusout=leave>
            <label class="sr-only" for=id.clone()>
                {move || label.get()}
            </label>
            <Icon icon=icondata::LuSearch />
            <input
                id=id
                type="search"
                name="q"
                role="combobox"
                aria-autocomplete="list"
                aria-controls=state.list.get_value()
                aria-expanded=move || state.shown().to_string()
                aria-activedescendant=move || state.reached_id()
                autocomplete="off"
                enterkeyhint="search"
                placeholder=move || label.get()
                prop:value=move || state.draft.get()
                on:input:target=typed
                on:keydown=move |event| keys(state, &event)
            />
            {lines_of(state)}
        </form>
    }
    .into_any()
}

/// What the keys do that move through the lines.
pub(in crate::ui) fn keys(state: Suggesting, event: &KeyboardEvent) {
    match event.key().as_str() {
        "ArrowDown" => state.step(true),
        "ArrowUp" => state.step(false),
        // The first Escape only closes the lines; the browser's own would empty the field.
        "Escape" if state.open.get_untracked() => state.close(),
        _ => return,
    }
    event.prevent_default();
}

/// The lines under the field.
pub(in crate::ui) fn lines_of(state: Suggesting) -> impl IntoView {
    let told = move || match (state.shown(), state.suggestions.read().len()) {
        (false, _) => String::new(),
        (true, 1) => "1 suggestion".to_owned(),
        (true, many) => format!("{many} suggestions"),
    };
    let lines = move || {
        let each = state.suggestions.get().into_iter().enumerate();
        each.map(|(index, suggestion)| line(state, index, suggestion)).collect_view()
    };
    view! {
        // Pressing a line would take the focus, and with it the lines, before the click arrives.
        <ul
            id=state.list.get_value()
            role="listbox"
            aria-label="Suggestions"
            class="sc-suggestions"
            class:hidden=move || !state.shown()
            on:mousedown=|event| event.prevent_default()
        >
            {lines}
        </ul>
        <span class="sr-only" role="status">
            {told}
        </span>
    }
}

fn line(state: Suggesting, index: usize, suggestion: Suggestion) -> impl IntoView {
    let value = suggestion.value;
    let picture = match suggestion.picture {
        Some(src) => view! { <img src=src alt="" width="40" height="50" loading="lazy" /> }.into_any(),
        None => view! { <Icon icon=icondata::LuSearch /> }.into_any(),
    };
    view! {
        <li
            id=state.option_id(index)
            role="option"
            class="sc-suggestions__line"
            aria-selected=move || (state.active.get() == Some(index)).to_string()
            on:click=move |_| state.choose(value.clone())
        >
            <span class="sc-suggestions__picture">{picture}</span>
            <span class="min-w-0 grow truncate">{suggestion.label}</span>
            <span class="sc-suggestions__detail">{suggestion.detail}</span>
        </li>
    }
}
