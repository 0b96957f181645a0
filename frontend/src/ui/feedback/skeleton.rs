use leptos::prelude::*;

/// A tinted box of the given size class; use the ready shapes where one fits.
#[component]
pub fn SkeletonBlock(
    /// 4:5 as a product picture instead of a wide strip.
    #[prop(optional)]
    picture: bool,
) -> impl IntoView {
    let class = if picture {
        "sc-skeleton aspect-[4/5] w-full rounded-card"
    } else {
        "sc-skeleton h-40 w-full rounded-card"
    };
    view! { <Waiting>{view! { <div class=class></div> }}</Waiting> }
}

/// Stands where product cards will be.
#[component]
pub fn SkeletonCards(
    /// How many cards.
    #[prop(default = 8)]
    count: usize,
) -> impl IntoView {
    let card = || {
        view! {
            <div class="flex flex-col gap-3">
                <div class="sc-skeleton aspect-[4/5] rounded-card"></div>
                <div class="sc-skeleton h-4 w-4/5"></div>
                <div class="sc-skeleton h-4 w-1/3"></div>
            </div>
        }
    };
    let cards = (0..count).map(|_| card()).collect_view();
    view! {
        <Waiting>
            <div class="sc-product-grid">{cards}</div>
        </Waiting>
    }
}

/// Stands where text will be.
#[component]
pub fn SkeletonLines(
    /// How many lines.
    #[prop(default = 4)]
    lines: usize,
) -> impl IntoView {
    const WIDTHS: [&str; 4] = ["w-full", "w-11/12", "w-4/5", "w-2/3"];
    let lines = WIDTHS
        .iter()
        .cycle()
        .take(lines)
        .map(|width| view! { <div class=format!("sc-skeleton h-4 {width}")></div> })
        .collect_view();
    view! {
        <Waiting>
            <div class="flex max-w-measure flex-col gap-3 py-2">{lines}</div>
        </Waiting>
    }
}

/// Stands where the rows of a table will be.
#[component]
pub fn SkeletonTable(
    /// How many rows.
    #[prop(default = 6)]
    rows: usize,
    /// How many columns.
    #[prop(default = 4)]
    columns: usize,
) -> impl IntoView {
    let row = move || {
        let cells = (0..columns)
            .map(|column| {
                let class = if column == 0 { "sc-skeleton h-4 grow-[2]" } else { "sc-skeleton h-4 grow" };
                view! { <div class=class></div> }
            })
            .collect_view();
        view! { <div class="flex gap-6 border-b border-line px-4 py-4 last:border-0">{cells}</div> }
    };
    let rows = (0..rows).map(|_| row()).collect_view();
    view! {
        <Waiting>
            <div class="rounded-card border border-line bg-surface">{rows}</div>
        </Waiting>
    }
}

#[component]
fn Waiting(children: Children) -> impl IntoView {
    view! {
        <div role="status" aria-busy="true">
            <span class="sr-only">"Loading"</span>
            <div aria-hidden="true">{children()}</div>
        </div>
    }
}
