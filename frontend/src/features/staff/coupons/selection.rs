use securecart_dto::AdminPage;
use securecart_dto::coupons::{Coupon, CouponQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which coupons the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponSelection {
    /// Part of a code or description.
    pub words: String,
    /// Only those that are switched on, or off.
    pub active: Option<bool>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl CouponSelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("q", Some(self.words.clone()).filter(|words| !words.is_empty())),
            ("active", self.active.map(|active| active.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for CouponSelection {
    type Item = Coupon;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => selection.words = value.trim().chars().take(200).collect(),
                "active" => selection.active = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminCoupons(self)
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
    ) -> Result<AdminPage<Coupon>, ApiError> {
        let words = Some(self.words).filter(|words| !words.is_empty());
        let query = CouponQuery { q: words, active: self.active, limit: Some(limit), cursor };
        api::coupons::list_coupons(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = CouponSelection { words: "spring".to_owned(), active: Some(true), more: 1 };
        assert_eq!(selection.to_query(), "q=spring&active=true&more=1");
        assert_eq!(CouponSelection::read("q=spring&active=true&more=1&x=2"), selection);
        assert_eq!(CouponSelection::default().to_query(), "");
    }
}
