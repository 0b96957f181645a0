use securecart_domain::reviews::ReviewStatus;
use securecart_dto::AdminPage;
use securecart_dto::reviews::{AdminReview, AdminReviewQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which reviews the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewSelection {
    /// Only those in this state; all without one.
    pub status: Option<ReviewStatus>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl Default for ReviewSelection {
    /// What there is to do.
    fn default() -> Self {
        Self { status: Some(ReviewStatus::Pending), more: 0 }
    }
}

/// Stands in the address for reviews in whatever state.
const ALL: &str = "all";

impl ReviewSelection {
    /// The query string for it; empty for those that wait.
    pub fn to_query(self) -> String {
        let status = self.status.map_or(ALL, ReviewStatus::as_str);
        let pairs = [
            ("status", (status != ReviewStatus::Pending.as_str()).then(|| status.to_owned())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for ReviewSelection {
    type Item = AdminReview;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "status" if value == ALL => selection.status = None,
                "status" => selection.status = value.parse().ok().or(selection.status),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminReviews(self)
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
    ) -> Result<AdminPage<AdminReview>, ApiError> {
        let query = AdminReviewQuery { status: self.status, limit: Some(limit), cursor };
        api::reviews::list_queue(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let shown = ReviewSelection { status: Some(ReviewStatus::Approved), more: 1 };
        assert_eq!(shown.to_query(), "status=approved&more=1");
        assert_eq!(ReviewSelection::read("status=approved&more=1&x=2"), shown);
        assert_eq!(ReviewSelection::read("status=all").status, None);
        assert_eq!(ReviewSelection::read("status=none"), ReviewSelection::default());
        assert_eq!(ReviewSelection::default().to_query(), "");
    }
}
