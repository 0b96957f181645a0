use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::ProblemType;
use securecart_dto::privacy::ExportFormat;

use crate::api::{self, ApiError, use_client};
use crate::frame::save_file;
use crate::ui::{Button, ButtonKind, Card, Cluster, Notice, Stack, Text, Tone, use_toasts};

/// A copy of everything, to be read or to be taken elsewhere.
#[component]
pub(super) fn CopyCard() -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let busy = RwSignal::new(None);
    let problem = RwSignal::new(None::<ApiError>);
    let download = move |format: ExportFormat| {
        if busy.get_untracked().is_some() {
            return;
        }
        busy.set(Some(format));
        problem.set(None);
        spawn_local(async move {
            let copy = api::privacy::export(client, format).await;
            busy.try_set(None);
            match copy.map(|text| keep(format, &text)) {
                Ok(Some(())) => toasts.success("Your data is in your downloads."),
                Ok(None) => toasts.error("Your browser could not keep the file. Try another one."),
                // Whoever closed the question knows.
                Err(error) if error.is(ProblemType::ConfirmationRequired) => {}
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
        });
    };
    let is_busy = move |format| Signal::derive(move || busy.get() == Some(format));
    view! {
        <Card title="A copy of your data".to_owned()>
            <Stack>
                <Text muted=true>
                    "Everything that we keep of you, opened: to be read, or as a file for another program. We ask for your password or a code first, tell you by mail, and you can have two a day. Keep it where only you can read it."
                </Text>
                {move || {
                    problem.get().map(|error| view! { <Notice tone=Tone::Danger>{error.detail()}</Notice> })
                }}
                <Cluster>
                    <Button
                        kind=ButtonKind::Secondary
                        icon=icondata::LuFileText
                        busy=is_busy(ExportFormat::Html)
                        on:click=move |_| download(ExportFormat::Html)
                    >
                        "Download to read"
                    </Button>
                    <Button
                        kind=ButtonKind::Secondary
                        icon=icondata::LuFileJson
                        busy=is_busy(ExportFormat::Json)
                        on:click=move |_| download(ExportFormat::Json)
                    >
                        "Download for programs"
                    </Button>
                </Cluster>
            </Stack>
        </Card>
    }
}

fn keep(format: ExportFormat, text: &str) -> Option<()> {
    match format {
        ExportFormat::Html => save_file("my-data.html", "text/html", text.as_bytes()),
        ExportFormat::Json => save_file("my-data.json", "application/json", text.as_bytes()),
    }
}
