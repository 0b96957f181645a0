use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::catalog::ProductFileFormat;
use securecart_dto::ProblemType;

use super::words::format_words;
use crate::api::{self, use_client};
use crate::frame::save_file;
use crate::ui::{Button, ButtonKind, Cluster, Dialog, Gap, Stack, Text, use_toasts};

/// Asks in which format, and saves all products as a file.
#[component]
pub(in crate::features::staff) fn ExportButton() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button
            kind=ButtonKind::Secondary
            icon=icondata::LuFileDown
            on:click=move |_| open.set(true)
        >
            "Export"
        </Button>
        <Dialog open=open title="Export all products">
            <Stack>
                <Text body="The SecureCart file loses nothing: imported again it changes nothing, and in an empty shop it makes the same catalogue. The Shopify file is for taking products along." />
                <Cluster gap=Gap::Small>
                    <SaveButton open=open format=ProductFileFormat::Securecart />
                    <SaveButton open=open format=ProductFileFormat::Shopify />
                </Cluster>
            </Stack>
        </Dialog>
    }
}

#[component]
fn SaveButton(open: RwSignal<bool>, format: ProductFileFormat) -> impl IntoView {
    let (client, toasts, busy) = (use_client(), use_toasts(), RwSignal::new(false));
    let save = move |_| {
        busy.set(true);
        spawn_local(async move {
            let table = api::imports::export_products(client, format).await;
            busy.try_set(false);
            let name = format!("products-{format}.csv");
            match table.map(|text| save_file(&name, "text/csv", text.as_bytes())) {
                Ok(Some(())) => {
                    toasts.success("The products are in your downloads.");
                    open.try_set(false);
                }
                Ok(None) => toasts.error("Your browser could not keep the file. Try another one."),
                // Whoever closed the question knows.
                Err(error) if error.is(ProblemType::ConfirmationRequired) => {}
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Secondary busy=busy on:click=save>
            {format_words(format)}
        </Button>
    }
}
