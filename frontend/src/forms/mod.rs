//! What every form has: errors beside their fields, wherever they come from, and a state while it is sent.

mod field_errors;
mod form;
mod sentence;

pub use field_errors::FieldErrors;
pub use form::{FormProblem, FormState};
pub use sentence::sentence;
