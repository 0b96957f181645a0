//! What every page stands in: title and heading, loading and failing, who may see it, header and footer.

mod arrival;
mod dates;
mod guard;
mod loaded;
mod not_found;
mod picture;
mod save_file;
mod shop;
mod suggesting;
mod title;

pub use arrival::{Arrival, use_arrival};
pub use dates::{day, moment, now};
pub use guard::{Needs, guarded};
pub use loaded::{Failure, Loaded};
pub use not_found::NotFoundPage;
pub use picture::{picture, smallest_picture};
pub use save_file::save_file;
pub use shop::ShopFrame;
pub use title::PageTitle;
