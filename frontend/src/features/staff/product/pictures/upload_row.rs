use leptos::prelude::*;

use super::FILES_FIELD;
use super::sending::Adding;
use super::upload::Upload;
use crate::ui::icon::focus_element;
use crate::ui::{
    Binding, Button, ButtonKind, ButtonSize, Field, IconButton, TextInput, UploadItem, UploadState,
};

/// One of the chosen files, with the question what it shows.
#[component]
pub(super) fn UploadRow(adding: Adding, upload: Upload) -> impl IntoView {
    let name = upload.name();
    let asked = Memo::new(move |_| upload.is_open());
    let value = Binding::new(upload.alt, move |text| {
        upload.alt_error.set(None);
        upload.alt.set(text);
    });
    let label = format!("What {name} shows");
    view! {
        <UploadItem
            name=name
            detail=upload.size()
            state=upload.state
            actions=move || view! { <Actions adding=adding upload=upload /> }
        >
            <Show when=move || asked.get()>
                <Field
                    label=label.clone()
                    required=true
                    id=upload.field.get_value()
                    error=upload.alt_error
                >
                    <TextInput value=value autocomplete="off" />
                </Field>
            </Show>
        </UploadItem>
    }
}

#[component]
fn Actions(adding: Adding, upload: Upload) -> impl IntoView {
    let name = StoredValue::new(upload.name());
    let named = move |before: &str, after: &str| format!("{before} {}{after}", name.get_value());
    let stop = move |_| {
        let stop = upload.stop.try_update_value(Option::take).flatten();
        // Nobody listens once the answer is there.
        stop.map(|stop| stop.send(()).ok());
    };
    let leave_out = move |_| {
        adding.uploads.update(|all| all.retain(|one| one.field != upload.field));
        focus_element(FILES_FIELD);
    };
    let sending = move || matches!(upload.state.get(), UploadState::Sending(_));
    let failed = move || !upload.hopeless && matches!(upload.state.get(), UploadState::Failed(_));
    let resting = move || matches!(upload.state.get(), UploadState::Waiting | UploadState::Failed(_));
    view! {
        <Show when=sending>
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                attr:aria-label=named("Stop sending", "")
                on:click=stop
            >
                "Stop"
            </Button>
        </Show>
        <Show when=failed>
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                disabled=adding.busy
                attr:aria-label=named("Try", " again")
                on:click=move |_| adding.send(vec![upload])
            >
                "Try again"
            </Button>
        </Show>
        <Show when=resting>
            <IconButton
                label=named("Leave out", "")
                icon=icondata::LuX
                size=ButtonSize::Small
                on:click=leave_out
            />
        </Show>
    }
}
