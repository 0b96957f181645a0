//! Collecting every field error of a request instead of stopping at the first.

use std::fmt::Display;

use securecart_dto::FieldError;

/// The field errors found so far.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value, or nothing and an error of the field that `pointer` names.
    pub fn take<T, E: Display>(&mut self, pointer: &str, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(pointer, "invalid", error);
                None
            }
        }
    }

    /// The same for a field that may be left out: the outer `Option` says whether it was accepted.
    pub fn take_optional<T, E: Display>(
        &mut self,
        pointer: &str,
        parsed: Option<Result<T, E>>,
    ) -> Option<Option<T>> {
        match parsed {
            None => Some(None),
            Some(parsed) => self.take(pointer, parsed).map(Some),
        }
    }

    /// Adds an error of the field that `pointer` names.
    pub fn add(&mut self, pointer: &str, code: &str, detail: impl Display) {
        self.errors.push(FieldError::new(pointer, code, detail));
    }

    /// All errors, if there are any.
    pub fn finish(self) -> Result<(), Vec<FieldError>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }

    /// All errors, where the caller already knows that there are some.
    pub fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }
}
