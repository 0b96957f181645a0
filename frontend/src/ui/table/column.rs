use leptos::prelude::*;

use crate::ui::icon::Icon;

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    label_hidden: bool,
    sort_key: Option<String>,
}

/// The order of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column.
    pub key: String,
    /// Largest first.
    pub descending: bool,
}

impl Column {
    /// A column of words.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), numeric: false, label_hidden: false, sort_key: None }
    }

    /// A column of numbers: right-aligned.
    pub fn number(label: impl Into<String>) -> Self {
        Self { numeric: true, ..Self::new(label) }
    }

    /// A column whose content speaks for itself, such as tick boxes or buttons; the label is for screen
    /// readers.
    pub fn unlabelled(label: impl Into<String>) -> Self {
        Self { label_hidden: true, ..Self::new(label) }
    }

    /// The reader may sort by this column; `key` is given to `on_sort`.
    #[must_use]
    pub fn sortable(self, key: impl Into<String>) -> Self {
        Self { sort_key: Some(key.into()), ..self }
    }

    pub(super) fn head(self, sort: Signal<Option<Sort>>, on_sort: Option<Callback<Sort>>) -> impl IntoView {
        let class = if self.numeric { "sc-table__number" } else { "" };
        let own = self.sort_key.clone();
        let order = Signal::derive(move || {
            sort.get().filter(|sort| Some(&sort.key) == own.as_ref()).map(|sort| sort.descending)
        });
        let aria_sort = move || order.get().map(|down| if down { "descending" } else { "ascending" });
        let content = match (self.sort_key, on_sort) {
            (Some(key), Some(on_sort)) => sort_button(self.label, key, order, on_sort).into_any(),
            _ => view! { <span class:sr-only=self.label_hidden>{self.label}</span> }.into_any(),
        };
        view! {
            <th scope="col" class=class aria-sort=aria_sort>
                {content}
            </th>
        }
    }
}

fn sort_button(
    label: String,
    key: String,
    order: Signal<Option<bool>>,
    on_sort: Callback<Sort>,
) -> impl IntoView {
    let icon = Signal::derive(move || match order.get() {
        None => icondata::LuChevronsUpDown,
        Some(true) => icondata::LuArrowDown,
        Some(false) => icondata::LuArrowUp,
    });
    let press = move |_| {
        on_sort.run(Sort { key: key.clone(), descending: order.get_untracked() == Some(false) });
    };
    view! {
        <button type="button" class="sc-table__sort" on:click=press>
            {label}
            <Icon icon=icon size="1em" />
        </button>
    }
}
