//! How orders reach their buyers.

mod coverage;
mod destination;
mod estimate;
mod method;

pub use coverage::{Coverage, InvalidCoverage};
pub use destination::{Destination, InvalidDestination};
pub use estimate::{Estimate, InvalidEstimate};
pub use method::{BrokenTerms, DeliveryTerms, MethodKind};
