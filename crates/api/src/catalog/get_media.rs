//! `GET /media/{name}`: pictures, named by their content.

use std::io::ErrorKind;

use actix_web::{HttpResponse, http::header, route, web::Path};

use securecart_dto::Problem;

use crate::{auth::Anyone, http::ApiError, state::State};

/// A picture that was opened as a page of its own still can do nothing.
const POLICY: &str = "default-src 'none'; sandbox";
/// The name changes with the content, so what was fetched once stays good.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// A picture.
///
/// Its type follows from the name alone, which the shop gave: what is in the file decides nothing.
#[utoipa::path(get, path = "/media/{name}", tag = "media", operation_id = "get_media", security(()),
    params(("name" = String, Path, description = "The name, as product lists give it")), responses(
    (status = 200, description = "The picture", content_type = "image/webp"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[route("/media/{name}", method = "GET", method = "HEAD")]
pub(crate) async fn get_media(
    _access: Anyone,
    path: Path<String>,
    state: State,
) -> Result<HttpResponse, ApiError> {
    let content_type = content_type(&path).ok_or_else(ApiError::not_found)?;
    let file = state.config.data_dir.join("media").join(path.as_str());
    let bytes = match tokio::fs::read(&file).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(ApiError::not_found()),
        Err(error) => return Err(ApiError::internal(error)),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, FOREVER))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(bytes))
}

/// What a file of that name is; none for names that the shop never gives, so that no path gets anywhere else.
fn content_type(name: &str) -> Option<&'static str> {
    let (digest, extension) = name.split_once('.')?;
    let hexadecimal = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if !(16..=64).contains(&digest.len()) || !digest.bytes().all(hexadecimal) {
        return None;
    }
    match extension {
        "webp" => Some("image/webp"),
        "jpg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_shop_gives_are_looked_for() {
        assert_eq!(content_type("0123456789abcdef.webp"), Some("image/webp"));
        for name in [
            "0123456789abcdef.svg",
            "0123456789abcdef.html",
            "0123456789abcde.webp",
            "0123456789ABCDEF.webp",
            "0123456789abcdef.webp.html",
            "../0123456789abcdef.webp",
            "0123456789abcdef/../../x.png",
            ".webp",
            "",
        ] {
            assert_eq!(content_type(name), None, "{name}");
        }
    }
}
