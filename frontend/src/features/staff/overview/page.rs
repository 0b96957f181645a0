use leptos::prelude::*;
use securecart_domain::Permission;

use super::orders::{OrdersToReview, OrdersToShip};
use super::stock::{LowStock, OutOfStock};
use super::too_much::TooMuchStock;
use crate::frame::PageTitle;
use crate::session::use_session;
use crate::ui::{Container, EmptyState, Gap, Grid, PageHeader, Stack, Width};

/// What needs somebody now, as far as this person may see it.
#[component]
pub(in crate::features::staff) fn OverviewPage() -> impl IntoView {
    let session = use_session();
    let sees = Memo::new(move |_| {
        [Permission::ReadOrders, Permission::ReadProducts, Permission::ReadInventory]
            .map(|permission| session.may(permission))
    });
    let content = move || {
        let [orders, products, inventory] = sees.get();
        if !orders && !products && !inventory {
            return view! { <NothingToSee /> }.into_any();
        }
        view! {
            <Stack gap=Gap::Large>
                {orders
                    .then(|| {
                        view! {
                            <OrdersToReview />
                            <OrdersToShip />
                        }
                    })}
                {products
                    .then(|| {
                        view! {
                            <Grid columns=2>
                                <OutOfStock />
                                <LowStock />
                            </Grid>
                        }
                    })}
                {inventory.then(|| view! { <TooMuchStock /> })}
            </Stack>
        }
        .into_any()
    };
    view! {
        <PageTitle text="Overview" />
        <Container width=Width::Full>
            <PageHeader title="Overview" lead="What needs somebody now.".to_owned() />
            {content}
        </Container>
    }
}

#[component]
fn NothingToSee() -> impl IntoView {
    view! {
        <EmptyState
            title="There is nothing here for your account"
            detail="It has no permission to see products, stock or orders. Somebody who manages roles in this shop can give it some."
                .to_owned()
            icon=icondata::LuLock
        />
    }
}
