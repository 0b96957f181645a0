use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::Country;
use securecart_dto::addresses::Address;

use super::draft::{AddressDraft, FIELDS};
use crate::api::{self, use_client};
use crate::forms::{FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Card, Checkbox, Cluster, Field, Grid, Select, SelectOption, Stack};
use crate::ui::{TextInput, use_toasts};

/// Adds an address, or changes one.
#[component]
pub(super) fn AddressForm(
    /// The one to be changed; none adds another.
    address: Option<Address>,
    /// It is saved, or given up.
    on_done: Callback<bool>,
) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let form = FormState::new(FIELDS);
    let draft = AddressDraft::of(address.as_ref());
    let id = address.map(|address| address.id);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let saved = move || {
            toasts.success("The address is saved.");
            on_done.run(true);
        };
        match id {
            Some(id) => form.send(
                |errors| draft.check_change(errors),
                move |change| async move {
                    api::addresses::update_address(client, id, &change).await.map(|_| saved())
                },
            ),
            None => form.send(
                |errors| draft.check(errors),
                move |new| async move { api::addresses::create_address(client, &new).await.map(|_| saved()) },
            ),
        }
    };
    let title = if id.is_some() { "Change address" } else { "New address" };
    view! {
        <Card title=title.to_owned()>
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <AddressFields form=form draft=draft />
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Save address"
                        </Button>
                        <Button kind=ButtonKind::Secondary on:click=move |_| on_done.run(false)>
                            "Cancel"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}

/// A line of text with what browsers know it by.
#[component]
fn Line(
    form: FormState,
    pointer: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    autocomplete: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <Field label=label required=required id=FormState::id(pointer) error=form.error(pointer)>
            <TextInput value=value autocomplete=autocomplete max_length=120_u32 />
        </Field>
    }
}

#[component]
fn AddressFields(form: FormState, draft: AddressDraft) -> impl IntoView {
    let countries: Vec<_> =
        Country::all().map(|country| SelectOption::new(country.code(), country.name())).collect();
    view! {
        <Line form pointer="/name" label="Full name" value=draft.name autocomplete="name" required=true />
        <Line form pointer="/company" label="Company" value=draft.company autocomplete="organization" />
        <Line
            form
            pointer="/line1"
            label="Street and number"
            value=draft.line1
            autocomplete="address-line1"
            required=true
        />
        <Line form pointer="/line2" label="Address line 2" value=draft.line2 autocomplete="address-line2" />
        <Grid columns=2>
            <Line form pointer="/postcode" label="Postcode" value=draft.postcode autocomplete="postal-code" />
            <Line
                form
                pointer="/city"
                label="City"
                value=draft.city
                autocomplete="address-level2"
                required=true
            />
        </Grid>
        <Line
            form
            pointer="/region"
            label="State or province"
            value=draft.region
            autocomplete="address-level1"
        />
        <Field label="Country" required=true id=FormState::id("/country") error=form.error("/country")>
            <Select
                value=draft.country
                options=Signal::stored(countries)
                placeholder=Signal::stored(Some("Choose a country".to_owned()))
                autocomplete="country"
            />
        </Field>
        <Line form pointer="/phone" label="Phone" value=draft.phone autocomplete="tel" />
        <Checkbox checked=draft.shipping label=Signal::stored("Send orders here".to_owned()) />
        <Checkbox checked=draft.billing label=Signal::stored("Name it on invoices".to_owned()) />
    }
}
