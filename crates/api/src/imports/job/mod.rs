//! The work of an import, step by step.

mod apply;
mod check;
mod difference;
mod items;
mod trial;
mod undo;
mod work;

pub use items::OpenFile;
pub use work::work_on_import;
