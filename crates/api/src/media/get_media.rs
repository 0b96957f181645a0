//! `GET /media/{name}`: pictures, named by their content.

use std::io;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, Header as _, Quality},
    route,
    web::Path,
};
use securecart_domain::catalog::PictureName;
use securecart_dto::{Problem, ProblemType};

use super::{PictureStore, files::FileName, stored::StoredFile};
use crate::{
    auth::Anyone,
    http::{ApiError, etag::names_tag},
    state::State,
};

/// A picture that was opened as a page of its own still can do nothing.
const POLICY: &str = "default-src 'none'; sandbox";
/// The name changes with the content, so what was fetched once stays good.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// A picture.
///
/// What is in the file decides nothing: its type follows from the name, which the shop gave. A caller that names
/// `image/avif` in `Accept` gets the picture so where there is a smaller brother of it; `*/*` and `image/*` are no such
/// wish, since programs say so that can not read it.
#[utoipa::path(get, path = "/media/{name}", tag = "media", operation_id = "get_media", security(()),
    params(("name" = String, Path, description = "The name, as product lists give it")), responses(
    (status = 200, description = "The picture", content_type = "image/webp"),
    (status = 304, description = "What the caller has is still good"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[route("/media/{name}", method = "GET", method = "HEAD")]
pub(crate) async fn get_media(
    _access: Anyone,
    path: Path<String>,
    request: HttpRequest,
    state: State,
) -> Result<HttpResponse, ApiError> {
    let name = PictureName::parse(&path).ok_or_else(ApiError::not_found)?;
    let found = find(&state.pictures, &name, reads_avif(&request)).await.map_err(|error| {
        let detail = "Pictures can not be shown right now. Please try again in a moment.";
        ApiError::retry_after(ProblemType::Unavailable, detail, 30).because(error)
    })?;
    let (file, stored) = found.ok_or_else(ApiError::not_found)?;
    let tag = format!("\"{}\"", file.as_str());
    let known = names_tag(&request, header::IF_NONE_MATCH, &tag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, FOREVER));
    if name.tells_widths() {
        answer.insert_header((header::VARY, header::ACCEPT.as_str()));
    }
    if known {
        return Ok(answer.finish());
    }
    Ok(answer
        .insert_header((header::CONTENT_TYPE, file.media_type()))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(stored.into_body()))
}

/// The file to give out for that name, its brother first where the caller reads it.
async fn find(
    store: &PictureStore,
    name: &PictureName,
    reads_avif: bool,
) -> io::Result<Option<(FileName, StoredFile)>> {
    let brother = (reads_avif && name.tells_widths()).then(|| FileName::avif_of(name));
    for file in brother.into_iter().chain([FileName::of(name)]) {
        if let Some(stored) = store.read(&file).await? {
            return Ok(Some((file, stored)));
        }
    }
    Ok(None)
}

/// Whether the caller names AVIF among what it accepts (RFC 9110 §12.5.1).
fn reads_avif(request: &HttpRequest) -> bool {
    let accepted = header::Accept::parse(request).map(|accept| accept.0).unwrap_or_default();
    accepted.iter().any(|range| range.item.essence_str() == "image/avif" && range.quality > Quality::MIN)
}
