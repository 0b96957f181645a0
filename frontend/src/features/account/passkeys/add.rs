use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::accounts::{PasskeyName, device_in_words};
use securecart_dto::passkeys::AddedPasskey;

use crate::api::{self, use_client};
use crate::forms::FormState;
use crate::ui::icon::focus_element;
use crate::ui::{Button, ButtonKind, Cluster, Field, Notice, Stack, TextInput, Tone};

/// Names a new passkey and has this device make it.
#[component]
pub(super) fn AddPasskey(
    #[prop(into)] on_added: Callback<AddedPasskey>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new(&["/name"]);
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let agent = window().navigator().user_agent().unwrap_or_default();
    let name = RwSignal::new(device_in_words(&agent));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let text = name.get_untracked();
        let judged = PasskeyName::parse(&text);
        form.say("/name", judged.as_ref().map(|_| ()));
        if busy.get_untracked() || judged.is_err() {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let added = api::passkeys::add_passkey(client, text).await;
            busy.try_set(false);
            match added {
                Ok(added) => on_added.run(added),
                Err(error) => drop(problem.try_set(Some(error.detail()))),
            }
        });
    };
    let told = move || problem.get().map(|text| view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> });
    request_animation_frame(|| focus_element(&FormState::id("/name")));
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                {told}
                <Field
                    label="Name"
                    hint="What you call the device, so that you can tell your passkeys apart."
                    required=true
                    id=FormState::id("/name")
                    error=form.error("/name")
                >
                    <TextInput value=name autocomplete="off" max_length=60_u32 />
                </Field>
                <Cluster>
                    <Button submit=true busy=busy>
                        "Make the passkey"
                    </Button>
                    <Button kind=ButtonKind::Secondary on:click=move |_| on_cancel.run(())>
                        "Cancel"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}
