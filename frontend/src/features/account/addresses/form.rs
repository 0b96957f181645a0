use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::addresses::Address;

use super::draft::{AddressDraft, BOOK, FIELDS};
use super::fields::{AddressFields, all_countries};
use crate::api::{self, use_client};
use crate::forms::{FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Card, Checkbox, Cluster, Stack, use_toasts};

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
                    <AddressFields form=form draft=draft at=&BOOK countries=Signal::stored(all_countries()) />
                    <Checkbox checked=draft.shipping label=Signal::stored("Send orders here".to_owned()) />
                    <Checkbox checked=draft.billing label=Signal::stored("Name it on invoices".to_owned()) />
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
