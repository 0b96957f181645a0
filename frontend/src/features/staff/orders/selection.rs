use std::fmt;
use std::str::FromStr;

use securecart_domain::orders::{FulfilmentStatus, OrderStatus, PaymentStatus};
use securecart_dto::AdminPage;
use securecart_dto::admin::AdminOrderQuery;
use securecart_dto::orders::Order;

use crate::api::{self, ApiError, Client};
use crate::features::staff::listing::Selection;
use crate::routes::{Route, query_pairs, query_string};

/// How far the orders are sent that the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Something of them is still to be sent, whether or not a part has gone already.
    NotAll,
    /// Exactly so far.
    SoFar(FulfilmentStatus),
}

impl Sent {
    /// How [`Sent::NotAll`] stands in addresses.
    const NOT_ALL: &str = "to_ship";
}

impl fmt::Display for Sent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAll => formatter.write_str(Self::NOT_ALL),
            Self::SoFar(status) => status.fmt(formatter),
        }
    }
}

impl FromStr for Sent {
    type Err = <FulfilmentStatus as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::NOT_ALL { Ok(Self::NotAll) } else { text.parse().map(Self::SoFar) }
    }
}

/// Which orders the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderSelection {
    /// An order number, part of a username, or an e-mail address in full.
    pub words: String,
    /// Only orders in this state.
    pub status: Option<OrderStatus>,
    /// Only orders paid so far.
    pub payment: Option<PaymentStatus>,
    /// Only orders sent so far.
    pub fulfilment: Option<Sent>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl OrderSelection {
    /// Paid orders of which something has not left the house.
    pub fn to_ship() -> Self {
        Self { fulfilment: Some(Sent::NotAll), ..Self::default() }
    }

    /// The query string for it; empty if everything is shown.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("q", Some(self.words.clone()).filter(|words| !words.is_empty())),
            ("status", self.status.map(|status| status.to_string())),
            ("payment", self.payment.map(|status| status.to_string())),
            ("fulfilment", self.fulfilment.map(|status| status.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }
}

impl Selection for OrderSelection {
    type Item = Order;

    fn read(search: &str) -> Self {
        let mut selection = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => selection.words = value.trim().chars().take(200).collect(),
                "status" => selection.status = value.parse().ok(),
                "payment" => selection.payment = value.parse().ok(),
                "fulfilment" => selection.fulfilment = value.parse().ok(),
                "more" => selection.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        selection
    }

    fn route(self) -> Route {
        Route::AdminOrders(self)
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
    ) -> Result<AdminPage<Order>, ApiError> {
        let (to_ship, fulfilment_status) = match self.fulfilment {
            Some(Sent::NotAll) => (Some(true), None),
            Some(Sent::SoFar(status)) => (None, Some(status)),
            None => (None, None),
        };
        let query = AdminOrderQuery {
            q: Some(self.words).filter(|words| !words.is_empty()),
            status: self.status,
            payment_status: self.payment,
            fulfilment_status,
            to_ship,
            limit: Some(limit),
            cursor,
        };
        api::staff::list_orders(client, &query).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let selection = OrderSelection {
            words: "ann@example.org".to_owned(),
            payment: Some(PaymentStatus::Paid),
            more: 1,
            ..OrderSelection::to_ship()
        };
        let query = selection.to_query();
        assert_eq!(query, "q=ann%40example.org&payment=paid&fulfilment=to_ship&more=1");
        assert_eq!(OrderSelection::read(&query), selection);
        let parts = Some(Sent::SoFar(FulfilmentStatus::PartiallyFulfilled));
        assert_eq!(OrderSelection::read("fulfilment=partially_fulfilled").fulfilment, parts);
        assert_eq!(OrderSelection::default().to_query(), "");
    }
}
