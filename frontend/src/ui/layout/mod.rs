//! Where things stand on a page.

mod page_header;
mod primitives;
mod split;
mod text;

pub use page_header::{PageHeader, Section};
pub use primitives::{Cluster, Container, Gap, Grid, Stack, Width};
pub use split::SplitLayout;
pub use text::Text;
