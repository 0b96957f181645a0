//! Signing in and the own account.

use securecart_domain::SessionId;
use securecart_dto::Page;
use securecart_dto::accounts::{
    ChangeEmailRequest, ChangePasswordRequest, ConfirmRequest, FollowLinkRequest, ForgotPasswordRequest,
    LoginRequest, LoginResponse, MeasurePasswordRequest, PasswordStrength, Profile, RegisterRequest,
    ResetPasswordRequest, UpdateProfileRequest,
};
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{
    CancelEmailChange, ChangeEmail, ChangePassword, CompleteLogin, ConfirmIdentity, EndMyOtherSessions,
    EndMySession, ForgotPassword, GetProfile, ListMySessions, Login, Logout, MeasurePassword, Register,
    ResendVerification, ResetPassword, UndoEmailChange, UpdateProfile, VerifyEmail,
};
use securecart_dto::second_factor::CodeRequest;
use securecart_dto::sessions::{AccountSession, EndedSessions};

use super::{ApiError, Client};

/// Opens an account and signs in.
pub async fn register(client: Client, account: &RegisterRequest) -> Result<LoginResponse, ApiError> {
    client.send::<Register>(&[], &(), account).await
}

/// Signs in.
pub async fn login(client: Client, credentials: &LoginRequest) -> Result<LoginResponse, ApiError> {
    client.send::<Login>(&[], &(), credentials).await
}

/// How hard a new password is to guess.
pub async fn measure_password(
    client: Client,
    typed: &MeasurePasswordRequest,
) -> Result<PasswordStrength, ApiError> {
    client.send::<MeasurePassword>(&[], &(), typed).await
}

/// Completes a sign-in with a code.
pub async fn complete_login(client: Client, code: &CodeRequest) -> Result<LoginResponse, ApiError> {
    client.send::<CompleteLogin>(&[], &(), code).await
}

/// Confirms that it is still the owner who sits there.
pub async fn confirm_identity(client: Client, answer: &ConfirmRequest) -> Result<(), ApiError> {
    client.send::<ConfirmIdentity>(&[], &(), answer).await
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

/// Where I am signed in; an account has so few sessions that one page holds them all.
pub async fn list_sessions(client: Client) -> Result<Page<AccountSession>, ApiError> {
    client.send::<ListMySessions>(&[], &ListQuery { limit: Some(100), cursor: None }, &()).await
}

/// Signs out on another device.
pub async fn end_session(client: Client, session: SessionId) -> Result<(), ApiError> {
    client.send::<EndMySession>(&[&session.to_string()], &(), &()).await
}

/// Signs out everywhere but here.
pub async fn end_other_sessions(client: Client) -> Result<EndedSessions, ApiError> {
    client.send::<EndMyOtherSessions>(&[], &(), &()).await
}

/// Confirms an address with the link that was mailed.
pub async fn verify_email(client: Client, link: &FollowLinkRequest) -> Result<(), ApiError> {
    client.send::<VerifyEmail>(&[], &(), link).await
}

/// Takes a change of address back with the link that was mailed to the old one.
pub async fn undo_email_change(client: Client, link: &FollowLinkRequest) -> Result<(), ApiError> {
    client.send::<UndoEmailChange>(&[], &(), link).await
}

/// Asks for another address.
pub async fn change_email(client: Client, change: &ChangeEmailRequest) -> Result<(), ApiError> {
    client.send::<ChangeEmail>(&[], &(), change).await
}

/// Gives up a change of address that waits for its confirmation.
pub async fn cancel_email_change(client: Client) -> Result<(), ApiError> {
    client.send::<CancelEmailChange>(&[], &(), &()).await
}

/// Has the link that confirms the own address sent once more.
pub async fn resend_verification(client: Client) -> Result<(), ApiError> {
    client.send::<ResendVerification>(&[], &(), &()).await
}

/// Asks for a link with which a new password can be chosen.
pub async fn forgot_password(client: Client, request: &ForgotPasswordRequest) -> Result<(), ApiError> {
    client.send::<ForgotPassword>(&[], &(), request).await
}

/// Chooses a new password with the link that was mailed.
pub async fn reset_password(client: Client, request: &ResetPasswordRequest) -> Result<(), ApiError> {
    client.send::<ResetPassword>(&[], &(), request).await
}
