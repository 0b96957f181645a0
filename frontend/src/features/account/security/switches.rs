use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::ProblemType;

use super::sign_in_codes::{Doing, Steps};
use crate::api::{self, ApiError, use_client};
use crate::session::use_session;
use crate::ui::{Toasts, use_toasts};

/// Draws a key for an app and goes on to its set-up; and whether that is under way.
pub(super) fn use_begin(steps: Steps) -> (impl Fn() + Copy + 'static, Signal<bool>) {
    let (client, toasts) = (use_client(), use_toasts());
    let busy = RwSignal::new(false);
    let begin = move || {
        busy.set(true);
        spawn_local(async move {
            let setup = api::second_factor::begin_totp(client).await;
            busy.try_set(false);
            match setup {
                Ok(setup) => steps.go(Doing::SettingUp(setup)),
                Err(error) => tell(toasts, &error),
            }
        });
    };
    (begin, busy.into())
}

/// Switches the codes off.
pub(super) fn use_switch_off(steps: Steps) -> impl Fn() + Copy + Send + Sync + 'static {
    let (session, toasts) = (use_session(), use_toasts());
    move || {
        spawn_local(async move {
            match api::second_factor::remove_totp(session.client()).await {
                Ok(()) => {
                    toasts.success("Sign-in codes are off. Every other session has ended.");
                    steps.reload();
                    steps.go(Doing::Nothing);
                    // The session has been renewed, and its token with it.
                    session.reload();
                }
                Err(error) => tell(toasts, &error),
            }
        });
    }
}

/// Whoever closes the question of who is there has changed their mind, and knows.
pub(super) fn tell(toasts: Toasts, error: &ApiError) {
    if !error.is(ProblemType::ConfirmationRequired) {
        toasts.error(error.detail());
    }
}
