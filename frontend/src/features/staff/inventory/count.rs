use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::ProblemType;
use securecart_dto::admin::AdjustInventoryRequest;

use super::shown::Shown;
use crate::api::{self, ApiError, Attempt, Client};
use crate::forms::{FormProblem, FormState};
use crate::session::use_session;
use crate::ui::{Button, Card, Cluster, Field, InputKind, Stack, TextInput, use_toasts};

const FIELDS: &[&str] = &["/on_hand", "/reason"];

/// The longest reason in characters, as the server has it.
const MAX_REASON: u32 = 200;

/// Sets the count in the house, with a reason that the ledger keeps.
#[component]
pub(super) fn CountForm(
    /// Of which stock.
    shown: Shown,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let (form, attempt) = (FormState::new(FIELDS), Attempt::new());
    let units = RwSignal::new(shown.as_it_is().value.on_hand.to_string());
    let reason = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let level = shown.as_it_is().value;
        let (variant_id, expected_on_hand) = (level.item.variant_id, level.on_hand);
        form.send(
            move |errors| {
                let on_hand = errors.take("/on_hand", whole_units(&units.get_untracked()));
                let reason = reason.get_untracked().trim().to_owned();
                if reason.is_empty() {
                    errors.add("/reason", "write why, for those who read the ledger");
                }
                Some(AdjustInventoryRequest { variant_id, on_hand: on_hand?, expected_on_hand, reason })
            },
            move |adjustment| async move {
                let client = session.client();
                let level = match api::staff::adjust_inventory(client, &adjustment, attempt).await {
                    Err(error) if error.is(ProblemType::Conflict) => {
                        return told_anew(form, shown, client, error, expected_on_hand).await;
                    }
                    answer => answer?,
                };
                toasts.success(format!("There are {} units in the house now.", level.on_hand));
                reason.try_set(String::new());
                shown.refresh(session.client()).await;
                Ok(())
            },
        );
    };
    view! {
        <Card title="Count anew">
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Field
                        label="Units in the house"
                        required=true
                        id=FormState::id("/on_hand")
                        error=form.error("/on_hand")
                    >
                        <TextInput value=units kind=InputKind::Digits autocomplete="off" />
                    </Field>
                    <Field label="Why" required=true id=FormState::id("/reason") error=form.error("/reason")>
                        <TextInput
                            value=reason
                            autocomplete="off"
                            placeholder="Stocktaking, breakage, delivery".to_owned()
                            max_length=MAX_REASON
                        />
                    </Field>
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Set the count"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}

/// Somebody sold or counted meanwhile: shows the new number and says it where the count is typed, which stays. Sent once
/// more, the count is about that number.
async fn told_anew(
    form: FormState,
    shown: Shown,
    client: Client,
    error: ApiError,
    was: u32,
) -> Result<(), ApiError> {
    shown.refresh(client).await;
    match shown.try_level().map(|level| level.on_hand) {
        Some(now) if now != was => {
            let words =
                format!("there are {now} by now, not {was}. Set the count again if yours still holds");
            form.say("/on_hand", Err(words));
            Ok(())
        }
        // It could not be loaded, or is back at the old number.
        _ => Err(error),
    }
}

/// What is typed as a number of units.
pub(super) fn whole_units(text: &str) -> Result<u32, &'static str> {
    text.trim().parse().map_err(|_| "write a whole number, such as 12")
}
