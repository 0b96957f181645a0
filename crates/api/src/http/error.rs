//! The one error type of handlers; its answer is a problem document (RFC 9457).

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use securecart_db::DbError;
use securecart_domain::Permission;
use securecart_dto::{FieldError, Problem, ProblemType, accounts::ConfirmWith};
use securecart_keys::KeyError;

/// The media type of problem documents.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why a request was not done, ready to be told to the caller.
#[derive(Debug)]
pub struct ApiError {
    kind: ProblemType,
    detail: String,
    errors: Vec<FieldError>,
    required_permission: Option<Permission>,
    confirm_with: Vec<ConfirmWith>,
    retry_after_seconds: Option<u32>,
    /// Further headers of the answer.
    headers: Vec<(header::HeaderName, header::HeaderValue)>,
    /// For the log only; the caller never sees it.
    cause: Option<anyhow::Error>,
}

impl ApiError {
    /// A problem of that kind; `detail` says what happened and how to go on.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            required_permission: None,
            confirm_with: Vec::new(),
            retry_after_seconds: None,
            headers: Vec::new(),
            cause: None,
        }
    }

    /// Fields that need another value.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail =
            errors.first().map_or_else(|| "Nothing was changed.".to_owned(), |first| first.detail.clone());
        Self { errors, ..Self::new(ProblemType::InvalidFields, detail) }
    }

    /// No such thing, or not yours: the two are told alike so that ids can not be probed.
    pub fn not_found() -> Self {
        Self::new(ProblemType::NotFound, "There is nothing at this address, or it is not yours.")
    }

    /// The session was ended while the request ran.
    pub fn session_ended() -> Self {
        Self::new(ProblemType::NotSignedIn, "This session has ended. Sign in again.")
    }

    /// Our fault; the cause goes to the log.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(ProblemType::Internal, "Nothing was lost. Please try again in a moment.")
        }
    }

    /// The named permission is missing.
    pub fn permission_missing(permission: Permission) -> Self {
        Self {
            required_permission: Some(permission),
            ..Self::new(ProblemType::PermissionMissing, format!("This needs the permission {permission}."))
        }
    }

    /// The caller has to confirm to be the owner of the account first, with all of these.
    pub fn confirmation_required(confirm_with: Vec<ConfirmWith>) -> Self {
        let detail = "This needs to be sure that it is you. Confirm it, then try again.";
        Self { confirm_with, ..Self::new(ProblemType::ConfirmationRequired, detail) }
    }

    /// Not now; try again after so many seconds.
    pub fn retry_after(kind: ProblemType, detail: impl Into<String>, seconds: u32) -> Self {
        Self { retry_after_seconds: Some(seconds), ..Self::new(kind, detail) }
    }

    /// The same problem with a further header in the answer.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: header::HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same problem with a cause for the log.
    #[must_use]
    pub fn because(self, cause: impl Into<anyhow::Error>) -> Self {
        Self { cause: Some(cause.into()), ..self }
    }

    /// The same problem once more, for an answer; the cause moves into text.
    #[must_use]
    pub(super) fn again(&self) -> Self {
        Self {
            kind: self.kind,
            detail: self.detail.clone(),
            errors: self.errors.clone(),
            required_permission: self.required_permission,
            confirm_with: self.confirm_with.clone(),
            retry_after_seconds: self.retry_after_seconds,
            headers: self.headers.clone(),
            cause: self.cause.as_ref().map(|cause| anyhow::anyhow!("{cause:#}")),
        }
    }

    /// The kind of problem.
    pub fn kind(&self) -> ProblemType {
        self.kind
    }

    /// What has to be logged about it.
    pub fn cause(&self) -> Option<&anyhow::Error> {
        self.cause.as_ref()
    }

    /// The document for the caller.
    pub fn problem(&self, request_id: &str) -> Problem {
        Problem {
            kind: self.kind,
            title: self.kind.title().to_owned(),
            status: self.kind.status(),
            detail: self.detail.clone(),
            request_id: request_id.to_owned(),
            errors: self.errors.clone(),
            required_permission: self.required_permission.map(|permission| permission.to_string()),
            confirm_with: self.confirm_with.clone(),
        }
    }

    /// The answer, with the document as its body.
    pub fn answer(&self, request_id: &str) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        answer.insert_header((header::CONTENT_TYPE, PROBLEM_JSON));
        answer.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after_seconds {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        for (name, value) in &self.headers {
            answer.insert_header((name.clone(), value.clone()));
        }
        // A problem is plain text fields; serialising it can not fail.
        answer.body(serde_json::to_string(&self.problem(request_id)).unwrap_or_default())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        // `http::problems` puts the real request id in; this is what is left if it does not run.
        self.answer("")
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::not_found(),
            // It was erased while the request ran.
            DbError::Check { ref constraint }
                if ["erased_accounts_stay_empty", "users_erased_without_data"]
                    .contains(&constraint.as_str()) =>
            {
                Self::session_ended()
            }
            DbError::Unavailable(_) => Self::retry_after(
                ProblemType::Unavailable,
                "The shop is busy or being looked after. Nothing was lost; please try again.",
                2,
            )
            .because(error),
            other => Self::internal(other),
        }
    }
}

/// Something sealed does not open: damaged or moved to another row. The caller learns nothing of it.
impl From<KeyError> for ApiError {
    fn from(error: KeyError) -> Self {
        Self::internal(error)
    }
}

impl From<Vec<FieldError>> for ApiError {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::invalid(errors)
    }
}
