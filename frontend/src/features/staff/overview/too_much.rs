use leptos::prelude::*;
use securecart_domain::inventory::StockState;
use securecart_dto::AdminPage;
use securecart_dto::inventory::InventoryLevel;

use crate::api::use_client;
use crate::features::staff::inventory::{LevelSelection, MovementSelection, item_name};
use crate::features::staff::listing::Selection;
use crate::features::staff::words::counted;
use crate::frame::Loaded;
use crate::routes::Route;
use crate::ui::{
    ButtonKind, ButtonLink, ButtonSize, Card, Cell, Column, Row, RowTitle, SkeletonLines, Table,
};

/// Variants shown here; the inventory has all of them.
const SHOWN: u16 = 6;

/// Variants of which more is in the house than there should be. Says nothing while there are none: that is how most
/// shops are, which have set no such bound.
#[component]
pub(super) fn TooMuchStock() -> impl IntoView {
    let client = use_client();
    let levels = LocalResource::new(move || selection().fetch(client, SHOWN, None));
    view! {
        <Loaded
            resource=levels
            failure="The stock could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=2 /> }
            ready=|page| view! { <TooMuch page=page /> }
        />
    }
}

fn selection() -> LevelSelection {
    LevelSelection { state: Some(StockState::Over), ..LevelSelection::default() }
}

#[component]
fn TooMuch(page: AdminPage<InventoryLevel>) -> impl IntoView {
    (page.total > 0).then(|| {
        let title = format!("{} too much in the house", counted(page.total, "variant has", "variants have"));
        let columns =
            vec![Column::new("Variant"), Column::number("In the house"), Column::number("Too much from")];
        let rows = page.items.into_iter().map(|level| view! { <LevelRow level=level /> }).collect_view();
        let all = move || {
            view! {
                <ButtonLink
                    href=Route::AdminInventory(selection())
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                >
                    "Go to these variants"
                </ButtonLink>
            }
        };
        view! {
            <Card title=title.clone() actions=all>
                <Table caption=title columns=columns>
                    {rows}
                </Table>
            </Card>
        }
    })
}

#[component]
fn LevelRow(level: InventoryLevel) -> impl IntoView {
    let href = Route::AdminStock(MovementSelection::all_of(level.item.variant_id)).path();
    view! {
        <Row>
            <Cell label="Variant" heading=true>
                <RowTitle name=item_name(&level.item) href=href detail=level.item.sku />
            </Cell>
            <Cell label="In the house" numeric=true>
                {level.on_hand}
            </Cell>
            <Cell label="Too much from" numeric=true>
                {level.over_units}
            </Cell>
        </Row>
    }
}
