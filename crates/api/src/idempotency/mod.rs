//! Calls that are carried out once: the header `Idempotency-Key` of every `POST`
//! (<https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/07/>, ADR 0023).

mod answer;
mod key;
mod layer;
mod once;

pub use answer::StoredAnswer;
pub use layer::carry_out_once;
pub use once::Once;
