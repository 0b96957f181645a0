//! What an account can prove more than its password with.

use securecart_db::{
    Conn, DbError,
    accounts::{passkeys, second_factor::totp},
};
use securecart_domain::UserId;
use securecart_dto::accounts::ConfirmWith;

/// The ways, the easiest first; none if the password alone opens the account. A code is always one of them: there are
/// recovery codes where there is no app.
pub(crate) async fn ways(conn: &mut Conn, user: UserId) -> Result<Vec<ConfirmWith>, DbError> {
    if passkeys::has_any(conn, user).await? {
        return Ok(vec![ConfirmWith::Passkey, ConfirmWith::Code]);
    }
    Ok(if totp::is_on(conn, user).await? { vec![ConfirmWith::Code] } else { Vec::new() })
}
