//! What can go wrong with a picture.

use std::io;

use securecart_dto::{FieldError, ProblemType};

use crate::http::ApiError;

/// Why a picture was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// Neither JPEG nor PNG nor WebP.
    #[error("The shop takes JPEG, PNG and WebP pictures.")]
    UnknownKind,
    /// The content is of another kind than the form says.
    #[error("The file is not what it says it is. Save it again as JPEG, PNG or WebP.")]
    Disguised,
    /// More pixels than the shop unpacks.
    #[error("A picture has at most 8,000 pixels a side and 25 million in all.")]
    TooManyPixels,
    /// It can not be read to its end.
    #[error("The file is damaged or incomplete. Save the picture again and repeat.")]
    Damaged,
    /// Other pictures are being drawn.
    #[error("the pictures before this one took too long")]
    Busy,
    /// The folder of the pictures is full or can not be written, or the bucket does not take it.
    #[error("the picture can not be kept")]
    NotKept(#[source] io::Error),
    /// The drawing ended in a panic.
    #[error("the picture could not be drawn")]
    NotDrawn(#[source] tokio::task::JoinError),
}

impl From<MediaError> for ApiError {
    fn from(error: MediaError) -> Self {
        let code = match error {
            MediaError::UnknownKind => "unknown_kind",
            MediaError::Disguised => "disguised",
            MediaError::TooManyPixels => "too_many_pixels",
            MediaError::Damaged => "damaged",
            MediaError::Busy => {
                let detail = "Other pictures are being prepared. Nothing was lost; please try again.";
                return Self::retry_after(ProblemType::Unavailable, detail, 5);
            }
            MediaError::NotKept(_) => {
                let detail =
                    "The shop can not keep pictures right now. Nothing was changed; tell whoever runs it.";
                return Self::retry_after(ProblemType::Unavailable, detail, 60).because(error);
            }
            MediaError::NotDrawn(_) => return Self::internal(error),
        };
        Self::invalid(vec![FieldError::new("/file", code, error)])
    }
}
