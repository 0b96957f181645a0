use securecart_dto::AdminPage;
use securecart_dto::people::{AdminUserQuery, AdminUserSummary};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which accounts the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserSelection {
    /// The beginning of a username, or a whole e-mail address.
    pub words: String,
    /// Only who has the role of this name.
    pub role: String,
    /// Only who is locked, or only who is not.
    pub locked: Option<bool>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl UserSelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let pairs = [
            ("q", filled(&self.words)),
            ("role", filled(&self.role)),
            ("locked", self.locked.map(|locked| locked.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for UserSelection {
    type Item = AdminUserSummary;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => selection.words = value.trim().chars().take(254).collect(),
                "role" => selection.role = value,
                "locked" => selection.locked = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminUsers(self)
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
    ) -> Result<AdminPage<AdminUserSummary>, ApiError> {
        let query = AdminUserQuery {
            q: Some(self.words).filter(|words| !words.is_empty()),
            role: Some(self.role).filter(|role| !role.is_empty()),
            locked: self.locked,
            limit: Some(limit),
            cursor,
        };
        api::people::list_users(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = UserSelection {
            words: "ann@example.org".to_owned(),
            role: "staff".to_owned(),
            locked: Some(true),
            more: 1,
        };
        let query = selection.to_query();
        assert_eq!(query, "q=ann%40example.org&role=staff&locked=true&more=1");
        assert_eq!(UserSelection::read(&query), selection);
        assert_eq!(UserSelection::default().to_query(), "");
    }
}
