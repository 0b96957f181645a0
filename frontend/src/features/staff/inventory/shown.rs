use leptos::prelude::*;
use securecart_dto::inventory::InventoryLevel;

use super::selection::MovementSelection;
use crate::api::{self, Client, Versioned};
use crate::features::staff::listing::Listing;

/// The stock that a page shows, as it was last heard of, and its ledger.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    level: RwSignal<Versioned<InventoryLevel>>,
    listing: Listing<MovementSelection>,
}

impl Shown {
    pub(super) fn new(level: Versioned<InventoryLevel>, listing: Listing<MovementSelection>) -> Self {
        Self { level: RwSignal::new(level), listing }
    }

    /// The stock, for what changes with it.
    pub(super) fn level(self) -> InventoryLevel {
        self.level.get().value
    }

    /// The stock and the version of its thresholds as they are now, for what is sent.
    pub(super) fn as_it_is(self) -> Versioned<InventoryLevel> {
        self.level.get_untracked()
    }

    /// The stock as it is now, unless the page was left.
    pub(super) fn try_level(self) -> Option<InventoryLevel> {
        self.level.try_get_untracked().map(|level| level.value)
    }

    pub(super) fn listing(self) -> Listing<MovementSelection> {
        self.listing
    }

    /// Takes up what has changed. The forms are not drawn anew, so that nothing is lost that is being typed into them. If
    /// nothing is heard, the next change is refused for being about other stock.
    pub(super) async fn refresh(self, client: Client) {
        let variant = self.as_it_is().value.item.variant_id.to_string();
        if let Ok(level) = api::inventory::get_level(client, &variant).await
            // The page may have been left meanwhile.
            && self.level.try_set(level).is_none()
        {
            self.listing.refetch();
        }
    }
}
