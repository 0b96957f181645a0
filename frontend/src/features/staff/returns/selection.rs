use securecart_domain::returns::ReturnStatus;
use securecart_dto::AdminPage;
use securecart_dto::returns::{AdminReturn, AdminReturnQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which returns the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReturnSelection {
    /// Only those in this state; without one, all that the shop has something to do for.
    pub status: Option<ReturnStatus>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl ReturnSelection {
    /// The query string for it; empty for what there is to do.
    pub fn to_query(self) -> String {
        let pairs = [
            ("status", self.status.map(|status| status.as_str().to_owned())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for ReturnSelection {
    type Item = AdminReturn;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "status" => selection.status = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminReturns(self)
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
    ) -> Result<AdminPage<AdminReturn>, ApiError> {
        let query = AdminReturnQuery { status: self.status, limit: Some(limit), cursor };
        api::returns::list_returns(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let shown = ReturnSelection { status: Some(ReturnStatus::Approved), more: 1 };
        assert_eq!(shown.to_query(), "status=approved&more=1");
        assert_eq!(ReturnSelection::read("status=approved&more=1&x=2"), shown);
        assert_eq!(ReturnSelection::read("status=none"), ReturnSelection::default());
        assert_eq!(ReturnSelection::default().to_query(), "");
    }
}
