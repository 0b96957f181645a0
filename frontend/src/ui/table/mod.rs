//! Rows and columns.

mod column;
mod inline_number;
mod list_bar;
mod row_title;

use leptos::prelude::*;

pub use column::{Column, Sort};
pub use inline_number::InlineNumber;
pub use list_bar::{ListBar, SelectionBar};
pub use row_title::RowTitle;

/// A table with a head that stays in view. Below 640 px each row becomes a small sheet of labelled lines.
#[component]
pub fn Table(
    /// What the table shows, for screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// The head. Each row has a [`Cell`] for each column, in the same order.
    columns: Vec<Column>,
    /// The column sorted by, when the reader may sort.
    #[prop(into, optional)]
    sort: Signal<Option<Sort>>,
    /// Sorts by a column, given its key.
    #[prop(into, optional)]
    on_sort: Option<Callback<Sort>>,
    /// New rows are on their way; the old ones fade.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// [`Row`]s.
    children: Children,
) -> impl IntoView {
    let head = columns.into_iter().map(|column| column.head(sort, on_sort)).collect_view();
    view! {
        <div class="sc-table-frame" role="region" tabindex="0" aria-label=move || caption.get()>
            <table class="sc-table" aria-busy=move || busy.get().then_some("true")>
                <caption class="sr-only">{move || caption.get()}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row of a [`Table`].
#[component]
pub fn Row(
    /// Is ticked.
    #[prop(into, optional)]
    selected: Signal<bool>,
    /// [`Cell`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <tr aria-selected=move || selected.get().then_some("true")>{children()}</tr>
    }
}

/// A cell of a [`Row`].
#[component]
pub fn Cell(
    /// Name of its column, shown beside it on a narrow screen. None for a tick box or buttons.
    #[prop(into, optional)]
    label: Option<String>,
    /// Right-aligned with figures of equal width.
    #[prop(optional)]
    numeric: bool,
    /// Never broken into lines, for dates and numbers of things.
    #[prop(optional)]
    one_line: bool,
    /// Names the row: the one a screen reader says before every other cell.
    #[prop(optional)]
    heading: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let class = match (numeric, one_line) {
        (true, false) => "sc-table__number",
        (true, true) => "sc-table__number sc-table__line",
        (false, true) => "sc-table__line",
        (false, false) => "",
    };
    if heading {
        view! {
            <th scope="row" class=class data-label=label>
                {children()}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td class=class data-label=label>
                {children()}
            </td>
        }
        .into_any()
    }
}
