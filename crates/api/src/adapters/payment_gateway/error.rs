//! How a call to the payment provider fails.

use ::stripe::StripeError;

/// Why the provider did not do what it was asked. Its messages are left out: they can name the payer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// No answer in time, or a failure of its own. Whether the call was performed is unknown; asking again with
    /// the same key is safe.
    #[error("the payment provider is unavailable ({reason})")]
    Unavailable {
        /// What kind of failure.
        reason: &'static str,
    },
    /// There is no such object.
    #[error("the payment provider knows no such object")]
    Missing,
    /// It said no, and nothing was done.
    #[error("the payment provider refused the call with status {status} ({code}, {param})")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Its word for the reason.
        code: String,
        /// The parameter that it did not like.
        param: String,
    },
}

impl GatewayError {
    /// The amount is below what the provider charges.
    pub fn is_amount_too_small(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == "amount_too_small")
    }

    /// The amount is above what the provider charges.
    pub fn is_amount_too_large(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == "amount_too_large")
    }
}

impl From<StripeError> for GatewayError {
    fn from(error: StripeError) -> Self {
        match error {
            // 409 tells that the first call with the key is still running.
            StripeError::Stripe(_, 409) => Self::Unavailable { reason: "the same call is running" },
            StripeError::Stripe(_, 429) => Self::Unavailable { reason: "too many calls" },
            StripeError::Stripe(_, 500..) => Self::Unavailable { reason: "its own failure" },
            StripeError::Stripe(_, 404) => Self::Missing,
            StripeError::Stripe(errors, status) => Self::Refused {
                status,
                code: errors.code.map_or_else(|| errors.type_.to_string(), |code| code.to_string()),
                param: errors.param.unwrap_or_default(),
            },
            StripeError::JSONDeserialize(_) => Self::Unavailable { reason: "an answer that can not be read" },
            StripeError::ClientError(_) => Self::Unavailable { reason: "no connection" },
            StripeError::Timeout => Self::Unavailable { reason: "no answer in time" },
            StripeError::ConfigError(_) => {
                Self::Refused { status: 0, code: "configuration".to_owned(), param: String::new() }
            }
        }
    }
}
