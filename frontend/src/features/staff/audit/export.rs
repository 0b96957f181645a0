use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::ProblemType;

use super::selection::AuditSelection;
use crate::api::{self, use_client};
use crate::features::staff::listing::Listing;
use crate::frame::save_file;
use crate::ui::{Button, ButtonKind, Cluster, use_toasts};

/// Saves the entries that are selected as a table.
#[component]
pub(super) fn ExportButton(listing: Listing<AuditSelection>) -> impl IntoView {
    let (client, toasts, busy) = (use_client(), use_toasts(), RwSignal::new(false));
    let export = move |_| {
        busy.set(true);
        let query = listing.selection.get_untracked().asked();
        spawn_local(async move {
            let table = api::staff::export_audit_events(client, query).await;
            busy.try_set(false);
            match table.map(|text| save_file("audit-log.csv", "text/csv", text.as_bytes())) {
                Ok(Some(())) => toasts.success("The entries are in your downloads."),
                Ok(None) => toasts.error("Your browser could not keep the file. Try another one."),
                // Whoever closed the question knows.
                Err(error) if error.is(ProblemType::ConfirmationRequired) => {}
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Cluster>
            <Button
                kind=ButtonKind::Secondary
                icon=icondata::LuFileSpreadsheet
                busy=busy
                on:click=export
            >
                "Export these entries as CSV"
            </Button>
        </Cluster>
    }
}
