//! `GET /media/{name}`: pictures, named by their content.

use actix_web::{HttpResponse, http::header, route, web::Path};
use securecart_domain::catalog::PictureName;
use securecart_dto::{Problem, ProblemType};

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
    let name = PictureName::parse(&path).ok_or_else(ApiError::not_found)?;
    let found = state.pictures.read(&name).await.map_err(|error| {
        let detail = "Pictures can not be shown right now. Please try again in a moment.";
        ApiError::retry_after(ProblemType::Unavailable, detail, 30).because(error)
    })?;
    let bytes = found.ok_or_else(ApiError::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, name.kind().media_type()))
        .insert_header((header::CACHE_CONTROL, FOREVER))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(bytes))
}
