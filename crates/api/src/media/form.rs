//! The form that brings a picture (RFC 7578).

use actix_multipart::{Field, Multipart, MultipartError};
use futures_util::TryStreamExt as _;
use securecart_domain::catalog::{MAX_PICTURE_BYTES, PictureKind, PlainText, picture_alt};
use securecart_dto::{FieldError, ProblemType};

use super::MediaError;
use crate::http::{ApiError, body_timeout::BodyTooSlow};

/// The most bytes of a field that is text.
const MAX_TEXT_BYTES: usize = 4 * 1024;

/// A picture as it came. Its file's name is not among this: nothing depends on it.
pub(crate) struct PictureForm {
    /// What it says it is.
    pub(crate) declared: PictureKind,
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// What it shows.
    pub(crate) alt: PlainText,
}

impl PictureForm {
    /// Reads the form: the field `file` once, and once at most the field `alt`.
    ///
    /// Refuses other bodies (415), files over 5 MiB (413), and with 422 other, repeated and missing fields and
    /// files of a kind that the shop does not take.
    pub(crate) async fn read(mut form: Multipart) -> Result<Self, ApiError> {
        let (mut file, mut alt) = (None, None);
        while let Some(field) = form.try_next().await.map_err(unreadable)? {
            match field.name().unwrap_or_default() {
                "file" if file.is_none() => file = Some(read_file(field).await?),
                "alt" if alt.is_none() => alt = Some(read_alt(field).await?),
                "file" => return Err(refused("/file", "repeated", "Send one picture at a time.")),
                "alt" => return Err(refused("/alt", "repeated", "Describe the picture once.")),
                _ => return Err(refused("", "unknown", "The form has the fields file and alt.")),
            }
        }
        let (declared, bytes) = file.ok_or_else(|| refused("/file", "missing", "Choose a picture."))?;
        let alt = picture_alt(&alt.unwrap_or_default())
            .map_err(|error| ApiError::invalid(vec![FieldError::new("/alt", "invalid", error)]))?;
        Ok(Self { declared, bytes, alt })
    }
}

async fn read_file(field: Field) -> Result<(PictureKind, Vec<u8>), ApiError> {
    let declared = field.content_type().and_then(|kind| PictureKind::of_media_type(kind.essence_str()));
    let declared = declared.ok_or(MediaError::UnknownKind)?;
    let bytes = read(field, MAX_PICTURE_BYTES).await?.ok_or_else(|| {
        ApiError::new(ProblemType::TooLarge, "A picture has at most 5 MiB. Save it smaller and try again.")
    })?;
    if bytes.is_empty() {
        return Err(refused("/file", "missing", "The file is empty. Choose a picture."));
    }
    Ok((declared, bytes))
}

async fn read_alt(field: Field) -> Result<String, ApiError> {
    let bytes = read(field, MAX_TEXT_BYTES).await?;
    let text = bytes.ok_or_else(|| refused("/alt", "invalid", "The description is too long."))?;
    String::from_utf8(text).map_err(|_| refused("/alt", "invalid", "The description is not UTF-8."))
}

/// The bytes of a field; none if there are more than `limit`.
async fn read(mut field: Field, limit: usize) -> Result<Option<Vec<u8>>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
        if bytes.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

fn refused(pointer: &str, code: &str, detail: &str) -> ApiError {
    ApiError::invalid(vec![FieldError::new(pointer, code, detail)])
}

fn unreadable(error: MultipartError) -> ApiError {
    match error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible => ApiError::new(
            ProblemType::UnsupportedMediaType,
            "Send the picture as multipart/form-data with the fields file and alt.",
        ),
        MultipartError::Payload(error) if BodyTooSlow::is_cause_of(&error) => {
            ApiError::new(ProblemType::RequestTimeout, "The picture did not arrive in time.")
        }
        _ => ApiError::new(ProblemType::MalformedRequest, "The form could not be read."),
    }
}
