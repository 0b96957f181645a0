//! What the shop is.

use securecart_domain::Currency;

use super::Env;

/// The shop's own settings.
#[derive(Clone, Debug)]
pub struct ShopConfig {
    /// `SECURECART_SHOP_NAME`.
    pub name: String,
    /// `SECURECART_CURRENCY`: what prices are in.
    pub currency: Currency,
    /// `SECURECART_GUESTS_MAY_BROWSE`: whether one sees products without an account.
    pub guests_may_browse: bool,
}

impl ShopConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        Self {
            name: env.text("SECURECART_SHOP_NAME").unwrap_or_else(|| "SecureCart".to_owned()),
            currency: env.parse(
                "SECURECART_CURRENCY",
                Currency::Usd,
                "a currency code such as USD or EUR",
                faults,
            ),
            guests_may_browse: env.flag("SECURECART_GUESTS_MAY_BROWSE", true, faults),
        }
    }
}
