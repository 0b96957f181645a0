use leptos::prelude::*;
use securecart_domain::{CouponId, Permission};
use securecart_dto::coupons::Coupon;

use super::filters::CouponFilters;
use super::selection::CouponSelection;
use super::state::{state_words, uses};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::{PageTitle, day, now};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    ButtonLink, Cell, Column, Container, EmptyState, PageHeader, Row, RowTitle, Stack, StatusPill,
};
use crate::ui::{Table, Width};

/// All coupons, found and filtered.
#[component]
pub(in crate::features::staff) fn CouponsPage() -> impl IntoView {
    let session = use_session();
    let listing = Listing::<CouponSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "coupon", "coupons"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    let actions = move || {
        session.may(Permission::WriteCoupons).then(|| {
            view! {
                <ButtonLink href=Route::AdminNewCoupon icon=icondata::LuPlus>
                    "Add coupon"
                </ButtonLink>
            }
        })
    };
    let nothing = || {
        view! {
            <EmptyState
                title="There are no coupons"
                detail="A coupon takes a share or an amount off a cart, or the price of shipping.".to_owned()
            />
        }
    };
    view! {
        <PageTitle text="Coupons" />
        <Container width=Width::Full>
            <PageHeader title="Coupons" lead=Signal::derive(total) actions=actions />
            <Stack>
                <CouponFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The coupons could not be loaded"
                    nothing=ViewFn::from(nothing)
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn Rows(listing: Listing<CouponSelection>) -> impl IntoView {
    let columns = vec![
        Column::new("Code"),
        Column::new("Takes off"),
        Column::new("State"),
        Column::number("Used"),
        Column::new("Ends"),
    ];
    view! {
        <Table caption="Coupons" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=row_key let(coupon)>
                <CouponRow coupon=coupon />
            </For>
        </Table>
    }
}

#[component]
fn CouponRow(coupon: Coupon) -> impl IntoView {
    let (tone, state) = state_words(&coupon, now());
    let used = uses(&coupon);
    let ends = coupon.terms.ends_at.map_or_else(|| "Never".to_owned(), day);
    let description = Some(coupon.terms.description).filter(|text| !text.is_empty());
    view! {
        <Row>
            <Cell label="Code" heading=true>
                <RowTitle
                    name=coupon.code
                    href=Route::AdminCoupon(coupon.id).path()
                    detail=description
                />
            </Cell>
            <Cell label="Takes off">{coupon.summary}</Cell>
            <Cell label="State">
                <StatusPill tone=tone label=state />
            </Cell>
            <Cell label="Used" numeric=true>
                {used}
            </Cell>
            <Cell label="Ends" one_line=true>
                {ends}
            </Cell>
        </Row>
    }
}

/// A row is drawn anew when it was used or switched.
fn row_key(coupon: &Coupon) -> (CouponId, u32, bool) {
    (coupon.id, coupon.used, coupon.terms.active)
}
