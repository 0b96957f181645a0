//! The secret links that mails carry. The token is drawn when the mail leaves and is in that mail alone: the
//! database keeps what recognises it, and the address bar's fragment keeps it out of logs and `Referer`.

use chrono::Duration;
use securecart_db::{
    Conn,
    accounts::UserRecord,
    mailed_links::{FollowedLink, NewLink, store_link},
};
use securecart_domain::accounts::LinkPurpose;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::letter::Link;
use crate::{adapters::clock::Clock, auth::token, config::HttpConfig};

/// What a purpose means to a mail: words on the button, page of the app, how long it works.
struct Kind {
    label: &'static str,
    page: &'static str,
    lifetime: Duration,
}

fn kind(purpose: LinkPurpose) -> Kind {
    match purpose {
        LinkPurpose::ConfirmAddress => {
            Kind { label: "Confirm your address", page: "/verify", lifetime: Duration::hours(24) }
        }
        // The longest that a secret sent out of band may live (ASVS 6.5.5).
        LinkPurpose::ResetPassword => {
            Kind { label: "Choose a new password", page: "/reset", lifetime: Duration::minutes(10) }
        }
    }
}

/// Draws a link for the account; its earlier one of that purpose opens nothing from now on. Its time runs from now,
/// when the mail leaves, not from when it was asked for.
pub(super) async fn draw(
    conn: &mut Conn,
    clock: &Clock,
    http: &HttpConfig,
    purpose: LinkPurpose,
    user: &UserRecord,
) -> anyhow::Result<Link> {
    let (kind, token, now) = (kind(purpose), token::draw()?, clock.now());
    let link = NewLink {
        user_id: user.id,
        purpose,
        token_hash: token::hash(&token),
        bound_to: bind(&token, purpose, user),
        now,
        expires_at: now + kind.lifetime,
    };
    store_link(conn, &link).await?;
    let address = http.public_address(&format!("{}#t={token}", kind.page));
    Ok(Link { label: kind.label, address })
}

/// Whether the account is still as it was when the link was made.
pub(crate) fn still_fits(link: &FollowedLink, token: &str, purpose: LinkPurpose, user: &UserRecord) -> bool {
    bind(token, purpose, user).ct_eq(&link.bound_to).into()
}

/// The token and what the link was made for. A password that was changed meanwhile takes resets with it, another
/// address every link that went to the old one.
fn bind(token: &str, purpose: LinkPurpose, user: &UserRecord) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(token);
    digest.update("\n");
    digest.update(user.sealed.email_index.as_deref().unwrap_or_default());
    if purpose == LinkPurpose::ResetPassword {
        digest.update("\n");
        digest.update(user.security_version.to_be_bytes());
    }
    digest.finalize().into()
}
