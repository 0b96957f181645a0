use chrono::{DateTime, Days, NaiveDate, Utc};
use securecart_domain::audit::{EVENTS, Outcome};
use securecart_dto::AdminPage;
use securecart_dto::audit::{AuditEntry, AuditQuery};

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// Which entries of the audit log are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditSelection {
    /// A username or the id of an account.
    pub actor: String,
    /// What happened.
    pub event: Option<&'static str>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The id of what it was done to.
    pub object: String,
    /// A network address.
    pub address: String,
    /// The first day, in UTC.
    pub from: Option<NaiveDate>,
    /// The last day, in UTC.
    pub to: Option<NaiveDate>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl AuditSelection {
    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let words = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let pairs = [
            ("actor", words(&self.actor)),
            ("event", self.event.map(str::to_owned)),
            ("outcome", self.outcome.map(|outcome| outcome.to_string())),
            ("object", words(&self.object)),
            ("address", words(&self.address)),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }

    /// The same entries, without a page.
    pub(super) fn asked(&self) -> AuditQuery {
        let words = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        AuditQuery {
            event: self.event.map(str::to_owned),
            actor: words(&self.actor),
            object: words(&self.object),
            outcome: self.outcome,
            address: words(&self.address),
            from: self.from.and_then(start_of),
            to: self.to.and_then(|day| day.checked_add_days(Days::new(1))).and_then(start_of),
            ..AuditQuery::default()
        }
    }
}

fn start_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}

impl Selection for AuditSelection {
    type Item = AuditEntry;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            let words = || value.trim().chars().take(200).collect();
            match name.as_str() {
                "actor" => selection.actor = words(),
                "event" => selection.event = EVENTS.iter().copied().find(|event| *event == value),
                "outcome" => selection.outcome = value.parse().ok(),
                "object" => selection.object = words(),
                "address" => selection.address = words(),
                "from" => selection.from = value.parse().ok(),
                "to" => selection.to = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminAudit(self)
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
    ) -> Result<AdminPage<AuditEntry>, ApiError> {
        let query = AuditQuery { limit: Some(limit), cursor, ..self.asked() };
        api::staff::list_audit_events(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let query = "actor=ann&event=authn_logout&outcome=success&object=usr_1&address=%3A%3A1\
                     &from=2026-11-01&to=2026-11-02&more=1";
        let selection = AuditSelection::read(query);
        assert_eq!(selection.to_query(), query);
        assert_eq!(AuditSelection::default().to_query(), "");
    }

    #[test]
    fn the_last_day_is_part_of_it() {
        let asked = AuditSelection::read("from=2026-11-01&to=2026-11-01").asked();
        let days = [asked.from, asked.to].map(|at| at.unwrap().to_string());
        assert_eq!(days, ["2026-11-01 00:00:00 UTC", "2026-11-02 00:00:00 UTC"]);
    }
}
