//! The own address book.

use securecart_domain::AddressId;
use securecart_dto::Page;
use securecart_dto::addresses::{Address, NewAddressRequest, UpdateAddressRequest};
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{CreateMyAddress, DeleteMyAddress, ListMyAddresses, UpdateMyAddress};

use super::{ApiError, Client};

/// The address book; it has so few addresses that one page holds them all.
pub async fn list_addresses(client: Client) -> Result<Page<Address>, ApiError> {
    client.send::<ListMyAddresses>(&[], &ListQuery { limit: Some(100), cursor: None }, &()).await
}

/// Adds an address.
pub async fn create_address(client: Client, new: &NewAddressRequest) -> Result<Address, ApiError> {
    client.send::<CreateMyAddress>(&[], &(), new).await
}

/// Changes an address.
pub async fn update_address(
    client: Client,
    id: AddressId,
    change: &UpdateAddressRequest,
) -> Result<Address, ApiError> {
    client.send::<UpdateMyAddress>(&[&id.to_string()], &(), change).await
}

/// Removes an address.
pub async fn delete_address(client: Client, id: AddressId) -> Result<(), ApiError> {
    client.send::<DeleteMyAddress>(&[&id.to_string()], &(), &()).await
}
