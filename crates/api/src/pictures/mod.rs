//! Work on pictures that no request waits for: their smaller brothers, and fetching those that an import announced.
//!
//! Whoever imports a file has the shop ask at addresses of their choice. So the shop asks on the open web alone: it looks
//! names up itself, refuses what leads into a private network, connects to exactly the addresses that it has looked at, and
//! does the same again for each redirect. What comes is measured while it comes, and drawn anew like every other picture.

mod avif;
mod fetch;
mod reach;
mod work;

pub use avif::make_smaller_pictures;
pub use work::fetch_pictures;
