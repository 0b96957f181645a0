use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::people::AdminUser;

use crate::api::{self, ApiError, Client, use_client};
use crate::session::use_session;
use crate::ui::{Binding, Button, ButtonKind, ConfirmDialog, use_toasts};

/// What can be done to an account.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Lock,
    Unlock,
    SignOut,
    ResetPassword,
    ResetSecondFactor,
}

impl Step {
    fn label(self) -> &'static str {
        match self {
            Self::Lock => "Lock account",
            Self::Unlock => "Unlock account",
            Self::SignOut => "Sign out everywhere",
            Self::ResetPassword => "Reset password",
            Self::ResetSecondFactor => "Reset second factor",
        }
    }

    fn consequence(self) -> &'static str {
        match self {
            Self::Lock => {
                "It is signed out everywhere at once and can not sign in until somebody unlocks it. Its orders stay."
            }
            Self::Unlock => "Its owner can sign in again with the same password.",
            Self::ResetPassword => {
                "The password opens nothing any more, and every device is signed out. The owner gets a mail and chooses a new one."
            }
            Self::ResetSecondFactor => {
                "For somebody who lost phone, passkeys and recovery codes; make sure that it is them. The password opens nothing any more either, every device is signed out, and the owner chooses a new password with a link that is mailed."
            }
            Self::SignOut => "Every device is signed out at once. The owner can sign in again.",
        }
    }

    fn done(self, username: &str) -> String {
        match self {
            Self::Lock => format!("{username} is locked."),
            Self::Unlock => format!("{username} can sign in again."),
            Self::ResetPassword => format!("{username} has to choose a new password."),
            Self::ResetSecondFactor => {
                format!("The second factor of {username} is gone. A new password has to be chosen by mail.")
            }
            Self::SignOut => format!("{username} is signed out everywhere."),
        }
    }

    async fn take(self, client: Client, user: String) -> Result<(), ApiError> {
        match self {
            Self::Lock => api::people::lock_user(client, &user).await,
            Self::Unlock => api::people::unlock_user(client, &user).await,
            Self::ResetPassword => api::people::reset_user_password(client, &user).await,
            Self::ResetSecondFactor => api::people::reset_user_second_factor(client, &user).await,
            Self::SignOut => api::people::end_user_sessions(client, &user).await,
        }
    }
}

/// What makes sense for somebody else's account as it is now.
fn offered(user: &AdminUser) -> Vec<Step> {
    if user.locked_at.is_some() {
        return vec![Step::Unlock];
    }
    let mut steps = Vec::new();
    if user.sessions > 0 {
        steps.push(Step::SignOut);
    }
    // Without a confirmed address no mail could open the account again.
    if user.email_verified && user.password_shut_at.is_none() {
        steps.push(Step::ResetPassword);
    }
    if user.email_verified && user.second_factor_since.is_some() {
        steps.push(Step::ResetSecondFactor);
    }
    steps.push(Step::Lock);
    steps
}

/// The steps that make sense now, each after a question. None for one's own account.
#[component]
pub(super) fn UserSteps(user: AdminUser, reload: Callback<()>) -> impl IntoView {
    let (client, session, toasts) = (use_client(), use_session(), use_toasts());
    let asked = RwSignal::new(None::<Step>);
    let busy = RwSignal::new(false);
    let id = user.id;
    let own = untrack(|| session.user_id()) == Some(id);
    let offered = if own { vec![] } else { offered(&user) };
    let username = user.username;
    let buttons = offered.into_iter().map(move |step| {
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| asked.set(Some(step))>
                {step.label()}
            </Button>
        }
    });
    let open = Binding::new(Signal::derive(move || asked.get().is_some()), move |open: bool| {
        if !open {
            asked.set(None);
        }
    });
    let named = username.clone();
    let confirm = move |()| {
        let named = named.clone();
        let Some(step) = asked.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = step.take(client, id.to_string()).await;
            busy.try_set(false);
            asked.try_set(None);
            match answer {
                Ok(()) => toasts.success(step.done(&named)),
                Err(error) => toasts.error(error.detail()),
            }
            reload.run(());
        });
    };
    let label = move || asked.get().map(Step::label).unwrap_or_default().to_owned();
    let title = move || format!("{username}: {}?", label().to_lowercase());
    view! {
        {buttons.collect_view()}
        <ConfirmDialog
            open=open
            title=Signal::derive(title)
            confirm_label=Signal::derive(label)
            danger=true
            busy=busy
            on_confirm=confirm
        >
            {move || asked.get().map(Step::consequence)}
        </ConfirmDialog>
    }
}
