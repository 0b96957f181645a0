//! Who is using the app. The session itself is a cookie that no script can read; this is what the server says of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::accounts::Held;
use securecart_domain::{Currency, Permission, UserId};
use securecart_dto::accounts::{CurrentUser, SessionInfo};

use crate::api::{ApiError, Client};

/// What is known of the session. Get it with [`use_session`].
#[derive(Clone, Copy, Debug)]
pub struct Session {
    client: Client,
    state: RwSignal<State>,
}

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    Loading,
    Known(SessionInfo),
    Failed(ApiError),
}

/// The session of this app; [`Session::provide`] has to have been called above.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Makes the session of this app and asks the server about it.
    pub fn provide(client: Client) -> Self {
        let session = Self { client, state: RwSignal::new(State::Loading) };
        provide_context(session);
        client.when_signed_out(move || session.forget_user());
        session.reload();
        session
    }

    /// Asks the server again; to be awaited after everything that signs in or out.
    pub async fn refresh(self) -> Result<(), ApiError> {
        match self.client.session().await {
            Ok(info) => {
                self.state.set(State::Known(info));
                Ok(())
            }
            Err(error) => {
                self.state.set(State::Failed(error.clone()));
                Err(error)
            }
        }
    }

    /// The same without waiting, for the button on an error panel.
    pub fn reload(self) {
        spawn_local(async move {
            // Whoever shows the session shows its failure, too.
            self.refresh().await.ok();
        });
    }

    /// The server said that nobody is signed in: the session ended by time, or elsewhere.
    fn forget_user(self) {
        if self.state.with_untracked(|state| matches!(state, State::Known(info) if info.user.is_some())) {
            self.state.update(|state| {
                if let State::Known(info) = state {
                    info.user = None;
                    info.permissions.clear();
                }
            });
            // A guest's session has another token.
            self.reload();
        }
    }

    /// What sends calls for this session.
    pub fn client(self) -> Client {
        self.client
    }

    /// The signed-in user; none for guests and as long as the answer is not there.
    pub fn user(self) -> Option<CurrentUser> {
        self.with(|info| info.user.clone()).flatten()
    }

    /// The signed-in user's id, to notice that it is somebody else now.
    pub fn user_id(self) -> Option<UserId> {
        self.with(|info| info.user.as_ref().map(|user| user.id)).flatten()
    }

    /// Whether somebody is signed in; none as long as the answer is not there.
    pub fn is_signed_in(self) -> Option<bool> {
        self.with(|info| info.user.is_some())
    }

    /// Whether the catalogue may be seen; none as long as the answer is not there.
    pub fn may_browse(self) -> Option<bool> {
        self.with(|info| info.user.is_some() || info.shop.guests_may_browse)
    }

    /// Whether passkeys can be used in this shop.
    pub fn has_passkeys(self) -> bool {
        self.with(|info| info.shop.passkeys).unwrap_or(false)
    }

    /// Where the terms stand that a buyer has to accept; none if the shop asks for nothing like that.
    pub fn terms_url(self) -> Option<String> {
        self.with(|info| info.shop.terms_url.clone()).flatten()
    }

    /// Whether the user has this permission. Hiding things is comfort: the server decides.
    pub fn may(self, permission: Permission) -> bool {
        self.with(|info| info.permissions.contains(&permission)).unwrap_or(false)
    }

    /// Everything that the user holds.
    pub fn held(self) -> Held {
        self.with(|info| info.permissions.iter().copied().collect()).unwrap_or_default()
    }

    /// Whether the staff area is closed to the user until a second factor is set up.
    pub fn owes_second_factor(self) -> bool {
        self.with(|info| info.user.as_ref().is_some_and(|user| user.second_factor_missing)).unwrap_or(false)
    }

    /// Whether there is anything in the staff area for this user.
    pub fn is_staff(self) -> bool {
        self.with(|info| !info.permissions.is_empty()).unwrap_or(false)
    }

    /// What the shop sells in. Until the answer is there it is the currency of the demo; nothing with a price
    /// from the server depends on it.
    pub fn currency(self) -> Currency {
        self.with(|info| info.shop.currency).unwrap_or(Currency::Usd)
    }

    /// Why the server could not be asked.
    pub fn failure(self) -> Option<ApiError> {
        self.state.with(|state| match state {
            State::Failed(error) => Some(error.clone()),
            State::Loading | State::Known(_) => None,
        })
    }

    fn with<T>(self, read: impl FnOnce(&SessionInfo) -> T) -> Option<T> {
        self.state.with(|state| match state {
            State::Known(info) => Some(read(info)),
            State::Loading | State::Failed(_) => None,
        })
    }
}
