use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use securecart_domain::Permission;
use securecart_domain::accounts::{Country, Region};
use securecart_dto::taxes::TaxRate;

use super::page::place_name;
use super::rate_draft::{FIELDS, RateDraft};
use super::remove::Remove;
use crate::api::{self, Versioned, use_client};
use crate::features::account::all_countries;
use crate::features::staff::edited::{Edited, StaleDialog};
use crate::forms::{FormProblem, FormState};
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Breadcrumbs, Button, Card, Checkbox, Cluster, Container, Crumb, Field, Gap, Grid, InputKind, PageHeader,
    Select, SelectOption, SkeletonLines, Stack, TextInput, Width, use_toasts,
};

/// Makes a tax rate.
#[component]
pub(in crate::features::staff) fn NewRatePage() -> impl IntoView {
    view! {
        <Container width=Width::Page>
            <Editor edited=None />
        </Container>
    }
}

/// Changes a tax rate, or removes it.
#[component]
pub(in crate::features::staff) fn RatePage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let rate = LocalResource::new(move || {
        let id = id.get();
        async move { api::delivery::get_rate(client, &id).await }
    });
    let shown = Callback::new(move |now: Versioned<TaxRate>| {
        rate.try_set(Some(Ok(now)));
    });
    view! {
        <Container width=Width::Page>
            <Loaded
                resource=rate
                failure="The tax rate could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=move |loaded| view! { <Changing loaded=loaded shown=shown /> }
            />
        </Container>
    }
}

#[component]
fn Changing(loaded: Versioned<TaxRate>, shown: Callback<Versioned<TaxRate>>) -> impl IntoView {
    let edited = Edited::new(loaded);
    view! {
        <Editor edited=Some(edited) />
        <StaleDialog edited=edited on_theirs=shown />
    }
}

#[component]
fn Editor(edited: Option<Edited<TaxRate>>) -> impl IntoView {
    let (session, toasts, navigate) = (use_session(), use_toasts(), use_navigate());
    let editable = untrack(|| session.may(Permission::WriteSettings));
    // Not followed: a version that is newer leaves alone what is typed.
    let rate = edited.map(|edited| untrack(|| edited.with(TaxRate::clone)));
    let form = FormState::new(FIELDS);
    let draft = RateDraft::of(rate.as_ref().map(|rate| &rate.terms));
    let title = rate.as_ref().map_or_else(|| "New tax rate".to_owned(), |rate| place_name(&rate.terms));
    let id = rate.as_ref().map(|rate| rate.id.to_string());
    let crumbs = vec![Crumb::link("Delivery and taxes", Route::AdminDelivery), Crumb::here(title.clone())];
    let removable =
        edited.zip(id.clone()).filter(|_| editable).map(|(edited, id)| (edited, id, title.clone()));
    let actions = move || {
        removable.map(|(edited, id, name)| {
            let remove = move || {
                let (client, id) = (session.client(), id.clone());
                async move {
                    let answer = api::delivery::delete_rate(client, &id, edited.version()).await;
                    edited.settle(answer, api::delivery::get_rate(client, &id)).await
                }
            };
            view! { <Remove what="tax rate" name=name remove=remove /> }
        })
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (id, navigate) = (id.clone(), navigate.clone());
        form.send(
            move |errors| draft.check(errors),
            move |terms| async move {
                let (client, version) = (session.client(), edited.and_then(Edited::version));
                let answer = api::delivery::save_rate(client, id.clone(), version, &terms).await;
                let saved = match edited.zip(id) {
                    Some((edited, id)) => edited.settle(answer, api::delivery::get_rate(client, &id)).await?,
                    None => Some(answer?),
                };
                let Some(saved) = saved else { return Ok(()) };
                toasts.success(format!("The rate of {} is saved.", place_name(&saved.value.terms)));
                navigate(&Route::AdminDelivery.path(), NavigateOptions::default());
                Ok(())
            },
        );
    };
    view! {
        <PageTitle text=title.clone() />
        <PageHeader title=title above=move || view! { <Breadcrumbs crumbs=crumbs /> } actions=actions />
        <form on:submit=send novalidate=true>
            <Stack gap=Gap::Large>
                <FormProblem form=form />
                <Fields form=form draft=draft />
                {editable
                    .then(|| {
                        view! {
                            <Cluster>
                                <Button submit=true busy=form.busy()>
                                    "Save tax rate"
                                </Button>
                            </Cluster>
                        }
                    })}
            </Stack>
        </form>
    }
}

#[component]
fn Fields(form: FormState, draft: RateDraft) -> impl IntoView {
    let regions = Memo::new(move |_| {
        let country = Country::parse(&draft.country.read()).ok();
        let regions = country.into_iter().flat_map(Region::all);
        regions.map(|region| SelectOption::new(region.code(), region.name())).collect::<Vec<_>>()
    });
    view! {
        <Card>
            <Stack>
                <Checkbox checked=draft.active label="Counts" switch=true />
                <Grid columns=2>
                    <Field label="Name" required=true id=FormState::id("/name") error=form.error("/name")>
                        <TextInput value=draft.name autocomplete="off" max_length=40_u32 />
                    </Field>
                    <Field
                        label="Percentage"
                        required=true
                        id=FormState::id("/percent")
                        error=form.error("/percent")
                    >
                        <TextInput
                            value=draft.percent
                            kind=InputKind::Decimal
                            autocomplete="off"
                            suffix="%".to_owned()
                        />
                    </Field>
                    <Field
                        label="Country"
                        required=true
                        id=FormState::id("/country")
                        error=form.error("/country")
                    >
                        <Select
                            value=draft.country
                            options=Signal::stored(all_countries())
                            placeholder=Signal::stored(Some("Choose a country".to_owned()))
                        />
                    </Field>
                    <Show when=move || !regions.read().is_empty()>
                        <Field
                            label="State or province"
                            id=FormState::id("/region")
                            error=form.error("/region")
                        >
                            <Select
                                value=draft.region
                                options=regions
                                placeholder=Signal::stored(Some("The rest of the country".to_owned()))
                            />
                        </Field>
                    </Show>
                </Grid>
                <Checkbox
                    checked=draft.included
                    label="Prices contain it"
                    hint="Else it comes on top at checkout.".to_owned()
                />
                <Checkbox checked=draft.on_shipping label="Shipping is taxed too" />
            </Stack>
        </Card>
    }
}
