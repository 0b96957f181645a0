use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use securecart_domain::Permission;
use securecart_domain::delivery::MethodKind;
use securecart_dto::delivery::ShippingMethod;

use super::method_draft::{FIELDS, MethodDraft};
use super::remove::Remove;
use crate::api::{self, Versioned, use_client};
use crate::features::staff::edited::{Edited, StaleDialog};
use crate::forms::{FormProblem, FormState};
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Breadcrumbs, Button, Card, Checkbox, Cluster, Container, Crumb, Field, Gap, Grid, InputKind, PageHeader,
    Select, SelectOption, SkeletonLines, Stack, TextInput, Textarea, Width, use_toasts,
};

/// Makes a shipping method.
#[component]
pub(in crate::features::staff) fn NewMethodPage() -> impl IntoView {
    view! {
        <Container width=Width::Page>
            <Editor edited=None />
        </Container>
    }
}

/// Changes a shipping method, or removes it.
#[component]
pub(in crate::features::staff) fn MethodPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let method = LocalResource::new(move || {
        let id = id.get();
        async move { api::delivery::get_method(client, &id).await }
    });
    let shown = Callback::new(move |now: Versioned<ShippingMethod>| {
        method.try_set(Some(Ok(now)));
    });
    view! {
        <Container width=Width::Page>
            <Loaded
                resource=method
                failure="The shipping method could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |loaded| view! { <Changing loaded=loaded shown=shown /> }
            />
        </Container>
    }
}

#[component]
fn Changing(loaded: Versioned<ShippingMethod>, shown: Callback<Versioned<ShippingMethod>>) -> impl IntoView {
    let edited = Edited::new(loaded);
    view! {
        <Editor edited=Some(edited) />
        <StaleDialog edited=edited on_theirs=shown />
    }
}

#[component]
fn Editor(edited: Option<Edited<ShippingMethod>>) -> impl IntoView {
    let (session, toasts, navigate) = (use_session(), use_toasts(), use_navigate());
    let editable = untrack(|| session.may(Permission::WriteSettings));
    // Not followed: a version that is newer leaves alone what is typed.
    let method = edited.map(|edited| untrack(|| edited.with(ShippingMethod::clone)));
    let form = FormState::new(FIELDS);
    let draft = MethodDraft::of(method.as_ref().map(|method| &method.terms));
    let title = method.as_ref().map_or_else(|| "New shipping method".to_owned(), |m| m.terms.name.clone());
    let id = method.as_ref().map(|method| method.id.to_string());
    let crumbs = vec![Crumb::link("Delivery and taxes", Route::AdminDelivery), Crumb::here(title.clone())];
    let removable =
        edited.zip(id.clone()).filter(|_| editable).map(|(edited, id)| (edited, id, title.clone()));
    let actions = move || {
        removable.map(|(edited, id, name)| {
            let remove = move || {
                let (client, id) = (session.client(), id.clone());
                async move {
                    let answer = api::delivery::delete_method(client, &id, edited.version()).await;
                    edited.settle(answer, api::delivery::get_method(client, &id)).await
                }
            };
            view! { <Remove what="shipping method" name=name remove=remove /> }
        })
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (id, navigate) = (id.clone(), navigate.clone());
        let currency = untrack(move || session.currency());
        form.send(
            move |errors| draft.check(currency, errors),
            move |terms| async move {
                let (client, version) = (session.client(), edited.and_then(Edited::version));
                let answer = api::delivery::save_method(client, id.clone(), version, &terms).await;
                let saved = match edited.zip(id) {
                    Some((edited, id)) => {
                        edited.settle(answer, api::delivery::get_method(client, &id)).await?
                    }
                    None => Some(answer?),
                };
                let Some(saved) = saved else { return Ok(()) };
                toasts.success(format!("{} is saved.", saved.value.terms.name));
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
                                    "Save shipping method"
                                </Button>
                            </Cluster>
                        }
                    })}
            </Stack>
        </form>
    }
}

#[component]
fn Fields(form: FormState, draft: MethodDraft) -> impl IntoView {
    let kinds = vec![
        SelectOption::new(MethodKind::Ship.as_str(), "Sent to an address"),
        SelectOption::new(MethodKind::Pickup.as_str(), "Collected by the buyer"),
    ];
    view! {
        <Card>
            <Stack>
                <Checkbox
                    checked=draft.active
                    label="Offered"
                    hint="From the first offered method on, every order is collected or sent.".to_owned()
                    switch=true
                />
                <Grid columns=2>
                    <Line form pointer="/name" label="Name" value=draft.name required=true />
                    <Field label="The order is" required=true>
                        <Select value=draft.kind options=kinds />
                    </Field>
                </Grid>
                <Field
                    label="Description"
                    hint="Shoppers read it under the name".to_owned()
                    id=FormState::id("/description")
                    error=form.error("/description")
                >
                    <Textarea value=draft.description rows=2 max_length=200_usize />
                </Field>
                <Show when=move || draft.is_sent()>
                    <Sent form draft />
                </Show>
                <Grid columns=3>
                    <Line
                        form
                        pointer="/estimate"
                        label="Working days, at least"
                        value=draft.days_from
                        kind=InputKind::Digits
                    />
                    <Field label="Working days, at most">
                        <TextInput value=draft.days_to kind=InputKind::Digits autocomplete="off" />
                    </Field>
                    <Line
                        form
                        pointer="/position"
                        label="Place in the list"
                        value=draft.position
                        kind=InputKind::Digits
                    />
                </Grid>
            </Stack>
        </Card>
    }
}

/// What only methods have that send something.
#[component]
fn Sent(form: FormState, draft: MethodDraft) -> impl IntoView {
    let session = use_session();
    let currency = StoredValue::new(untrack(move || session.currency()).to_string());
    view! {
        <Grid columns=2>
            <Field label="Price" required=true id=FormState::id("/price") error=form.error("/price")>
                <TextInput
                    value=draft.price
                    kind=InputKind::Decimal
                    autocomplete="off"
                    suffix=currency.get_value()
                />
            </Field>
            <Field
                label="Free for goods from"
                id=FormState::id("/free_from")
                error=form.error("/free_from")
            >
                <TextInput
                    value=draft.free_from
                    kind=InputKind::Decimal
                    autocomplete="off"
                    suffix=currency.get_value()
                />
            </Field>
        </Grid>
        <Field
            label="Countries"
            hint="Codes with commas between them, such as DE, AT. Left empty, it goes everywhere.".to_owned()
            id=FormState::id("/countries")
            error=form.error("/countries")
        >
            <TextInput value=draft.countries autocomplete="off" />
        </Field>
    }
}

#[component]
fn Line(
    form: FormState,
    pointer: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <Field label=label required=required id=FormState::id(pointer) error=form.error(pointer)>
            <TextInput value=value kind=kind autocomplete="off" max_length=80_u32 />
        </Field>
    }
}
