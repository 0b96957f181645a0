use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::inventory::Thresholds;
use securecart_dto::ProblemType;
use securecart_dto::inventory::StockThresholds;

use super::count::whole_units;
use super::shown::Shown;
use crate::api::{self, ApiError, Client};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Card, Cluster, Field, InputKind, Stack, TextInput, use_toasts};

const FIELDS: &[&str] = &["/low_units", "/over_units"];

/// Says from where on stock is low or too much.
#[component]
pub(super) fn ThresholdsForm(
    /// Of which stock.
    shown: Shown,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let form = FormState::new(FIELDS);
    let level = shown.as_it_is().value;
    let low = RwSignal::new(level.low_units.to_string());
    let over = RwSignal::new(level.over_units.map(|units| units.to_string()).unwrap_or_default());
    let variant = level.item.variant_id;
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let version = shown.as_it_is().version;
        form.send(
            move |errors| check(&low.get_untracked(), &over.get_untracked(), errors),
            move |wanted| async move {
                let (client, id) = (session.client(), variant.to_string());
                match api::inventory::put_thresholds(client, &id, version, &wanted).await {
                    Err(error) if error.is(ProblemType::StaleVersion) => {
                        return told_anew(form, shown, client).await;
                    }
                    answer => drop(answer?),
                }
                toasts.success("The thresholds are set.");
                shown.refresh(session.client()).await;
                Ok(())
            },
        );
    };
    view! {
        <Card title="When to be told">
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Field
                        label="Low with so many available, or less"
                        required=true
                        id=FormState::id("/low_units")
                        error=form.error("/low_units")
                    >
                        <TextInput value=low kind=InputKind::Digits autocomplete="off" />
                    </Field>
                    <Field
                        label="Too much with so many in the house, or more"
                        hint="Empty: never"
                        id=FormState::id("/over_units")
                        error=form.error("/over_units")
                    >
                        <TextInput value=over kind=InputKind::Digits autocomplete="off" />
                    </Field>
                    <Cluster>
                        <Button submit=true kind=ButtonKind::Secondary busy=form.busy()>
                            "Set the thresholds"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}

/// Somebody set others meanwhile: says them, and lets what is typed stay, to be put in their place by sending it once more.
async fn told_anew(form: FormState, shown: Shown, client: Client) -> Result<(), ApiError> {
    shown.refresh(client).await;
    let Some(level) = shown.try_level() else { return Ok(()) };
    let over =
        level.over_units.map_or_else(|| "never too much".to_owned(), |over| format!("too much from {over}"));
    let low = level.low_units;
    let words = format!(
        "somebody set low up to {low} and {over} meanwhile. Set yours again to put it in place of that"
    );
    form.say("/low_units", Err(words));
    Ok(())
}

/// By the server's rules.
fn check(low: &str, over: &str, errors: &mut FieldErrors) -> Option<StockThresholds> {
    let low_units = errors.take("/low_units", whole_units(low));
    let over = Some(over.trim()).filter(|over| !over.is_empty()).map(whole_units);
    let over_units = errors.take("/over_units", over.transpose());
    let (low_units, over_units) = (low_units?, over_units?);
    let alone = errors.take("/low_units", Thresholds::new(low_units, None));
    alone.and_then(|_| errors.take("/over_units", Thresholds::new(low_units, over_units)))?;
    Some(StockThresholds { low_units, over_units })
}
