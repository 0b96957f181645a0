use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_dto::security::SecurityEvent;

use super::actions::EventActions;
use super::page::state;
use super::selection::SecuritySelection;
use super::words::{advice, kind_words, severity_words};
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, moment};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Card, Container, Crumb, PageHeader, SkeletonLines, Stack, StatusPill};
use crate::ui::{SummaryList, SummaryRow, Text, TextLink, Width};

/// One security event: what was noticed, what it means, and what can be done.
#[component]
pub(in crate::features::staff) fn SecurityEventPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let event = LocalResource::new(move || {
        let id = id.get();
        async move { api::security::get_event(client, &id).await }
    });
    view! {
        <Container width=Width::Full>
            <Loaded
                resource=event
                failure="The security event could not be loaded"
                whole_page=true
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=move |shown| {
                    view! { <Details event=shown on_done=move |()| event.refetch() /> }
                }
            />
        </Container>
    }
}

#[component]
fn Details(event: SecurityEvent, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let title = kind_words(event.kind);
    let all = Route::AdminSecurity(SecuritySelection::default());
    let crumbs = vec![Crumb::link("Security", all), Crumb::here(title)];
    let acting = event.clone();
    view! {
        <PageTitle text=title />
        <PageHeader
            title=title
            lead=format!("From {}", event.source)
            above=move || view! { <Breadcrumbs crumbs=crumbs /> }
            actions=move || view! { <EventActions event=acting on_done=on_done /> }
        />
        <Stack>
            <Text>
                <p>{advice(event.kind)}</p>
            </Text>
            <Facts event=event />
        </Stack>
    }
}

#[component]
fn Facts(event: SecurityEvent) -> impl IntoView {
    let (tone, severity) = severity_words(event.severity);
    let (state_tone, state) = state(&event);
    let same = SecuritySelection { source: event.source.clone(), ..SecuritySelection::default() };
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <SummaryRow label=label>{value}</SummaryRow> })
    };
    let looked_at = event.acknowledged_at.map(|at| match event.acknowledged_by.clone() {
        Some(name) => format!("{} by {name}", moment(at)),
        None => moment(at),
    });
    view! {
        <Card title="What is known".to_owned()>
            <SummaryList>
                <SummaryRow label="State">
                    <StatusPill tone=state_tone label=state />
                </SummaryRow>
                <SummaryRow label="How bad">
                    <StatusPill tone=tone label=severity />
                </SummaryRow>
                <SummaryRow label="Source">{event.source}</SummaryRow>
                <SummaryRow label="Times noticed">{event.occurrences}</SummaryRow>
                <SummaryRow label="First seen">{moment(event.first_seen_at)}</SummaryRow>
                <SummaryRow label="Last seen">{moment(event.last_seen_at)}</SummaryRow>
                {fact("Blocked until", event.blocked_until.map(moment))}
                {fact("Block lifted", event.lifted_at.map(moment))}
                {fact("Acknowledged", looked_at)}
                <SummaryRow label="Also">
                    <TextLink href=Route::AdminSecurity(same)>"Everything of this source"</TextLink>
                </SummaryRow>
            </SummaryList>
        </Card>
    }
}
