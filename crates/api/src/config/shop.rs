//! What the shop is.

use securecart_domain::{
    Currency,
    delivery::{Destination, InvalidDestination},
};

use url::Url;

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
    /// `SECURECART_COUNTRY` and `SECURECART_REGION`: where the shop is, whose tax is due on what is collected there.
    pub home: Option<Destination>,
    /// `SECURECART_INVOICE_SENDER`: who sells, as the law wants it on invoices; a line for each part between `|`.
    pub invoice_sender: Vec<String>,
    /// `SECURECART_TERMS_URL`: where the terms of the shop stand, which every buyer then has to accept.
    pub terms: Option<Url>,
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
            home: home(env, faults),
            invoice_sender: sender(env),
            terms: terms(env, faults),
        }
    }
}

/// On the web alone: a link of another kind would run as a script or open a program.
fn terms(env: &Env, faults: &mut Vec<String>) -> Option<Url> {
    let given = env.text("SECURECART_TERMS_URL")?;
    let terms = Url::parse(&given).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    if terms.is_none() {
        faults.push(
            "SECURECART_TERMS_URL has to be an address that begins with https:// or http://.".to_owned(),
        );
    }
    terms
}

/// At most eight lines.
fn sender(env: &Env) -> Vec<String> {
    let text = env.text("SECURECART_INVOICE_SENDER").unwrap_or_default();
    let lines = text.split('|').map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).take(8).collect()
}

fn home(env: &Env, faults: &mut Vec<String>) -> Option<Destination> {
    let region = env.text("SECURECART_REGION");
    let Some(country) = env.text("SECURECART_COUNTRY") else {
        if region.is_some() {
            faults.push("SECURECART_REGION is part of a country: set SECURECART_COUNTRY too.".to_owned());
        }
        return None;
    };
    match Destination::parse(&country, &region.unwrap_or_default()) {
        Ok(home) => Some(home),
        Err(InvalidDestination::Country(_)) => {
            faults.push("SECURECART_COUNTRY has to be the code of a country such as DE or US.".to_owned());
            None
        }
        Err(InvalidDestination::Region(_) | InvalidDestination::NoRegions) => {
            faults.push(
                "SECURECART_REGION has to be the code of a state or province of Australia, Canada or the United \
                 States; leave it empty elsewhere."
                    .to_owned(),
            );
            None
        }
    }
}
