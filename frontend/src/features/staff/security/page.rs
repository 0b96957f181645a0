use chrono::{DateTime, Utc};
use leptos::prelude::*;
use securecart_domain::SecurityEventId;
use securecart_dto::security::SecurityEvent;

use super::filters::SecurityFilters;
use super::selection::SecuritySelection;
use super::words::{kind_words, severity_words};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::{PageTitle, moment};
use crate::routes::Route;
use crate::ui::{Cell, Column, Container, EmptyState, PageHeader, Row, Stack, StatusPill, Table, TextLink};
use crate::ui::{Tone, Width};

/// What looked like an attack, newest first.
#[component]
pub(in crate::features::staff) fn SecurityPage() -> impl IntoView {
    let listing = Listing::<SecuritySelection>::new();
    let total = move || listing.total().map(|total| counted(total, "event", "events"));
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <PageTitle text="Security" />
        <Container width=Width::Full>
            <PageHeader title="Security" lead=Signal::derive(total) />
            <Stack>
                <SecurityFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The security events could not be loaded"
                    nothing=ViewFn::from(|| view! { <NoEvents /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn NoEvents() -> impl IntoView {
    view! {
        <EmptyState
            title="Nothing has looked like an attack"
            detail="When somebody guesses passwords, probes for what is not theirs or forges messages, it is here."
                .to_owned()
            icon=icondata::LuShieldCheck
        />
    }
}

#[component]
fn Rows(listing: Listing<SecuritySelection>) -> impl IntoView {
    let columns = vec![
        Column::new("What"),
        Column::new("Source"),
        Column::new("How bad"),
        Column::number("Times"),
        Column::new("Last seen"),
        Column::new("State"),
    ];
    view! {
        <Table caption="Security events" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=row_key let(event)>
                <EventRow event=event />
            </For>
        </Table>
    }
}

/// A row is drawn anew when something happened to the event.
fn row_key(event: &SecurityEvent) -> (SecurityEventId, u32, bool, Option<DateTime<Utc>>) {
    (event.id, event.occurrences, event.acknowledged_at.is_some(), event.blocked_until)
}

#[component]
fn EventRow(event: SecurityEvent) -> impl IntoView {
    let (tone, severity) = severity_words(event.severity);
    let (state_tone, state) = state(&event);
    view! {
        <Row>
            <Cell label="What" heading=true>
                <TextLink href=Route::AdminSecurityEvent(event.id)>{kind_words(event.kind)}</TextLink>
            </Cell>
            <Cell label="Source">{event.source}</Cell>
            <Cell label="How bad">
                <StatusPill tone=tone label=severity />
            </Cell>
            <Cell label="Times" numeric=true>
                {event.occurrences}
            </Cell>
            <Cell label="Last seen" one_line=true>
                {moment(event.last_seen_at)}
            </Cell>
            <Cell label="State">
                <StatusPill tone=state_tone label=state />
            </Cell>
        </Row>
    }
}

/// What matters most about it now.
pub(super) fn state(event: &SecurityEvent) -> (Tone, &'static str) {
    match (event.blocked_until, event.acknowledged_at) {
        (Some(_), _) => (Tone::Info, "Blocked now"),
        (None, Some(_)) => (Tone::Success, "Acknowledged"),
        (None, None) => (Tone::Warning, "Not looked at"),
    }
}
