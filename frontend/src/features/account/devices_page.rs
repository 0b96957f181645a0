use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::SessionId;
use securecart_dto::Page;
use securecart_dto::sessions::AccountSession;

use super::tabs::AccountTabs;
use crate::api::{self, ApiError, use_client};
use crate::frame::{Loaded, PageTitle, moment};
use crate::ui::{Badge, Button, ButtonKind, ButtonSize, Cell, Column, ConfirmDialog, Container, Gap};
use crate::ui::{PageHeader, Row, RowTitle, SkeletonTable, Stack, Table, Tone, Width, use_toasts};

/// What is about to be ended.
#[derive(Clone, PartialEq)]
enum Ending {
    One(SessionId, String),
    Others,
}

impl Ending {
    fn question(&self) -> String {
        match self {
            Self::One(_, device) => format!("Sign out {device}?"),
            Self::Others => "Sign out all other devices?".to_owned(),
        }
    }
}

/// Where the account is signed in, and signing out elsewhere.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let client = use_client();
    let devices = LocalResource::new(move || api::accounts::list_sessions(client));
    let asked = RwSignal::new(None);
    let others = Signal::derive(move || {
        devices.get().and_then(Result::ok).is_some_and(|page| page.items.iter().any(|device| !device.current))
    });
    let actions = move || {
        view! {
            <Show when=move || others.get()>
                <Button
                    kind=ButtonKind::Secondary
                    on:click=move |_| asked.set(Some(Ending::Others))
                >
                    "Sign out all others"
                </Button>
            </Show>
        }
    };
    let ready = move |page: Page<AccountSession>| view! { <Devices page=page asked=asked /> };
    view! {
        <PageTitle text="Devices" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader
                title="Devices"
                lead="Where you are signed in. Sign out whatever you do not know, and then change your password."
                actions=actions
            />
            <Loaded
                resource=devices
                failure="Your devices could not be loaded"
                skeleton=|| view! { <SkeletonTable rows=3 columns=3 /> }
                ready=ready
            />
            <Question asked=asked on_done=move |()| devices.refetch() />
        </Container>
    }
}

#[component]
fn Devices(page: Page<AccountSession>, asked: RwSignal<Option<Ending>>) -> impl IntoView {
    let columns = vec![
        Column::new("Device"),
        Column::new("Signed in"),
        Column::new("Last used"),
        Column::unlabelled("Sign out"),
    ];
    let (here, elsewhere): (Vec<_>, Vec<_>) = page.items.into_iter().partition(|device| device.current);
    let rows = here.into_iter().chain(elsewhere);
    let rows = rows.map(|device| view! { <Device device=device asked=asked /> }).collect_view();
    view! {
        <Stack gap=Gap::Large>
            <Table caption="Devices" columns=columns>
                {rows}
            </Table>
        </Stack>
    }
}

#[component]
fn Device(device: AccountSession, asked: RwSignal<Option<Ending>>) -> impl IntoView {
    let ending = Ending::One(device.id, format!("{} at {}", device.device, device.address));
    let end = if device.current {
        view! { <Badge tone=Tone::Success>"This device"</Badge> }.into_any()
    } else {
        let label = format!("Sign out {} at {}", device.device, device.address);
        view! {
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                attr:aria-label=label
                on:click=move |_| asked.set(Some(ending.clone()))
            >
                "Sign out"
            </Button>
        }
        .into_any()
    };
    view! {
        <Row>
            <Cell label="Device" heading=true>
                <RowTitle name=device.device detail=Some(device.address) />
            </Cell>
            <Cell label="Signed in" one_line=true>
                {moment(device.created_at)}
            </Cell>
            <Cell label="Last used" one_line=true>
                {moment(device.last_seen_at)}
            </Cell>
            <Cell>{end}</Cell>
        </Row>
    }
}

#[component]
fn Question(asked: RwSignal<Option<Ending>>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let open = crate::ui::Binding::new(Signal::derive(move || asked.read().is_some()), move |open: bool| {
        if !open {
            asked.set(None);
        }
    });
    let title = move || asked.read().as_ref().map(Ending::question).unwrap_or_default();
    let confirm = move |()| {
        let Some(ending) = asked.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let done: Result<String, ApiError> = match ending {
                Ending::One(id, device) => {
                    let ended = api::accounts::end_session(client, id).await;
                    ended.map(|()| format!("{device} is signed out."))
                }
                Ending::Others => api::accounts::end_other_sessions(client)
                    .await
                    .map(|_| "All other devices are signed out.".to_owned()),
            };
            busy.try_set(false);
            asked.try_set(None);
            match done {
                Ok(said) => toasts.success(said),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.run(());
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(title)
            confirm_label="Sign out"
            danger=true
            busy=busy
            on_confirm=confirm
        >
            "This works at once and can not be taken back. Whoever uses that device needs the password to come in again."
        </ConfirmDialog>
    }
}
