use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::catalog::PictureKind;
use web_sys::File;

use super::sending::Adding;
use super::upload_row::UploadRow;
use super::{FILES_FIELD, Keeping};
use crate::ui::{Button, ButtonKind, Cluster, Dialog, Field, FilesInput, Stack, UploadList, UploadState};

/// Asks for pictures and what they show.
#[component]
pub(super) fn AddDialog(keeping: Keeping) -> impl IntoView {
    let open = keeping.adding;
    let form = move || open.get().then(|| view! { <AddForm keeping=keeping /> });
    view! {
        <Dialog open=open title="Add pictures">
            {form}
        </Dialog>
    }
}

#[component]
fn AddForm(keeping: Keeping) -> impl IntoView {
    let adding = Adding {
        keeping: StoredValue::new(keeping),
        uploads: RwSignal::new(Vec::new()),
        busy: RwSignal::new(false),
    };
    let missing = RwSignal::new(None::<String>);
    // What is chosen belongs to the form, not to the event that it comes with.
    let owner = Owner::current().unwrap_or_default();
    let choose = move |files: Vec<File>| {
        missing.set(None);
        owner.with(|| adding.choose(files));
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let open = untrack(|| adding.open());
        missing.set(open.is_empty().then(|| "Choose a picture.".to_owned()));
        adding.send(open);
    };
    let accept = PictureKind::ALL.iter().map(|kind| kind.media_type()).collect::<Vec<_>>().join(",");
    let wanted = move || match adding.open().len() {
        0 | 1 => "Add picture".to_owned(),
        many => format!("Add {many} pictures"),
    };
    let some_done =
        move || adding.uploads.read().iter().any(|one| one.state.with(|state| *state == UploadState::Done));
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <Field
                    label="Pictures"
                    hint="JPEG, PNG or WebP of at most 5 MiB each. Choose files, or drop them here. What one shows is for people who do not see it: \"A blue mug with a wooden handle\"."
                        .to_owned()
                    required=true
                    id=FILES_FIELD.to_owned()
                    error=missing
                >
                    <FilesInput on_choose=choose accept=accept />
                </Field>
                <UploadList label="Chosen pictures">
                    <For
                        each=move || adding.uploads.get()
                        key=|upload| upload.field.get_value()
                        let(upload)
                    >
                        <UploadRow adding=adding upload=upload />
                    </For>
                </UploadList>
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| keeping.adding.set(false)>
                        {move || if some_done() { "Close" } else { "Cancel" }}
                    </Button>
                    <Button submit=true busy=adding.busy>
                        {wanted}
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}
