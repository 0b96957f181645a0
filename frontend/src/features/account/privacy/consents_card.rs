use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::privacy::{Consent, ConsentAnswer, Consents};

use crate::api::{self, use_client};
use crate::frame::{Loaded, moment};
use crate::ui::{Binding, Card, Checkbox, SkeletonLines, Stack, Text, use_toasts};

/// What the customer may agree to, one switch each. A switch takes effect at once, in both directions alike.
#[component]
pub(super) fn ConsentsCard() -> impl IntoView {
    let client = use_client();
    let consents = LocalResource::new(move || api::privacy::list_consents(client));
    view! {
        <Card title="What you agreed to".to_owned()>
            <Loaded
                resource=consents
                failure="Your answers could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=2 /> }
                ready=|consents: Consents| {
                    let questions = consents.items.into_iter();
                    let questions = questions.map(|consent| view! { <Question consent=consent /> });
                    view! {
                        <Stack>
                            {questions.collect_view()}
                            <Text muted=true>
                                "We ask for nothing else: what a purchase needs is not a matter of consent."
                            </Text>
                        </Stack>
                    }
                }
            />
        </Card>
    }
}

#[component]
fn Question(consent: Consent) -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let label = consent.text.clone();
    let known = RwSignal::new(consent);
    let busy = RwSignal::new(false);
    let answer = move |given: bool| {
        let Consent { purpose, text_version, .. } = known.get_untracked();
        busy.set(true);
        // Shown as it is wanted; taken back below if it did not work.
        known.update(|consent| consent.given = given);
        spawn_local(async move {
            let said = ConsentAnswer { purpose, text_version, given };
            let outcome = api::privacy::answer_consent(client, said).await;
            busy.try_set(false);
            match outcome {
                Ok(answers) => {
                    let own = answers.items.into_iter().find(|consent| consent.purpose == purpose);
                    own.and_then(|own| known.try_set(own));
                    toasts.success(if given { "You agreed to this." } else { "You took this back." });
                }
                Err(error) => {
                    known.try_update(|consent| consent.given = !given);
                    toasts.error(error.detail());
                }
            }
        });
    };
    let given = Signal::derive(move || known.with(|consent| consent.given));
    let since = Signal::derive(move || known.with(told));
    view! {
        <Checkbox
            checked=Binding::new(given, answer)
            label=label
            hint=since
            switch=true
            disabled=busy
        />
    }
}

/// When it was answered last.
fn told(consent: &Consent) -> Option<String> {
    if consent.given {
        return consent.given_at.map(|at| format!("Agreed on {}", moment(at)));
    }
    consent.withdrawn_at.map(|at| format!("Taken back on {}", moment(at)))
}
