use leptos::prelude::*;

/// Space between neighbours, on the 4 px grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gap {
    /// 8 px: parts of one thing.
    Small,
    /// 16 px.
    #[default]
    Medium,
    /// 24 px: cards.
    Large,
    /// 48 px: sections of a page.
    Huge,
}

impl Gap {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "gap-2",
            Self::Medium => "gap-4",
            Self::Large => "gap-6",
            Self::Huge => "gap-12",
        }
    }
}

/// How wide a page may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// 28 rem: signing in, one short form.
    Narrow,
    /// 48 rem: reading, settings.
    Reading,
    /// 80 rem: listings, product, cart.
    #[default]
    Page,
    /// As wide as there is: tables of the admin area.
    Full,
}

/// Centres a page and keeps its margins.
#[component]
pub fn Container(
    /// 80 rem when not given.
    #[prop(optional)]
    width: Width,
    /// The page.
    children: Children,
) -> impl IntoView {
    let class = match width {
        Width::Narrow => "sc-container max-w-[30rem]",
        Width::Reading => "sc-container max-w-[50rem]",
        Width::Page => "sc-container",
        Width::Full => "sc-container max-w-none",
    };
    view! { <div class=class>{children()}</div> }
}

/// One under the other.
#[component]
pub fn Stack(
    /// 16 px when not given.
    #[prop(optional)]
    gap: Gap,
    /// The name of a group of fields, for who does not see what they stand under.
    #[prop(optional, into)]
    group: Option<String>,
    /// What is stacked.
    children: Children,
) -> impl IntoView {
    let role = group.as_ref().map(|_| "group");
    view! {
        <div class=format!("flex min-w-0 flex-col {}", gap.class()) role=role aria-label=group>
            {children()}
        </div>
    }
}

/// Side by side, wrapping when there is no room.
#[component]
pub fn Cluster(
    /// 16 px when not given.
    #[prop(optional)]
    gap: Gap,
    /// First at the left edge, last at the right.
    #[prop(optional)]
    spread: bool,
    /// At the right edge, for the buttons of a form or dialog.
    #[prop(optional)]
    end: bool,
    /// Never wrapping, for the short buttons of a table's row, whose column takes the room that they need.
    #[prop(optional)]
    one_row: bool,
    /// What stands side by side.
    children: Children,
) -> impl IntoView {
    let justify = if spread {
        "justify-between"
    } else if end {
        "justify-end"
    } else {
        "justify-start"
    };
    view! {
        <div class=format!(
            "flex min-w-0 items-center {} {justify} {}",
            if one_row { "flex-nowrap" } else { "flex-wrap" },
            gap.class(),
        )>{children()}</div>
    }
}

/// Columns of equal width, as many as fit.
#[component]
pub fn Grid(
    /// At most this many columns (1 to 4) on a wide screen; 3 when not given.
    #[prop(default = 3)]
    columns: u8,
    /// 24 px when not given.
    #[prop(default = Gap::Large)]
    gap: Gap,
    /// The cells.
    children: Children,
) -> impl IntoView {
    let columns = match columns {
        0 | 1 => "grid-cols-1",
        2 => "grid-cols-1 md:grid-cols-2",
        3 => "grid-cols-1 sm:grid-cols-2 lg:grid-cols-3",
        _ => "grid-cols-1 sm:grid-cols-2 lg:grid-cols-4",
    };
    view! { <div class=format!("grid min-w-0 {columns} {}", gap.class())>{children()}</div> }
}
