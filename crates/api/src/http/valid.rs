//! Bodies and query strings that arrive validated.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::StreamExt as _;
use securecart_dto::{FieldError, ProblemType};
use serde::de::DeserializeOwned;

use super::{ApiError, body_timeout::BodyTooSlow};

/// The largest JSON body in bytes.
pub const JSON_LIMIT: usize = 64 * 1024;

/// A JSON body of the form `Dto` that passed the rules of `Command`.
///
/// Refuses other media types (415, so that no form of another site gets through without a preflight), bodies
/// over 64 KiB (413), text that is not JSON (400) and fields that are unknown, missing, of another type or
/// against the rules (422, with a pointer for each).
#[derive(Debug)]
pub struct Valid<Dto, Command = Dto> {
    command: Command,
    dto: std::marker::PhantomData<fn() -> Dto>,
}

impl<Dto, Command> Valid<Dto, Command> {
    /// What the caller asked for.
    pub fn into_inner(self) -> Command {
        self.command
    }
}

/// From a wire type to something that keeps the rules; every broken rule is reported at once.
pub trait Validate<Dto>: Sized {
    /// Applies the rules.
    fn validate(dto: Dto) -> Result<Self, Vec<FieldError>>;
}

impl<Dto, Command> Validate<Dto> for Command
where
    Command: TryFrom<Dto>,
    Command::Error: Refusal,
{
    fn validate(dto: Dto) -> Result<Self, Vec<FieldError>> {
        Self::try_from(dto).map_err(Refusal::into_field_errors)
    }
}

/// What a `TryFrom` may fail with: broken rules, or nothing at all where the wire type is the command.
pub trait Refusal {
    /// One entry per broken rule.
    fn into_field_errors(self) -> Vec<FieldError>;
}

impl Refusal for Vec<FieldError> {
    fn into_field_errors(self) -> Self {
        self
    }
}

impl Refusal for std::convert::Infallible {
    fn into_field_errors(self) -> Vec<FieldError> {
        match self {}
    }
}

impl<Dto, Command> FromRequest for Valid<Dto, Command>
where
    Dto: DeserializeOwned + 'static,
    Command: Validate<Dto> + 'static,
{
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let refused = check_media_type(request);
        let payload = payload.take();
        Box::pin(async move {
            refused?;
            let bytes = read_body(payload, JSON_LIMIT).await?;
            let dto = parse_json::<Dto>(&bytes)?;
            let command = Command::validate(dto)?;
            Ok(Self { command, dto: std::marker::PhantomData })
        })
    }
}

fn check_media_type(request: &HttpRequest) -> Result<(), ApiError> {
    let given =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::new(ProblemType::UnsupportedMediaType, "Send the body as application/json."))
}

/// The whole body, if it is not larger than `limit` bytes and arrives in time.
pub async fn read_body(mut payload: Payload, limit: usize) -> Result<web::BytesMut, ApiError> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| unreadable(&error))?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(ApiError::new(
                ProblemType::TooLarge,
                format!("A body has at most {limit} bytes here."),
            ));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unreadable(error: &actix_web::error::PayloadError) -> ApiError {
    if BodyTooSlow::is_cause_of(error) {
        return ApiError::new(ProblemType::RequestTimeout, "The body did not arrive in time.");
    }
    ApiError::new(ProblemType::MalformedRequest, "The body could not be read.")
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize::<_, T>(&mut deserializer).map_err(|error| {
        let pointer = json_pointer(error.path());
        let inner = error.into_inner();
        if inner.is_data() {
            let message = inner.to_string();
            let pointer = repeated_field(&message).map_or(pointer, |field| format!("/{field}"));
            ApiError::invalid(vec![FieldError::new(pointer, "invalid", without_place(&message))])
        } else {
            ApiError::new(ProblemType::MalformedRequest, "The body is not JSON.")
        }
    })?;
    deserializer.end().map_err(|_| {
        ApiError::new(ProblemType::MalformedRequest, "The body has something after its JSON.")
    })?;
    Ok(parsed)
}

/// The path that serde followed, as a JSON pointer (RFC 6901).
fn json_pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&part);
    }
    pointer
}

/// serde's message without " at line 1 column 7", which means nothing to a caller who sent one line.
fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// A query string of the form `Dto` that passed the rules of `Command`; anything else is a 422 whose pointers
/// are `?name`.
#[derive(Debug)]
pub struct ValidQuery<Dto, Command = Dto> {
    command: Command,
    dto: std::marker::PhantomData<fn() -> Dto>,
}

impl<Dto, Command> ValidQuery<Dto, Command> {
    /// What the caller asked for.
    pub fn into_inner(self) -> Command {
        self.command
    }
}

impl<Dto, Command> FromRequest for ValidQuery<Dto, Command>
where
    Dto: DeserializeOwned + 'static,
    Command: Validate<Dto> + 'static,
{
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(parse_query(request.query_string()).and_then(|dto| {
            let command = Command::validate(dto)?;
            Ok(Self { command, dto: std::marker::PhantomData })
        }))
    }
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let parser = serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(parser).map_err(|error| {
        let name = error.path().to_string();
        let message = error.into_inner().to_string();
        let pointer = if name == "." { "?".to_owned() } else { format!("?{name}") };
        let named = unknown_field(&message).or_else(|| repeated_field(&message));
        let pointer = named.map_or(pointer, |field| format!("?{field}"));
        ApiError::invalid(vec![FieldError::new(pointer, "invalid", message)])
    })
}

/// The name in serde's "duplicate field `x`", which it tells of the whole object.
fn repeated_field(message: &str) -> Option<&str> {
    message.strip_prefix("duplicate field `")?.split('`').next()
}

/// The name in serde's "unknown field `x`, expected …".
fn unknown_field(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use securecart_dto::{cart::AddCartItemRequest, catalog::ProductQuery};

    use super::*;

    fn problem(error: &ApiError) -> (u16, String) {
        let problem = error.problem("");
        (problem.status, problem.errors.first().map(|error| error.pointer.clone()).unwrap_or_default())
    }

    #[test]
    fn every_bad_body_is_told_apart() {
        for (body, status, pointer) in [
            ("", 400, ""),
            ("{", 400, ""),
            ("{\"quantity\":1} x", 400, ""),
            ("{}", 422, ""),
            ("{\"quantity\":\"1\"}", 422, "/quantity"),
            ("{\"quantity\":0.5}", 422, "/quantity"),
            ("{\"quantity\":1e400}", 400, ""),
            ("{\"quantity\":1,\"price\":1}", 422, "/price"),
            ("{\"quantity\":1,\"quantity\":2}", 422, "/quantity"),
            ("{\"quantity\":1,\"product_id\":\"ord_1\"}", 422, "/product_id"),
        ] {
            let error = parse_json::<AddCartItemRequest>(body.as_bytes()).unwrap_err();
            assert_eq!(problem(&error), (status, pointer.to_owned()), "{body}");
        }
    }

    #[test]
    fn unknown_and_repeated_parameters_are_refused() {
        for (query, pointer) in
            [("colour=red", "?colour"), ("limit=x", "?limit"), ("sort=up", "?sort"), ("q=a&q=b", "?q")]
        {
            let error = parse_query::<ProductQuery>(query).unwrap_err();
            assert_eq!(problem(&error), (422, pointer.to_owned()), "{query}");
        }
        assert_eq!(parse_query::<ProductQuery>("q=a+b").unwrap().q.as_deref(), Some("a b"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_body_or_a_problem_that_blames_the_caller(bytes in any::<Vec<u8>>()) {
            if let Err(error) = parse_json::<AddCartItemRequest>(&bytes) {
                prop_assert!(matches!(problem(&error).0, 400 | 422));
            }
        }

        #[test]
        fn nearly_right_bodies_are_told_apart_too(
            name in "(quantity|product_id|variant_id|[a-z/~]{0,9})",
            value in r#"-?[0-9]{0,25}([.][0-9]{1,3})?(e[0-9]{1,4})?|"[^"]{0,20}"|null|true|\[\]|\{\}"#,
        ) {
            let body = format!("{{\"{name}\":{value}}}");
            if let Err(error) = parse_json::<AddCartItemRequest>(body.as_bytes()) {
                prop_assert!(matches!(problem(&error).0, 400 | 422), "{}", body);
            }
        }

        #[test]
        fn any_query_is_read_or_blamed_on_the_caller(query in prop_oneof![any::<String>(), "[a-z_]{0,9}=[ -~]{0,40}(&[a-z_]{0,9}=[ -~]{0,40}){0,4}"]) {
            if let Err(error) = parse_query::<ProductQuery>(&query) {
                let (status, pointer) = problem(&error);
                prop_assert!(status == 422 && pointer.starts_with('?'), "{status} {pointer}");
            }
        }
    }
}
