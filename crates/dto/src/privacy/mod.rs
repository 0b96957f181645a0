//! What the shop keeps of its customers: a copy for them, and its end.

mod consents;
mod export;
mod wishes;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use consents::{Consent, ConsentAnswer, Consents, UpdateConsentsRequest};
pub use export::{
    ExportFormat, ExportQuery, ExportedAccount, ExportedAddress, ExportedCart, ExportedCartLine,
    ExportedCheckout, ExportedCode, ExportedConsent, ExportedEmailChange, ExportedEvent, ExportedItem,
    ExportedLink, ExportedMail, ExportedPayment, ExportedSecondFactor, ExportedSecurity, ExportedSession,
    ExportedUse, ExportedWaitingSignIn, PersonalData,
};
pub use wishes::{ExportedStockWish, ExportedWish};

/// The wish to have the own account erased. It can not be taken back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EraseAccountRequest {
    /// The account's username, typed once more: nobody erases an account by one wrong click.
    pub username: String,
}

impl fmt::Debug for EraseAccountRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EraseAccountRequest").finish_non_exhaustive()
    }
}
