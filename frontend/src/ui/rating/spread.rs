use leptos::prelude::*;

/// One bar of a [`StarSpread`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpreadRow {
    /// What it stands for: "5 stars".
    pub label: String,
    /// How many.
    pub count: u32,
}

/// How ratings spread: a bar for each number of stars.
#[component]
pub fn StarSpread(
    /// The bars from top to bottom.
    rows: Vec<SpreadRow>,
) -> impl IntoView {
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    let bar = |row: SpreadRow| {
        view! {
            <li class="sc-spread__row">
                <span>{row.label}</span>
                <progress
                    class="sc-progress"
                    aria-hidden="true"
                    max=most.to_string()
                    value=row.count.to_string()
                />
                <span class="text-right">{row.count}</span>
            </li>
        }
    };
    view! {
        <ul class="sc-spread" aria-label="How the ratings spread">
            {rows.into_iter().map(bar).collect_view()}
        </ul>
    }
}
