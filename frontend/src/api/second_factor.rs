//! Signing in with a code besides the password.

use securecart_dto::endpoint::{BeginTotp, ConfirmTotp, GetTotp, RemoveTotp, RenewRecoveryCodes};
use securecart_dto::second_factor::{CodeRequest, RecoveryCodes, TotpSetup, TotpStatus};

use super::{ApiError, Client};

/// Whether signing in asks for a code, and how many recovery codes are left.
pub async fn get_totp(client: Client) -> Result<TotpStatus, ApiError> {
    client.send::<GetTotp>(&[], &(), &()).await
}

/// Draws a key for an authenticator app; it asks for nothing until its first code confirms it.
pub async fn begin_totp(client: Client) -> Result<TotpSetup, ApiError> {
    client.send::<BeginTotp>(&[], &(), &()).await
}

/// Switches codes on with the first one of the key that was drawn last; the recovery codes come along.
pub async fn confirm_totp(client: Client, code: &CodeRequest) -> Result<RecoveryCodes, ApiError> {
    client.send::<ConfirmTotp>(&[], &(), code).await
}

/// Switches codes off; other sessions end.
pub async fn remove_totp(client: Client) -> Result<(), ApiError> {
    client.send::<RemoveTotp>(&[], &(), &()).await
}

/// Draws new recovery codes; the old ones open nothing any more.
pub async fn renew_recovery_codes(client: Client) -> Result<RecoveryCodes, ApiError> {
    client.send::<RenewRecoveryCodes>(&[], &(), &()).await
}
