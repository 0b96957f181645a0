//! The app's files: carried inside the release binary, precompressed and content-hashed.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::Bytes,
};
use rust_embed::{EmbeddedFile, RustEmbed};
use securecart_dto::ProblemType;

use crate::http::{ApiError, headers::APP_POLICY, problems::request_id};

/// What `cargo xtask web` built. Debug builds read it from disk at each request.
#[derive(RustEmbed)]
#[folder = "$SECURECART_APP_DIR"]
#[allow_missing = true]
struct Dist;

/// Whether there is an app to serve.
pub fn is_built() -> bool {
    Dist::get("index.html").is_some()
}

/// The files that a path can name by itself; everything else is a page of the app.
const ASSETS: &str = "/assets/";

/// Serves the app: hashed files for ever, the page never from a cache. A path that no file has is a page of
/// the app, which then shows it or says that there is none.
pub async fn serve_app(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let error = ApiError::new(ProblemType::MethodNotAllowed, "Pages are read with GET.");
        return with_allow(error.answer(&request_id(&request)));
    }
    if let Some(name) = request.path().strip_prefix(ASSETS) {
        return asset(&request, &format!("assets/{name}"));
    }
    page(&request)
}

fn with_allow(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
    answer
}

fn asset(request: &HttpRequest, path: &str) -> HttpResponse {
    match (media_type(path), find(request, path)) {
        (Some(media_type), Some((file, encoding))) => {
            let mut answer = HttpResponse::Ok();
            answer.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
            send(answer, file, encoding, media_type)
        }
        _ => ApiError::not_found().answer(&request_id(request)),
    }
}

fn page(request: &HttpRequest) -> HttpResponse {
    let Some((file, encoding)) = find(request, "index.html") else {
        // An API without its app has no pages; `securecart doctor` says so too.
        tracing::error!("the app was not built into this binary: run `cargo xtask web` first");
        return ApiError::not_found().answer(&request_id(request));
    };
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CACHE_CONTROL, "no-store"));
    answer.insert_header((header::CONTENT_SECURITY_POLICY, APP_POLICY));
    send(answer, file, encoding, "text/html; charset=utf-8")
}

fn send(
    mut answer: actix_web::HttpResponseBuilder,
    file: EmbeddedFile,
    encoding: Option<&'static str>,
    media_type: &'static str,
) -> HttpResponse {
    answer.insert_header((header::CONTENT_TYPE, media_type));
    answer.insert_header((header::VARY, "Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert_header((header::CONTENT_ENCODING, encoding));
    }
    match file.data {
        std::borrow::Cow::Borrowed(bytes) => answer.body(Bytes::from_static(bytes)),
        std::borrow::Cow::Owned(bytes) => answer.body(bytes),
    }
}

/// The file in the best encoding that the browser takes.
fn find(request: &HttpRequest, path: &str) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let takes = |name: &str| {
        accepted.split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            pieces.next() == Some(name) && !pieces.any(|weight| weight == "q=0")
        })
    };
    [("br", "br"), ("gz", "gzip")]
        .into_iter()
        .filter(|(_, encoding)| takes(encoding))
        .find_map(|(ending, encoding)| {
            Dist::get(&format!("{path}.{ending}")).map(|file| (file, Some(encoding)))
        })
        .or_else(|| Dist::get(path).map(|file| (file, None)))
}

/// The kinds of files that are served; anything else is not there (ASVS 13.4.7).
fn media_type(path: &str) -> Option<&'static str> {
    let ending = path.rsplit_once('.')?.1;
    Some(match ending {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_folder_of_the_app_is_a_resolved_path() {
        let folder = env!("SECURECART_APP_DIR");
        assert!(
            folder.starts_with('/') && folder.ends_with("/frontend/dist") && !folder.contains(".."),
            "{folder}"
        );
    }
}
