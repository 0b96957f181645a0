//! The form that brings a file of products (RFC 7578).

use actix_multipart::{Field, Multipart, MultipartError};
use futures_util::TryStreamExt as _;
use securecart_domain::catalog::{ImportMode, ProductFileFormat};
use securecart_dto::{FieldError, ProblemType};

use crate::{
    http::{ApiError, body_timeout::BodyTooSlow},
    import::file::MAX_BYTES,
};

/// The most bytes of a field that is a word.
const MAX_WORD: usize = 64;
/// The longest name of a file in characters.
const MAX_NAME: usize = 200;

/// A file as it came.
pub(super) struct ImportForm {
    /// Its name, which means nothing.
    pub(super) file_name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
    /// How it is written.
    pub(super) format: ProductFileFormat,
    /// What becomes of products that are there.
    pub(super) mode: ImportMode,
}

impl ImportForm {
    /// Reads the form: the fields `file` and `format`, and once at most `mode`.
    ///
    /// Refuses other bodies (415), files over 128 MiB (413), and with 422 other, repeated and missing fields and words that
    /// mean nothing.
    pub(super) async fn read(mut form: Multipart) -> Result<Self, ApiError> {
        let (mut file, mut format, mut mode) = (None, None, None);
        while let Some(field) = form.try_next().await.map_err(unreadable)? {
            match field.name().unwrap_or_default() {
                "file" if file.is_none() => file = Some(read_file(field).await?),
                "format" if format.is_none() => {
                    format = Some(read_word(field, "/format", "A format is securecart or shopify.").await?);
                }
                "mode" if mode.is_none() => {
                    mode = Some(read_word(field, "/mode", "A mode is add_and_change or add.").await?);
                }
                "file" => return Err(refused("/file", "repeated", "Send one file at a time.")),
                "format" | "mode" => return Err(refused("", "repeated", "Say it once.")),
                _ => return Err(refused("", "unknown", "The form has the fields file, format and mode.")),
            }
        }
        let (file_name, bytes) = file.ok_or_else(|| refused("/file", "missing", "Choose a file."))?;
        let format = format.ok_or_else(|| refused("/format", "missing", "Say how the file is written."))?;
        Ok(Self { file_name, bytes, format, mode: mode.unwrap_or(ImportMode::AddAndChange) })
    }
}

async fn read_file(field: Field) -> Result<(String, Vec<u8>), ApiError> {
    let name = field.content_disposition().and_then(|disposition| disposition.get_filename());
    let letters = name.unwrap_or_default().chars().filter(|letter| !letter.is_control());
    let name: String = letters.take(MAX_NAME).collect();
    let bytes = read(field, MAX_BYTES).await?.ok_or_else(|| {
        ApiError::new(ProblemType::TooLarge, "A file of products has at most 128 MiB. Bring it in parts.")
    })?;
    if bytes.is_empty() {
        return Err(refused("/file", "missing", "The file is empty. Choose another one."));
    }
    Ok((name, bytes))
}

async fn read_word<T: std::str::FromStr>(field: Field, pointer: &str, known: &str) -> Result<T, ApiError> {
    let bytes = read(field, MAX_WORD).await?.unwrap_or_default();
    let word = String::from_utf8(bytes).ok().and_then(|text| text.parse().ok());
    word.ok_or_else(|| refused(pointer, "invalid", known))
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
            "Send the file as multipart/form-data with the fields file, format and mode.",
        ),
        MultipartError::Payload(error) if BodyTooSlow::is_cause_of(&error) => {
            ApiError::new(ProblemType::RequestTimeout, "The file did not arrive in time.")
        }
        _ => ApiError::new(ProblemType::MalformedRequest, "The form could not be read."),
    }
}
