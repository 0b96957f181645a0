use leptos::prelude::*;
use securecart_dto::second_factor::TotpStatus;

use crate::api::{self, ApiError, use_client};

/// How the second factor of the account stands: asked for once, shown by several cards, and asked for anew after changes.
#[derive(Clone, Copy)]
pub struct Factor(LocalResource<Result<TotpStatus, ApiError>>);

impl Factor {
    /// Asks for it; to be called by the page that shows the cards.
    pub fn load() -> Self {
        let client = use_client();
        Self(LocalResource::new(move || api::second_factor::get_totp(client)))
    }

    /// What is known of it.
    pub(super) fn status(self) -> LocalResource<Result<TotpStatus, ApiError>> {
        self.0
    }

    /// How many recovery codes are left; none if there is nothing that they could stand in for, or it is not known.
    pub(super) fn recovery_codes_left(self) -> Option<u32> {
        let status = self.0.get()?.ok()?;
        status.has_second_factor().then_some(status.recovery_codes_left)
    }

    /// Asks anew.
    pub fn reload(self) {
        self.0.refetch();
    }
}
