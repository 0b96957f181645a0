//! Signing in and the own account.

use securecart_dto::accounts::{
    ChangePasswordRequest, LoginRequest, LoginResponse, Profile, RegisterRequest, UpdateProfileRequest,
};
use securecart_dto::endpoint::{ChangePassword, GetProfile, Login, Logout, Register, UpdateProfile};

use super::{ApiError, Client};

/// Opens an account and signs in.
pub async fn register(client: Client, account: &RegisterRequest) -> Result<LoginResponse, ApiError> {
    client.send::<Register>(&[], &(), account).await
}

/// Signs in.
pub async fn login(client: Client, credentials: &LoginRequest) -> Result<LoginResponse, ApiError> {
    client.send::<Login>(&[], &(), credentials).await
}

/// Signs out.
pub async fn logout(client: Client) -> Result<(), ApiError> {
    client.send::<Logout>(&[], &(), &()).await
}

/// The own data.
pub async fn get_profile(client: Client) -> Result<Profile, ApiError> {
    client.send::<GetProfile>(&[], &(), &()).await
}

/// Changes the own data.
pub async fn update_profile(client: Client, change: &UpdateProfileRequest) -> Result<Profile, ApiError> {
    client.send::<UpdateProfile>(&[], &(), change).await
}

/// Changes the own password; other sessions end.
pub async fn change_password(client: Client, change: &ChangePasswordRequest) -> Result<(), ApiError> {
    client.send::<ChangePassword>(&[], &(), change).await
}
