//! How often anybody may do what.
//!
//! Two limiters: a kept one in this process, which costs next to nothing and stands before everything else, and our own
//! buckets in PostgreSQL for what guards accounts and money, which hold over several instances and a restart. If the
//! database can not answer, its buckets are kept in this process meanwhile; nothing is ever let through uncounted.

mod caller;
pub mod codes;
mod headers;
mod in_process;
mod keeper;
mod layers;
pub mod policy;
mod reading;
pub mod routes;
pub mod sign_in;
mod source;

pub use caller::{DEVICE_COOKIE, SignInCaller};
pub use keeper::Limits;
pub(crate) use layers::network_of;
pub use layers::{limit_addresses, limit_callers};
pub use policy::Policy;
pub(crate) use reading::in_words;
pub use reading::{Reading, TooMany};
pub use source::Network;
