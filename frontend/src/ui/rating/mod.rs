//! Stars.

mod choice;
mod spread;
mod stars;

pub use choice::StarChoice;
pub use spread::{SpreadRow, StarSpread};
pub use stars::StarRow;
