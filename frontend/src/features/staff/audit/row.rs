use leptos::prelude::*;
use securecart_dto::audit::AuditEntry;

use super::detail::EntryDetail;
use super::selection::AuditSelection;
use crate::features::staff::words::outcome_words;
use crate::frame::moment;
use crate::routes::Route;
use crate::ui::{Cell, Row, RowTitle, StatusPill, TextLink};

/// An entry in the list.
#[component]
pub(super) fn AuditRow(
    /// The entry.
    entry: AuditEntry,
) -> impl IntoView {
    let (tone, outcome) = outcome_words(entry.outcome);
    let (who, permission) = (who(&entry), entry.permission.clone());
    let (event, address) = (entry.event.clone(), entry.address.clone());
    let at = moment(entry.at);
    let object = entry.object_key.clone().map(|key| {
        let same = AuditSelection { object: key.clone(), ..AuditSelection::default() };
        view! { <TextLink href=Route::AdminAudit(same)>{key}</TextLink> }
    });
    view! {
        <Row>
            <Cell label="When" one_line=true>{at}</Cell>
            <Cell label="Event" heading=true>{event}</Cell>
            <Cell label="Outcome">
                <StatusPill tone=tone label=outcome />
            </Cell>
            <Cell label="Who">
                <RowTitle name=who detail=permission />
            </Cell>
            <Cell label="Object">{object}</Cell>
            <Cell label="Address">{address}</Cell>
            <Cell label="Details">
                <EntryDetail entry=entry />
            </Cell>
        </Row>
    }
}

/// The account's name, its id if it has gone, or what else did it.
fn who(entry: &AuditEntry) -> String {
    match (&entry.actor_username, entry.actor_id, entry.address.as_str()) {
        (Some(name), _, _) => name.clone(),
        (None, Some(id), _) => id.to_string(),
        (None, None, "internal") => "The shop".to_owned(),
        (None, None, _) => "A guest".to_owned(),
    }
}
