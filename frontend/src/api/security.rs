//! Security events, for staff.

use securecart_domain::SecurityEventId;
use securecart_dto::AdminPage;
use securecart_dto::endpoint::{
    AcknowledgeSecurityEvent, GetSecurityEvent, LiftSecurityBlock, ListSecurityEvents,
};
use securecart_dto::security::{SecurityEvent, SecurityEventQuery};

use super::{ApiError, Client};

/// One page of the events that the query selects, newest first.
pub async fn list_events(
    client: Client,
    query: &SecurityEventQuery,
) -> Result<AdminPage<SecurityEvent>, ApiError> {
    client.send::<ListSecurityEvents>(&[], query, &()).await
}

/// One event. Takes the id as it stands in the address; the server judges it.
pub async fn get_event(client: Client, event: &str) -> Result<SecurityEvent, ApiError> {
    client.send::<GetSecurityEvent>(&[event], &(), &()).await
}

/// Notes that the signed-in user has looked at it.
pub async fn acknowledge(client: Client, event: SecurityEventId) -> Result<SecurityEvent, ApiError> {
    client.send::<AcknowledgeSecurityEvent>(&[&event.to_string()], &(), &()).await
}

/// Lets the source of the event in again.
pub async fn lift_block(client: Client, event: SecurityEventId) -> Result<SecurityEvent, ApiError> {
    client.send::<LiftSecurityBlock>(&[&event.to_string()], &(), &()).await
}
