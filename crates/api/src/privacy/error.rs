//! What can go wrong with what is kept of a person.

use securecart_db::{DbError, privacy::erase::InTheWay};
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::{http::ApiError, mail::FarewellError};

/// Why something about personal data was not done.
#[derive(Debug, thiserror::Error)]
pub enum PrivacyError {
    /// The account is gone.
    #[error("there is no such account")]
    NoAccount,
    /// The question has been worded anew since it was read.
    #[error("the question has other words by now")]
    OldWording {
        /// Which field named the wording.
        pointer: String,
    },
    /// The name that was typed is not the account's.
    #[error("another name was typed")]
    OtherName,
    /// Something is under way that needs to know whose it is.
    #[error("the account is still needed")]
    InTheWay(Vec<InTheWay>),
    /// Nobody else could let people in.
    #[error("it is the last administrator")]
    LastAdministrator,
    /// The last mail.
    #[error(transparent)]
    Farewell(#[from] FarewellError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl PrivacyError {
    /// What is said of another name than the account's.
    pub(super) fn other_name() -> Vec<FieldError> {
        let detail = "This is not your username. Type it as it stands in your profile.";
        vec![FieldError::new("/username", "different", detail)]
    }
}

impl From<DbError> for PrivacyError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("users_keep_an_administrator") => Self::LastAdministrator,
            _ => Self::Db(error),
        }
    }
}

/// What has to happen before an account can be erased, in sentences.
fn still_needed(in_the_way: &[InTheWay]) -> String {
    let sentences = in_the_way.iter().map(|thing| match thing {
        InTheWay::Checkout => {
            "A payment page of yours is open: pay or cancel it, or wait half an hour until it has ended.".to_owned()
        }
        InTheWay::Unsent(number) => {
            format!("Order {number} is paid and has not been sent yet: wait until it has, or ask the shop to cancel it.")
        }
        InTheWay::Unsettled(number) => {
            format!("The money of order {number} is not settled yet: the shop is looking at it, and you can ask how far it is.")
        }
    });
    sentences.collect::<Vec<_>>().join(" ")
}

impl From<PrivacyError> for ApiError {
    fn from(error: PrivacyError) -> Self {
        match error {
            PrivacyError::NoAccount => Self::new(ProblemType::NotSignedIn, "This account is no longer open."),
            PrivacyError::OldWording { pointer } => Self::invalid(vec![FieldError::new(
                pointer,
                "old_wording",
                "The question has other words by now. Read it again and answer once more.",
            )]),
            PrivacyError::OtherName => Self::invalid(PrivacyError::other_name()),
            PrivacyError::InTheWay(things) => Self::new(ProblemType::ErasureBlocked, still_needed(&things)),
            PrivacyError::LastAdministrator => Self::new(
                ProblemType::ErasureBlocked,
                "You are the last administrator. Give somebody else the role admin first.",
            ),
            PrivacyError::Farewell(FarewellError::Key(error)) | PrivacyError::Key(error) => error.into(),
            PrivacyError::Farewell(FarewellError::Db(error)) | PrivacyError::Db(error) => error.into(),
        }
    }
}
