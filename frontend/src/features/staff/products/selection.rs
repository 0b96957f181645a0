use securecart_domain::catalog::{ProductStatus, Slug, StockFilter};
use securecart_dto::AdminPage;
use securecart_dto::admin::{AdminProduct, AdminProductQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which products the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductSelection {
    /// Part of a name or an SKU.
    pub words: String,
    /// Only products in this state.
    pub status: Option<ProductStatus>,
    /// Only products with this much stock.
    pub stock: Option<StockFilter>,
    /// Only products of the category of this slug and those below it; empty for all.
    pub category: String,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl ProductSelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("q", Some(self.words.clone()).filter(|words| !words.is_empty())),
            ("status", self.status.map(|status| status.to_string())),
            ("stock", self.stock.map(|stock| stock.to_string())),
            ("category", Some(self.category.clone()).filter(|slug| !slug.is_empty())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for ProductSelection {
    type Item = AdminProduct;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => selection.words = value.trim().chars().take(200).collect(),
                "status" => selection.status = value.parse().ok(),
                "stock" => selection.stock = value.parse().ok(),
                "category" => {
                    selection.category = Slug::parse(&value).map(|slug| slug.to_string()).unwrap_or_default();
                }
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminProducts(self)
    }

    fn more(&self) -> u16 {
        self.more
    }

    fn with_more(self, more: u16) -> Self {
        Self { more, ..self }
    }

    async fn fetch(
        self,
        client: Client,
        limit: u16,
        cursor: Option<String>,
    ) -> Result<AdminPage<AdminProduct>, ApiError> {
        let query = AdminProductQuery {
            q: Some(self.words).filter(|words| !words.is_empty()),
            status: self.status,
            stock: self.stock,
            category: Some(self.category).filter(|slug| !slug.is_empty()),
            limit: Some(limit),
            cursor,
            ..AdminProductQuery::default()
        };
        api::staff::list_products(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = ProductSelection {
            words: "MUG & 3".to_owned(),
            status: Some(ProductStatus::Draft),
            stock: Some(StockFilter::Low),
            category: "home-textiles".to_owned(),
            more: 2,
        };
        let query = selection.to_query();
        assert_eq!(query, "q=MUG+%26+3&status=draft&stock=low&category=home-textiles&more=2");
        assert_eq!(ProductSelection::read(&query), selection);
    }

    #[test]
    fn a_wrong_address_is_read_as_far_as_it_goes() {
        let selection =
            ProductSelection::read("?q=mug&status=sold&stock=much&category=No+Slug&more=x&page=3");
        assert_eq!(selection, ProductSelection { words: "mug".to_owned(), ..ProductSelection::default() });
        assert_eq!(ProductSelection::default().to_query(), "");
    }
}
