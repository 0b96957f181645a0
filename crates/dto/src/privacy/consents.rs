//! What customers were asked for and may refuse.

use chrono::{DateTime, Utc};
use securecart_domain::privacy::ConsentPurpose;
use serde::{Deserialize, Serialize};

/// Everything that the shop asks consent for. What it needs to keep its side of a purchase is not among it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consents {
    /// One for each purpose.
    pub items: Vec<Consent>,
}

/// How one consent stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// What for.
    pub purpose: ConsentPurpose,
    /// The question as it is asked today.
    pub text: String,
    /// Which wording that is; to be sent back with the answer.
    pub text_version: u16,
    /// Whether it is given now. Nobody is asked by a box that is ticked already.
    pub given: bool,
    /// When it was last given; none if never.
    pub given_at: Option<DateTime<Utc>>,
    /// When it was last withdrawn; none if never.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// An answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentAnswer {
    /// What for.
    pub purpose: ConsentPurpose,
    /// The wording that was read. Consent to another wording than today's is not taken; withdrawing is always.
    pub text_version: u16,
    /// Given, or withdrawn.
    pub given: bool,
}

/// Answers to questions for consent; those that are left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateConsentsRequest {
    /// One answer for each question that is answered.
    pub consents: Vec<ConsentAnswer>,
}
