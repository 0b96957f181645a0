//! Passkeys: signing in with them, and those of the own account.

use securecart_domain::PasskeyId;
use securecart_dto::Page;
use securecart_dto::accounts::LoginResponse;
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{
    AddPasskey, AskPasskey, BeginPasskey, CompleteLoginWithPasskey, ConfirmWithPasskey, ListMyPasskeys,
    LoginWithPasskey, RemovePasskey, RenamePasskey,
};
use securecart_dto::passkeys::{
    AddPasskeyRequest, AddedPasskey, AskPasskeyRequest, Passkey, PasskeyAnswer, PasskeyPurpose,
    RenamePasskeyRequest,
};

use super::authenticator::{PasskeyError, create_passkey, get_passkey};
use super::{ApiError, Client};

async fn answer(client: Client, purpose: PasskeyPurpose) -> Result<PasskeyAnswer, PasskeyError> {
    let challenge = client.send::<AskPasskey>(&[], &(), &AskPasskeyRequest { purpose }).await?;
    let credential = get_passkey(&challenge.options).await?;
    Ok(PasskeyAnswer { ceremony: challenge.ceremony, credential })
}

/// Signs in without a password.
pub async fn login(client: Client) -> Result<LoginResponse, PasskeyError> {
    let answer = answer(client, PasskeyPurpose::SignIn).await?;
    Ok(client.send::<LoginWithPasskey>(&[], &(), &answer).await?)
}

/// Completes a sign-in for which the password was right.
pub async fn complete_login(client: Client) -> Result<LoginResponse, PasskeyError> {
    let answer = answer(client, PasskeyPurpose::SecondFactor).await?;
    Ok(client.send::<CompleteLoginWithPasskey>(&[], &(), &answer).await?)
}

/// Confirms that it is still the owner who sits there.
pub async fn confirm_identity(client: Client) -> Result<(), PasskeyError> {
    let answer = answer(client, PasskeyPurpose::Confirm).await?;
    Ok(client.send::<ConfirmWithPasskey>(&[], &(), &answer).await?)
}

/// The own passkeys; there are so few that one page holds them all.
pub async fn list_passkeys(client: Client) -> Result<Page<Passkey>, ApiError> {
    client.send::<ListMyPasskeys>(&[], &ListQuery { limit: Some(100), cursor: None }, &()).await
}

/// Has this device make a passkey, and adds it.
pub async fn add_passkey(client: Client, name: String) -> Result<AddedPasskey, PasskeyError> {
    let challenge = client.send::<BeginPasskey>(&[], &(), &()).await?;
    let credential = create_passkey(&challenge.options).await?;
    let new = AddPasskeyRequest { ceremony: challenge.ceremony, name, credential };
    Ok(client.send::<AddPasskey>(&[], &(), &new).await?)
}

/// Gives a passkey another name.
pub async fn rename_passkey(client: Client, id: PasskeyId, name: String) -> Result<Passkey, ApiError> {
    client.send::<RenamePasskey>(&[&id.to_string()], &(), &RenamePasskeyRequest { name }).await
}

/// Removes a passkey.
pub async fn remove_passkey(client: Client, id: PasskeyId) -> Result<(), ApiError> {
    client.send::<RemovePasskey>(&[&id.to_string()], &(), &()).await
}
