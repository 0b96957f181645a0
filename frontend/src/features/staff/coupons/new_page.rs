use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::coverage_fields::CoverageFields;
use super::draft::CouponDraft;
use super::form::{DiscountFields, IN_NEW, NEW_FIELDS, TermFields};
use crate::api;
use crate::features::staff::coupons::CouponSelection;
use crate::forms::{FormProblem, FormState};
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Breadcrumbs, Button, Cluster, Container, Crumb, Gap, PageHeader, Stack, Width, use_toasts};

/// Makes a coupon.
#[component]
pub(in crate::features::staff) fn NewCouponPage() -> impl IntoView {
    let (session, toasts, navigate) = (use_session(), use_toasts(), use_navigate());
    let form = FormState::new(NEW_FIELDS);
    let draft = RwSignal::new(CouponDraft::empty());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        form.send(
            move |errors| draft.with_untracked(|draft| draft.check(session.currency(), errors)),
            move |new| async move {
                let made = api::coupons::create_coupon(session.client(), &new).await?;
                toasts.success(format!("The coupon {} is made.", made.value.code));
                navigate(&Route::AdminCoupon(made.value.id).path(), NavigateOptions::default());
                Ok(())
            },
        );
    };
    let all = Route::AdminCoupons(CouponSelection::default());
    let crumbs = vec![Crumb::link("Coupons", all), Crumb::here("New coupon")];
    view! {
        <PageTitle text="New coupon" />
        <Container width=Width::Page>
            <PageHeader title="New coupon" above=move || view! { <Breadcrumbs crumbs=crumbs /> } />
            <form on:submit=send novalidate=true>
                <Stack gap=Gap::Large>
                    <FormProblem form=form />
                    <DiscountFields form=form draft=draft />
                    <CoverageFields form=form draft=draft />
                    <TermFields form=form draft=draft at=IN_NEW />
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Add coupon"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Container>
    }
}
