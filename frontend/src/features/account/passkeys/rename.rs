use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::PasskeyName;
use securecart_dto::passkeys::Passkey;

use crate::api::{self, use_client};
use crate::forms::{FormProblem, FormState};
use crate::ui::icon::focus_element;
use crate::ui::{Button, ButtonKind, Cluster, Field, Stack, TextInput};

/// Gives a passkey another name.
#[component]
pub(super) fn RenamePasskey(
    passkey: Passkey,
    /// It has another name, or keeps the one it has.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new(&["/name"]);
    let (id, name) = (passkey.id, RwSignal::new(passkey.name));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let text = name.get_untracked();
        form.send(
            |errors| {
                errors.take("/name", PasskeyName::parse(&text).map(drop));
                Some(text)
            },
            move |name| async move {
                api::passkeys::rename_passkey(client, id, name).await?;
                on_done.run(());
                Ok(())
            },
        );
    };
    request_animation_frame(|| focus_element(&FormState::id("/name")));
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field label="Name" required=true id=FormState::id("/name") error=form.error("/name")>
                    <TextInput value=name autocomplete="off" max_length=60_u32 />
                </Field>
                <Cluster>
                    <Button submit=true busy=form.busy()>
                        "Save"
                    </Button>
                    <Button kind=ButtonKind::Secondary on:click=move |_| on_done.run(())>
                        "Cancel"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}
