//! Stock as staff watch it. Ids are taken as they stand in the address; the server judges them.

use securecart_dto::AdminPage;
use securecart_dto::endpoint::{
    GetInventoryLevel, ListInventory, ListStockMovements, ListStockReservations, PutStockThresholds,
};
use securecart_dto::inventory::{
    InventoryLevel, InventoryQuery, MovementQuery, ReservationQuery, StockMovement, StockReservation,
    StockThresholds,
};

use super::{ApiError, CallHeaders, Client, Versioned};

/// A page of levels.
pub async fn list_levels(
    client: Client,
    query: &InventoryQuery,
) -> Result<AdminPage<InventoryLevel>, ApiError> {
    client.send::<ListInventory>(&[], query, &()).await
}

/// The level of a variant, and the version of its thresholds.
pub async fn get_level(client: Client, variant: &str) -> Result<Versioned<InventoryLevel>, ApiError> {
    client.send_with::<GetInventoryLevel>(&[variant], &(), &(), &CallHeaders::default()).await
}

/// Says from where on a variant's stock is low or too much, if that still is in that version.
pub async fn put_thresholds(
    client: Client,
    variant: &str,
    version: Option<String>,
    thresholds: &StockThresholds,
) -> Result<Versioned<InventoryLevel>, ApiError> {
    let headers = CallHeaders { if_match: version, ..CallHeaders::default() };
    client.send_with::<PutStockThresholds>(&[variant], &(), thresholds, &headers).await
}

/// A page of the ledger.
pub async fn list_movements(
    client: Client,
    query: &MovementQuery,
) -> Result<AdminPage<StockMovement>, ApiError> {
    client.send::<ListStockMovements>(&[], query, &()).await
}

/// A page of what open checkouts keep.
pub async fn list_reservations(
    client: Client,
    query: &ReservationQuery,
) -> Result<AdminPage<StockReservation>, ApiError> {
    client.send::<ListStockReservations>(&[], query, &()).await
}
