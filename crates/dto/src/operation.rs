//! What an operation of the API is.

use std::fmt::Write as _;

use serde::{Serialize, de::DeserializeOwned};

use crate::key_rule::KeyRule;

/// The HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// Creates or acts.
    Post,
    /// Replaces.
    Put,
    /// Changes parts.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as HTTP spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One operation of the API. A test holds the table against `openapi/securecart.json`, both ways.
pub trait Endpoint {
    /// The HTTP method.
    const METHOD: Method;
    /// The path with its parameters in braces.
    const PATH: &'static str;
    /// The operation id, which is also the name of the handler.
    const OPERATION: &'static str;
    /// What it makes of an `Idempotency-Key`.
    const KEY: KeyRule;
    /// Query parameters; `()` for none.
    type Query: Serialize;
    /// The JSON body; `()` for none.
    type Request: Serialize;
    /// The answer; `()` for none.
    type Response: DeserializeOwned;

    /// The path with its parameters filled in, each percent-encoded (RFC 3986 §2.1).
    fn path(parameters: &[&str]) -> String {
        let mut parameters = parameters.iter();
        let mut path = String::new();
        for segment in Self::PATH.split('/').skip(1) {
            path.push('/');
            match segment.strip_prefix('{') {
                Some(_) => encode_segment(&mut path, parameters.next().copied().unwrap_or_default()),
                None => path.push_str(segment),
            }
        }
        path
    }
}

fn encode_segment(path: &mut String, segment: &str) {
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            path.push(char::from(byte));
        } else {
            // Writing to a String can not fail.
            let _infallible = write!(path, "%{byte:02X}");
        }
    }
}

/// One row of the table as plain text, for tests and tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// Operation id.
    pub operation: &'static str,
    /// What it makes of an `Idempotency-Key`.
    pub key: KeyRule,
}

#[cfg(test)]
mod tests {
    use crate::endpoint::{Endpoint as _, GetProduct, TABLE, UpdateVariant};

    #[test]
    fn parameters_are_encoded_into_the_path() {
        assert_eq!(GetProduct::path(&["a b/ü?"]), "/api/v1/products/a%20b%2F%C3%BC%3F");
        assert_eq!(UpdateVariant::path(&["p", "v"]), "/api/v1/admin/products/p/variants/v");
    }

    #[test]
    fn operations_and_routes_are_unique() {
        for (index, row) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(index + 1) {
                assert_ne!(row.operation, other.operation);
                assert!(row.method != other.method || row.path != other.path, "{}", row.path);
            }
        }
    }
}
