//! When stock needs somebody's eye.

mod thresholds;

pub use thresholds::{InvalidThresholds, StockState, Thresholds};
