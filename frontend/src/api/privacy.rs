//! What the shop keeps of me.

use securecart_dto::endpoint::{EraseMe, ExportMyData, ListMyConsents, UpdateMyConsents};
use securecart_dto::privacy::{
    ConsentAnswer, Consents, EraseAccountRequest, ExportFormat, ExportQuery, UpdateConsentsRequest,
};

use super::{ApiError, Client};

/// A copy of everything, as the file that is to be kept.
pub async fn export(client: Client, format: ExportFormat) -> Result<String, ApiError> {
    client.fetch_file::<ExportMyData>(&[], &ExportQuery { format: Some(format) }).await
}

/// What I was asked for and may refuse.
pub async fn list_consents(client: Client) -> Result<Consents, ApiError> {
    client.send::<ListMyConsents>(&[], &(), &()).await
}

/// Answers one question.
pub async fn answer_consent(client: Client, answer: ConsentAnswer) -> Result<Consents, ApiError> {
    let request = UpdateConsentsRequest { consents: vec![answer] };
    client.send::<UpdateMyConsents>(&[], &(), &request).await
}

/// Erases the account for good.
pub async fn erase(client: Client, wish: &EraseAccountRequest) -> Result<(), ApiError> {
    client.send::<EraseMe>(&[], &(), wish).await
}
