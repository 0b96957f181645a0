use leptos::prelude::*;

/// One way of choosing a variant: "Colour".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionGroup {
    /// Its name.
    pub name: String,
    /// What can be chosen.
    pub choices: Vec<OptionChoice>,
}

/// One value of an [`OptionGroup`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionChoice {
    /// What the reader sees and what is given back: "Moss".
    pub value: String,
    /// Is chosen.
    pub selected: bool,
    /// There is something to buy with it and the other choices. If not it is struck through; it can still
    /// be pressed, so that nobody is locked into a combination.
    pub available: bool,
}

/// The options of a product as rows of buttons.
///
/// [`variant_choices`](super::variant_choices) makes the groups from the variants there are.
#[component]
pub fn VariantPicker(
    /// What can be chosen and what is.
    #[prop(into)]
    groups: Signal<Vec<OptionGroup>>,
    /// The reader chose: name of the group and the value.
    #[prop(into)]
    on_choose: Callback<(String, String)>,
) -> impl IntoView {
    let rows = move || groups.get().into_iter().map(|group| row(group, on_choose)).collect_view();
    view! { <div class="flex flex-col gap-5">{rows}</div> }
}

fn row(group: OptionGroup, on_choose: Callback<(String, String)>) -> impl IntoView {
    let chosen = group.choices.iter().find(|choice| choice.selected).map(|choice| choice.value.clone());
    let buttons =
        group.choices.into_iter().map(|choice| button(group.name.clone(), choice, on_choose)).collect_view();
    let label = group.name.clone();
    view! {
        <div role="group" aria-label=label>
            <p class="mb-2 text-sm">
                <span class="font-semibold">{group.name}</span>
                <span class="ml-2 text-ink-muted">{chosen}</span>
            </p>
            <div class="flex flex-wrap gap-2">{buttons}</div>
        </div>
    }
}

fn button(group: String, choice: OptionChoice, on_choose: Callback<(String, String)>) -> impl IntoView {
    let value = choice.value.clone();
    let press = move |_| on_choose.run((group.clone(), value.clone()));
    view! {
        <button
            type="button"
            class="sc-option"
            class:sc-option--unavailable=!choice.available
            aria-pressed=choice.selected.to_string()
            on:click=press
        >
            {choice.value}
            {(!choice.available).then(|| view! { <span class="sr-only">" (not available)"</span> })}
        </button>
    }
}
