//! Paths and methods that the API does not have.

use actix_web::{HttpRequest, HttpResponse, ResponseError as _, http::header};
use securecart_dto::{ProblemType, endpoint};

use super::{ApiError, problems::request_id};

/// 405 with `Allow` where the path exists under other methods (RFC 9110 §15.5.6), 404 otherwise.
pub async fn unknown_path(request: HttpRequest) -> HttpResponse {
    let allowed = allowed_methods(request.path());
    let id = request_id(&request);
    if allowed.is_empty() {
        return ApiError::not_found().answer(&id);
    }
    let allow = allowed.join(", ");
    let error = ApiError::new(
        ProblemType::MethodNotAllowed,
        format!("{} is not offered here, but {allow}.", request.method()),
    );
    debug_assert_eq!(error.status_code().as_u16(), 405);
    let mut answer = error.answer(&id);
    if let Ok(value) = header::HeaderValue::from_str(&allow) {
        answer.headers_mut().insert(header::ALLOW, value);
    }
    answer
}

/// The methods that the endpoint table has for a path.
fn allowed_methods(path: &str) -> Vec<&'static str> {
    let mut allowed: Vec<_> =
        endpoint::TABLE.iter().filter(|row| matches(row.path, path)).map(|row| row.method.as_str()).collect();
    if path == "/api/v1/webhooks/stripe" {
        allowed.push("POST");
    }
    allowed
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    pattern.split('/').all(|expected| {
        segments
            .next()
            .is_some_and(|given| expected == given || (expected.starts_with('{') && !given.is_empty()))
    }) && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_known_by_its_pattern() {
        assert_eq!(allowed_methods("/api/v1/products/mug"), ["GET"]);
        assert_eq!(allowed_methods("/api/v1/me"), ["GET", "PATCH", "DELETE"]);
        assert!(allowed_methods("/api/v1/products/").is_empty());
        assert!(allowed_methods("/api/v1/nothing").is_empty());
    }
}
