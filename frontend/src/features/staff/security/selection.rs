use securecart_domain::security::{SecurityEventKind, SecurityEventState, Severity};
use securecart_dto::AdminPage;
use securecart_dto::security::{SecurityEvent, SecurityEventQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which security events the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecuritySelection {
    /// A network or an account, in full.
    pub source: String,
    /// Only of this kind.
    pub kind: Option<SecurityEventKind>,
    /// Only this bad.
    pub severity: Option<Severity>,
    /// Only in this state.
    pub state: Option<SecurityEventState>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl SecuritySelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("source", Some(self.source.clone()).filter(|source| !source.is_empty())),
            ("kind", self.kind.map(|kind| kind.to_string())),
            ("severity", self.severity.map(|severity| severity.to_string())),
            ("state", self.state.map(|state| state.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for SecuritySelection {
    type Item = SecurityEvent;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "source" => selection.source = value.trim().chars().take(200).collect(),
                "kind" => selection.kind = value.parse().ok(),
                "severity" => selection.severity = value.parse().ok(),
                "state" => selection.state = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminSecurity(self)
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
    ) -> Result<AdminPage<SecurityEvent>, ApiError> {
        let query = SecurityEventQuery {
            kind: self.kind,
            severity: self.severity,
            state: self.state,
            source: Some(self.source).filter(|source| !source.is_empty()),
            limit: Some(limit),
            cursor,
        };
        api::security::list_events(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = SecuritySelection {
            source: "2001:db8::/64".to_owned(),
            kind: Some(SecurityEventKind::IdProbing),
            severity: Some(Severity::Medium),
            state: Some(SecurityEventState::Blocked),
            more: 1,
        };
        let query = selection.to_query();
        let expected = "source=2001%3Adb8%3A%3A%2F64&kind=id_probing&severity=medium&state=blocked&more=1";
        assert_eq!(query, expected);
        assert_eq!(SecuritySelection::read(&query), selection);
        assert_eq!(SecuritySelection::default().to_query(), "");
    }
}
