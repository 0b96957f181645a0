//! Categories as staff keep them.

use securecart_domain::{CategoryId, catalog::InTree};
use serde::{Deserialize, Serialize};

/// A category with everything staff see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminCategory {
    /// Its id.
    pub id: CategoryId,
    /// The category it lies in; none for the outermost.
    pub parent_id: Option<CategoryId>,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// Its place among those of the same parent, from 1 on.
    pub position: u32,
    /// How many products lie in itself, drafts and discontinued ones included.
    pub own_product_count: u64,
    /// How many products lie in it and below it.
    pub product_count: u64,
    /// What its `ETag` says; changes need it as `If-Match`.
    pub version: i64,
}

impl InTree for AdminCategory {
    fn id(&self) -> CategoryId {
        self.id
    }

    fn parent_id(&self) -> Option<CategoryId> {
        self.parent_id
    }
}

/// A new category, which becomes the last of its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCategoryRequest {
    /// Its name, at most 100 characters.
    pub name: String,
    /// Its place in addresses; made of the name if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// What is in it, in a sentence of at most 300 characters.
    #[serde(default)]
    pub description: String,
    /// Id of the category it lies in; one of the outermost if it is left out. There are at most five levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
}

/// Changes to a category; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateCategoryRequest {
    /// Its name, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its place in addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// What is in it, in a sentence of at most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Id of the category it lies in, whose last it becomes; an empty text makes it one of the outermost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// Its place among those of the same parent, from 1 on; those behind it make room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}
