use securecart_domain::catalog::MovementKind;
use securecart_domain::inventory::StockState;
use securecart_dto::AdminPage;
use securecart_dto::inventory::{InventoryLevel, InventoryQuery, MovementQuery, StockMovement};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which variants the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelSelection {
    /// Part of a product's name or an SKU.
    pub words: String,
    /// Only stock that stands like this.
    pub state: Option<StockState>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl LevelSelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        query_string([
            ("q", Some(self.words.clone()).filter(|words| !words.is_empty())),
            ("state", self.state.map(|state| state.to_string())),
            ("more", further(self.more)),
        ])
    }
}

impl Selection for LevelSelection {
    type Item = InventoryLevel;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => selection.words = value.trim().chars().take(200).collect(),
                "state" => selection.state = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminInventory(self)
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
    ) -> Result<AdminPage<InventoryLevel>, ApiError> {
        let words = Some(self.words).filter(|words| !words.is_empty());
        let query = InventoryQuery { q: words, state: self.state, limit: Some(limit), cursor };
        api::inventory::list_levels(client, &query).await
    }
}

/// Which entries of the ledger of one variant are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovementSelection {
    /// The variant's id as the address has it.
    pub variant: String,
    /// Only entries of this kind.
    pub kind: Option<MovementKind>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl MovementSelection {
    /// Everything of a variant.
    pub fn all_of(variant: impl ToString) -> Self {
        Self { variant: variant.to_string(), ..Self::default() }
    }

    /// The query string for it.
    pub fn to_query(&self) -> String {
        query_string([
            ("variant", Some(self.variant.clone())),
            ("kind", self.kind.map(|kind| kind.to_string())),
            ("more", further(self.more)),
        ])
    }
}

impl Selection for MovementSelection {
    type Item = StockMovement;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "variant" => selection.variant = value,
                "kind" => selection.kind = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminStock(self)
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
    ) -> Result<AdminPage<StockMovement>, ApiError> {
        // What is no id names nothing: the page says so, and there is nothing to list.
        let Ok(variant) = self.variant.parse() else {
            return Ok(AdminPage { items: Vec::new(), next_cursor: None, total: 0 });
        };
        let query = MovementQuery { variant: Some(variant), kind: self.kind, limit: Some(limit), cursor };
        api::inventory::list_movements(client, &query).await
    }
}

fn further(more: u16) -> Option<String> {
    Some(more).filter(|more| *more > 0).map(|more| more.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = LevelSelection { words: "mug".to_owned(), state: Some(StockState::Low), more: 1 };
        assert_eq!(selection.to_query(), "q=mug&state=low&more=1");
        assert_eq!(LevelSelection::read("q=mug&state=low&more=1&x=2"), selection);
        let selection =
            MovementSelection { kind: Some(MovementKind::Sale), ..MovementSelection::all_of("var_1") };
        assert_eq!(MovementSelection::read(&selection.to_query()), selection);
    }
}
