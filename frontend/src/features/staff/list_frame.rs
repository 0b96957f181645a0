use leptos::prelude::*;

use super::listing::{Listing, Selection, use_load_more, use_select};
use crate::frame::Failure;
use crate::ui::{Button, ButtonKind, EmptyState, LoadMore, SkeletonTable};

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Failed,
    Empty,
    Rows,
}

/// A list in whatever state it is: on its way, failed, empty, or there.
#[component]
pub(super) fn ListFrame<S: Selection>(
    /// The list.
    listing: Listing<S>,
    /// What did not work, if it does not.
    failure: &'static str,
    /// What to say when there is nothing at all.
    nothing: ViewFn,
    /// The table.
    rows: ViewFn,
) -> impl IntoView {
    let stage = Memo::new(move |_| match (listing.failure(), listing.total()) {
        (Some(_), _) => Stage::Failed,
        (None, None) => Stage::Loading,
        (None, Some(_)) if listing.items().is_empty() => Stage::Empty,
        (None, Some(_)) => Stage::Rows,
    });
    let more = use_load_more(listing);
    move || match stage.get() {
        Stage::Loading => view! { <SkeletonTable rows=8 columns=5 /> }.into_any(),
        Stage::Failed => {
            let failed = move |error| {
                view! { <Failure title=failure error=error on_retry=move |()| listing.refetch() /> }
            };
            (move || listing.failure().map(failed)).into_any()
        }
        Stage::Empty if listing.selection.get() == S::default() => nothing.run(),
        Stage::Empty => view! { <NothingMatches listing=listing /> }.into_any(),
        Stage::Rows => view! {
            {rows.run()}
            <LoadMore
                shown=Signal::derive(move || listing.items().len())
                total=Signal::derive(move || {
                    listing.total().and_then(|total| usize::try_from(total).ok())
                })
                more=Signal::derive(move || listing.has_more())
                busy=listing.loading_more
                on_load=more.clone()
            />
        }
        .into_any(),
    }
}

#[component]
fn NothingMatches<S: Selection>(listing: Listing<S>) -> impl IntoView {
    let select = use_select(listing);
    view! {
        <EmptyState
            title="Nothing matches"
            detail="With another word or fewer filters there may be something.".to_owned()
            icon=icondata::LuSearchX
        >
            <Button kind=ButtonKind::Secondary on:click=move |_| select(S::default())>
                "Show everything"
            </Button>
        </EmptyState>
    }
}
