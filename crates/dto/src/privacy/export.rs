//! A copy of everything that the shop keeps of one person.

use chrono::{DateTime, Utc};
use securecart_domain::{
    CheckoutId, Money, OrderId, SessionId, UserId,
    audit::Outcome,
    checkout::CheckoutStatus,
    privacy::{ConsentPurpose, ConsentSource},
};
use serde::{Deserialize, Serialize};

use super::wishes::{ExportedStockWish, ExportedWish};
use crate::{orders::Order, passkeys::Passkey, reviews::MyReview};

/// What the copy comes as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// For programs.
    Json,
    /// For people: one page that needs nothing else.
    Html,
}

/// How the copy is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ExportQuery {
    /// `json` unless told, here or by `Accept: text/html`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<ExportFormat>,
}

/// Everything that the shop keeps of one person. Secrets are not in it, nor what only recognises them (hashes): of those
/// it says that there are some, and since when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonalData {
    /// The version of this form, 1 for now; it goes up when fields leave or change their meaning.
    pub version: u16,
    /// The shop that it comes from.
    pub shop: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who.
    pub account: ExportedAccount,
    /// The address book.
    pub addresses: Vec<ExportedAddress>,
    /// What was agreed to, and taken back, newest first.
    pub consents: Vec<ExportedConsent>,
    /// What is in the cart; none if nothing ever was.
    pub cart: Option<ExportedCart>,
    /// What was bought, newest first.
    pub orders: Vec<Order>,
    /// What was paid for it.
    pub payments: Vec<ExportedPayment>,
    /// Each time a payment page was asked for, newest first.
    pub checkouts: Vec<ExportedCheckout>,
    /// What is to be remembered, newest first.
    pub wishlist: Vec<ExportedWish>,
    /// What is waited for until it is in stock again, newest first.
    pub stock_wishes: Vec<ExportedStockWish>,
    /// What was said of products, newest first.
    pub reviews: Vec<MyReview>,
    /// What guards the account.
    pub security: ExportedSecurity,
    /// Where the account is signed in.
    pub sessions: Vec<ExportedSession>,
    /// Changes of the e-mail address that wait, or can be taken back.
    pub email_changes: Vec<ExportedEmailChange>,
    /// Mails about the account that have not left yet.
    pub mails: Vec<ExportedMail>,
    /// What the log has of the account, newest first.
    pub activity: Vec<ExportedEvent>,
    /// Whether `activity` is all there is: at most ten thousand entries are copied.
    pub activity_complete: bool,
}

/// An account and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAccount {
    /// Its id.
    pub id: UserId,
    /// Its username.
    pub username: String,
    /// Its e-mail address.
    pub email: String,
    /// When the address was confirmed.
    pub email_confirmed_at: Option<DateTime<Utc>>,
    /// The name for deliveries and invoices; may be empty.
    pub full_name: String,
    /// Names of its roles; customers have none.
    pub roles: Vec<String>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// When the shop locked it.
    pub locked_at: Option<DateTime<Utc>>,
}

/// An address of the address book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAddress {
    /// What it says, and which places it has.
    #[serde(flatten)]
    pub address: crate::addresses::Address,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// An answer that was given to a question for consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedConsent {
    /// What for.
    pub purpose: ConsentPurpose,
    /// The wording that was read.
    pub text_version: u16,
    /// Given, or withdrawn.
    pub given: bool,
    /// Where it was answered.
    pub source: ConsentSource,
    /// When.
    pub at: DateTime<Utc>,
}

/// A cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedCart {
    /// When something was first put into it.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// What is in it.
    pub lines: Vec<ExportedCartLine>,
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedCartLine {
    /// The product.
    pub name: String,
    /// Which kind of it; empty if there is no choice.
    pub variant_title: String,
    /// How many.
    pub quantity: u16,
    /// When it was put in.
    pub added_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// Money for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedPayment {
    /// The order.
    pub order_id: OrderId,
    /// Who took it; card data never came to the shop.
    pub provider: String,
    /// What the provider calls it.
    pub provider_payment_id: Option<String>,
    /// Where it stands.
    pub status: String,
    /// What was asked for.
    pub amount: Money,
    /// What was received.
    pub captured: Money,
    /// What was given back.
    pub refunded: Money,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// A payment page that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedCheckout {
    /// Its id.
    pub id: CheckoutId,
    /// How it ended.
    pub status: CheckoutStatus,
    /// What was to be paid.
    pub total: Money,
    /// What the payment provider calls it.
    pub provider_session_id: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Until when it could be paid.
    pub expires_at: DateTime<Utc>,
    /// When it ended.
    pub completed_at: Option<DateTime<Utc>>,
    /// What was to be bought.
    pub items: Vec<ExportedItem>,
}

/// Something that was to be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedItem {
    /// The product's name then.
    pub name: String,
    /// Which kind of it; empty if there was no choice.
    pub variant_title: String,
    /// The price of one then.
    pub unit_price: Money,
    /// How many.
    pub quantity: u16,
}

/// What guards an account. No secret is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSecurity {
    /// Failed sign-ins since the last completed one.
    pub failed_sign_ins: i32,
    /// When too many of them, or the shop, shut the password.
    pub password_shut_at: Option<DateTime<Utc>>,
    /// Signing in with an app's codes.
    pub second_factor: Option<ExportedSecondFactor>,
    /// When a secret for an app was drawn that no code has confirmed yet.
    pub second_factor_begun_at: Option<DateTime<Utc>>,
    /// Passkeys. The keys themselves stay on their devices.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes.
    pub recovery_codes: Vec<ExportedCode>,
    /// Browsers that have signed in before.
    pub known_browsers: Vec<ExportedUse>,
    /// Links that were mailed and still work.
    pub mailed_links: Vec<ExportedLink>,
    /// Sign-ins that wait for a code.
    pub waiting_sign_ins: Vec<ExportedWaitingSignIn>,
}

/// A second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSecondFactor {
    /// Since when it is asked for.
    pub created_at: DateTime<Utc>,
    /// Of when the last code was that opened something, to half a minute.
    pub last_code_of: Option<DateTime<Utc>>,
}

/// A recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedCode {
    /// When it was drawn.
    pub created_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Something that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedUse {
    /// For the first time.
    pub created_at: DateTime<Utc>,
    /// For the last time.
    pub last_used_at: DateTime<Utc>,
}

/// A link that was mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedLink {
    /// What it does.
    pub purpose: String,
    /// When it was drawn.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A sign-in that waits for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedWaitingSignIn {
    /// Wrong codes so far.
    pub failures: i32,
    /// When the password was given.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A place where an account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSession {
    /// Its id; opens nothing.
    pub id: SessionId,
    /// The device in words.
    pub device: String,
    /// What it calls itself.
    pub user_agent: String,
    /// The network address it signed in from.
    pub address: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_seen_at: DateTime<Utc>,
    /// When the password was last given in it.
    pub authenticated_at: Option<DateTime<Utc>>,
    /// When a code was last given in it.
    pub second_factor_at: Option<DateTime<Utc>>,
    /// When it ends unless it is used.
    pub idle_expires_at: DateTime<Utc>,
    /// When it ends in any case.
    pub expires_at: DateTime<Utc>,
}

/// A change of the e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedEmailChange {
    /// The address that was asked for.
    pub wanted: String,
    /// The one of before, where it may take the change back.
    pub former: Option<String>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it can neither be confirmed nor taken back any more, and is forgotten.
    pub expires_at: DateTime<Utc>,
}

/// A mail that has not left yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedMail {
    /// What it is about.
    pub kind: String,
    /// When it was promised.
    pub created_at: DateTime<Utc>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the account itself did it; if not, the shop or its staff did, and who they are is not told.
    pub by_yourself: bool,
    /// The permission that was used.
    pub permission: Option<String>,
    /// The kind of thing it was done to.
    pub object_kind: Option<String>,
    /// Which one, unless it is somebody else's account.
    pub object_key: Option<String>,
    /// The network address it came from, if the account itself did it.
    pub address: Option<String>,
    /// What the client called itself, if the account itself did it.
    pub user_agent: Option<String>,
    /// The request it came with, if the account itself did it.
    pub request_id: Option<String>,
    /// What changed, unless it is somebody else's account.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub detail: serde_json::Value,
}
