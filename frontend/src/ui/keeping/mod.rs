//! Secrets that are shown once: as a picture to scan, as text to type or copy, as a list to keep.

mod clipboard;
mod code_list;
mod copy_text;
mod qr_picture;
mod text_file;

pub use code_list::CodeList;
pub use copy_text::CopyText;
pub use qr_picture::QrPicture;
