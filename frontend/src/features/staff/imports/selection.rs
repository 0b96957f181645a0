use securecart_domain::catalog::ImportOutcome;
use securecart_dto::AdminPage;
use securecart_dto::catalog::ListQuery;
use securecart_dto::imports::{ImportRow, ImportRowQuery, ProductImport};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// How much of the list of imports is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistorySelection {
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl HistorySelection {
    /// The query string for it.
    pub fn to_query(&self) -> String {
        if self.more > 0 { format!("more={}", self.more) } else { String::new() }
    }
}

impl Selection for HistorySelection {
    type Item = ProductImport;

    fn read(search: &str) -> Self {
        let mut pairs = query_pairs(search).into_iter();
        let more = pairs.find(|(name, _)| name == "more").and_then(|(_, value)| value.parse().ok());
        Self { more: more.unwrap_or(0) }
    }

    fn route(self) -> Route {
        Route::AdminImports(self)
    }

    fn more(&self) -> u16 {
        self.more
    }

    fn with_more(self, more: u16) -> Self {
        Self { more }
    }

    async fn fetch(
        self,
        client: Client,
        limit: u16,
        cursor: Option<String>,
    ) -> Result<AdminPage<ProductImport>, ApiError> {
        let query = ListQuery { limit: Some(limit), cursor };
        api::imports::list_imports(client, &query).await
    }
}

/// Which products of which import are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSelection {
    /// The import's id as the address has it.
    pub import: String,
    /// Only products that the check found to be so.
    pub kind: Option<ImportOutcome>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl RowSelection {
    /// All products of an import.
    pub fn all_of(import: impl ToString) -> Self {
        Self { import: import.to_string(), ..Self::default() }
    }

    /// The query string for it.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("import", Some(self.import.clone())),
            ("kind", self.kind.map(|kind| kind.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for RowSelection {
    type Item = ImportRow;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "import" => selection.import = value,
                "kind" => selection.kind = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminImport(self)
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
    ) -> Result<AdminPage<ImportRow>, ApiError> {
        let query = ImportRowQuery { kind: self.kind, limit: Some(limit), cursor };
        api::imports::list_import_rows(client, &self.import, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_address_is_read_again() {
        let selection =
            RowSelection { import: "imp_1".to_owned(), kind: Some(ImportOutcome::Changed), more: 2 };
        assert_eq!(RowSelection::read(&selection.to_query()), selection);
        assert_eq!(HistorySelection::read("?more=3"), HistorySelection { more: 3 });
        assert_eq!(RowSelection::read("?kind=other").kind, None);
    }
}
