//! Pictures of products, as staff keep them.

use chrono::{DateTime, Utc};
use securecart_domain::{ImageId, catalog::PictureFailure};
use serde::{Deserialize, Serialize};

use crate::catalog::ImageSource;

/// A picture that was just added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductImage {
    /// Its id.
    pub id: ImageId,
    /// Its address on this shop.
    pub url: String,
    /// Its widths, narrowest first and the picture itself last.
    pub sources: Vec<ImageSource>,
    /// What it shows.
    pub alt: String,
    /// Its place among the product's pictures, from 1 on.
    pub position: u32,
    /// Pixels from left to right, as the shop shows it.
    pub width: u32,
    /// Pixels from top to bottom, as the shop shows it.
    pub height: u32,
}

/// Changes to a picture; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateProductImageRequest {
    /// What it shows, in at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Its place among the product's pictures, from 1 on; those behind it make room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// A picture that an import announced and that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnnouncedImage {
    /// Its id.
    pub id: ImageId,
    /// Where it lies, as the file said.
    pub source_url: String,
    /// What went wrong last; none if it was not tried yet.
    pub failure: Option<PictureFailure>,
    /// Whether the shop has given it up.
    pub failed: bool,
    /// When the shop tries next; none if it has given up.
    pub next_attempt_at: Option<DateTime<Utc>>,
}
