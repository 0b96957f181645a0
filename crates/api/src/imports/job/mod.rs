//! The work of an import, step by step.

mod apply;
mod check;
mod difference;
mod open_file;
mod trial;
mod undo;
mod work;

pub use open_file::OpenFile;
pub use work::work_on_import;
