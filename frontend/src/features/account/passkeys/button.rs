use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::accounts::LoginResponse;

use crate::api::authenticator::{PasskeyError, knows_passkeys};
use crate::api::{self, Client};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Notice, Stack, Tone};

/// What a passkey is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyUse {
    /// Signing in without a password.
    SignIn,
    /// Completing a sign-in.
    SecondFactor,
    /// Confirming that it is still the owner.
    Confirm,
}

impl PasskeyUse {
    fn label(self) -> &'static str {
        match self {
            Self::SignIn => "Sign in with a passkey",
            Self::SecondFactor | Self::Confirm => "Use a passkey",
        }
    }

    async fn run(self, client: Client) -> Result<(), PasskeyError> {
        let opened = |_: LoginResponse| ();
        match self {
            Self::SignIn => api::passkeys::login(client).await.map(opened),
            Self::SecondFactor => api::passkeys::complete_login(client).await.map(opened),
            Self::Confirm => api::passkeys::confirm_identity(client).await,
        }
    }
}

/// Has the device answer with a passkey. Shows nothing where the browser or the shop can not use any.
#[component]
pub fn PasskeyButton(
    /// What for.
    of: PasskeyUse,
    /// How much it weighs beside the other buttons.
    #[prop(default = ButtonKind::Secondary)]
    kind: ButtonKind,
    /// It did; the session has been asked for anew.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let usable = Memo::new(move |_| session.has_passkeys() && knows_passkeys());
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let done = match of.run(session.client()).await {
                Ok(()) => session.refresh().await.map_err(PasskeyError::from),
                Err(error) => Err(error),
            };
            busy.try_set(false);
            match done {
                Ok(()) => on_done.run(()),
                Err(error) => drop(problem.try_set(Some(error.detail()))),
            }
        });
    };
    let told = move || problem.get().map(|text| view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> });
    view! {
        <Show when=move || usable.get()>
            <Stack>
                {told}
                <Button kind=kind full=true busy=busy icon=icondata::LuKeyRound on:click=press>
                    {of.label()}
                </Button>
            </Stack>
        </Show>
    }
}
