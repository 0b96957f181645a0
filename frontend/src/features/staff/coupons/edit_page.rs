use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_domain::Permission;
use securecart_dto::coupons::Coupon;

use super::covered::CoveredCard;
use super::draft::CouponDraft;
use super::form::{ALONE, TERM_FIELDS, TermFields};
use super::state::{state_words, uses};
use crate::api::{self, Versioned, use_client};
use crate::features::staff::coupons::CouponSelection;
use crate::features::staff::edited::{Edited, StaleDialog};
use crate::forms::{FormProblem, FormState};
use crate::frame::{Loaded, PageTitle, moment, now};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Breadcrumbs, Button, Card, Cluster, Container, CopyText, Crumb, Gap, PageHeader, SkeletonLines,
};
use crate::ui::{SplitLayout, Stack, StatusPill, SummaryList, SummaryRow, Width, use_toasts};

/// A coupon: what it takes off, how often it was used, and when it can be.
#[component]
pub(in crate::features::staff) fn CouponPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let coupon = LocalResource::new(move || {
        let id = id.get();
        async move { api::coupons::get_coupon(client, &id).await }
    });
    let shown = Callback::new(move |now: Versioned<Coupon>| {
        coupon.try_set(Some(Ok(now)));
    });
    view! {
        <Container width=Width::Full>
            <Loaded
                resource=coupon
                failure="The coupon could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |loaded| view! { <Editor loaded=loaded shown=shown /> }
            />
        </Container>
    }
}

#[component]
fn Editor(loaded: Versioned<Coupon>, shown: Callback<Versioned<Coupon>>) -> impl IntoView {
    let coupon = loaded.value.clone();
    let all = Route::AdminCoupons(CouponSelection::default());
    let crumbs = vec![Crumb::link("Coupons", all), Crumb::here(coupon.code.clone())];
    let facts = coupon.clone();
    view! {
        <PageTitle text=coupon.code.clone() />
        <PageHeader
            title=coupon.code.clone()
            lead=coupon.summary.clone()
            above=move || view! { <Breadcrumbs crumbs=crumbs /> }
        />
        <SplitLayout side=move || {
            view! {
                <Stack gap=Gap::Large>
                    <Facts coupon=facts.clone() />
                    <CoveredCard coupon=facts />
                </Stack>
            }
        }>
            <Terms loaded=loaded shown=shown />
        </SplitLayout>
    }
}

#[component]
fn Facts(coupon: Coupon) -> impl IntoView {
    let (tone, state) = state_words(&coupon, now());
    let used = uses(&coupon);
    view! {
        <Card title="Where it stands".to_owned()>
            <Stack>
                <SummaryList>
                    <SummaryRow label="State">
                        <StatusPill tone=tone label=state />
                    </SummaryRow>
                    <SummaryRow label="Used" hint="Open payment pages count".to_owned()>
                        {used}
                    </SummaryRow>
                    <SummaryRow label="Made">{moment(coupon.created_at)}</SummaryRow>
                </SummaryList>
                <CopyText label="Copy code" text=coupon.code done="The code is copied." />
            </Stack>
        </Card>
    }
}

#[component]
fn Terms(loaded: Versioned<Coupon>, shown: Callback<Versioned<Coupon>>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let editable = untrack(|| session.may(Permission::WriteCoupons));
    let form = FormState::new(TERM_FIELDS);
    let draft = RwSignal::new(CouponDraft::of(&loaded.value));
    let id = loaded.value.id.to_string();
    let edited = Edited::new(loaded);
    let untouched = Signal::derive(move || *draft.read() == edited.with(CouponDraft::of));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let id = id.clone();
        form.send(
            move |errors| draft.with_untracked(|draft| draft.terms("", session.currency(), errors)),
            move |terms| async move {
                let (client, version) = (session.client(), edited.version());
                let answer = api::coupons::update_coupon(client, &id, version, &terms).await;
                let now = api::coupons::get_coupon(client, &id);
                if let Some(saved) = edited.settle(answer, now).await? {
                    toasts.success(format!("The coupon {} is saved.", saved.value.code));
                    shown.try_run(saved);
                }
                Ok(())
            },
        );
    };
    let save = editable.then(|| {
        view! {
            <Cluster>
                <Button submit=true busy=form.busy() disabled=untouched>
                    "Save coupon"
                </Button>
            </Cluster>
        }
    });
    view! {
        <form on:submit=send novalidate=true>
            <Stack gap=Gap::Large>
                <FormProblem form=form />
                <TermFields form=form draft=draft at=ALONE fixed=!editable />
                {save}
            </Stack>
        </form>
        <StaleDialog edited=edited on_theirs=shown />
    }
}
