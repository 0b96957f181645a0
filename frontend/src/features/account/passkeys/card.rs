use leptos::prelude::*;
use securecart_dto::Page;
use securecart_dto::passkeys::{AddedPasskey, Passkey};

use super::add::AddPasskey;
use super::list::PasskeyList;
use super::remove::RemovePasskey;
use super::rename::RenamePasskey;
use crate::api::authenticator::knows_passkeys;
use crate::api::{self, use_client};
use crate::features::account::security::KeptCodes;
use crate::frame::Loaded;
use crate::session::use_session;
use crate::ui::{Button, Card, Gap, SkeletonLines, Stack, Text, use_toasts};

/// What is being done to the passkeys. Recovery codes are here and nowhere else: they go with the page.
#[derive(Clone, PartialEq)]
pub(super) enum Task {
    Add,
    Rename(Passkey),
    Keep(Vec<String>),
}

/// The passkeys of the account: what they are, adding, naming and removing them.
#[component]
pub fn Passkeys(
    /// There is one more or less, so the second factor may stand otherwise.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let (client, session, toasts) = (use_client(), use_session(), use_toasts());
    let passkeys = LocalResource::new(move || api::passkeys::list_passkeys(client));
    let (task, removing) = (RwSignal::new(None), RwSignal::new(None));
    let done = Callback::new(move |()| {
        task.set(None);
        passkeys.refetch();
        on_change.run(());
        // The session has another token. Only now: asking for it while codes are shown could take them off the screen.
        session.reload();
    });
    let added = Callback::new(move |added: AddedPasskey| {
        toasts.success(format!("The passkey {} is added.", added.passkey.name));
        if added.recovery_codes.is_empty() {
            done.run(());
        } else {
            task.set(Some(Task::Keep(added.recovery_codes)));
        }
    });
    let ready = move |page: Page<Passkey>| {
        view! { <PasskeyList passkeys=page.items task=task removing=removing /> }
    };
    let shown = move || match task.get() {
        None => view! {
            <Loaded
                resource=passkeys
                failure="Your passkeys could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=3 /> }
                ready=ready
            />
            <AddButton task=task />
        }
        .into_any(),
        Some(Task::Add) => {
            view! { <AddPasskey on_added=added on_cancel=move |()| task.set(None) /> }.into_any()
        }
        Some(Task::Rename(passkey)) => view! { <RenamePasskey passkey=passkey on_done=done /> }.into_any(),
        Some(Task::Keep(codes)) => view! { <KeptCodes codes=codes on_kept=done /> }.into_any(),
    };
    view! {
        <Show when=move || session.has_passkeys()>
            <Card title="Passkeys".to_owned()>
                <Stack gap=Gap::Large>
                    <Text muted=true>
                        "A passkey lets your device sign you in with your finger, your face or its lock. There is nothing to type and nothing that somebody could trick out of you."
                    </Text>
                    {shown}
                </Stack>
            </Card>
        </Show>
        <RemovePasskey removing=removing on_done=done />
    }
}

#[component]
fn AddButton(task: RwSignal<Option<Task>>) -> impl IntoView {
    if knows_passkeys() {
        view! {
            <div>
                <Button on:click=move |_| task.set(Some(Task::Add))>"Add a passkey"</Button>
            </div>
        }
        .into_any()
    } else {
        view! {
            <Text muted=true>
                "This browser can not make passkeys. Open this page in a newer one to add one."
            </Text>
        }
        .into_any()
    }
}
