//! How the demo's orders reach their buyers, and the tax of its country.

use anyhow::Context as _;
use securecart_db::{
    Conn,
    delivery::{MethodRecord, count_methods, insert_method},
    taxes::{TaxRateRecord, insert_tax_rate, list_tax_rates},
};
use securecart_domain::{
    Currency, Money, ShippingMethodId, TaxRateId,
    delivery::{Coverage, DeliveryTerms, Destination, Estimate, MethodKind},
    pricing::{ShippingRate, Tax, TaxRate},
    taxes::TaxRule,
};
use serde_json::json;

use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    state::AppState,
};

/// Name, sentence, price, from what it costs nothing, days at least and at most; the last is sent everywhere.
type Sent = (&'static str, &'static str, i64, Option<i64>, i64, i64, bool);

const SENT: &[Sent] = &[
    ("Standard", "By post, to your door.", 490, Some(7_500), 2, 4, false),
    ("Express", "By courier, and one day after it has left.", 1_290, None, 1, 2, false),
    ("Worldwide", "By air, and customs permitting.", 2_400, None, 5, 12, true),
];

/// Adds methods and the tax of the shop's country to a shop that has none. One whose country is not said gets none:
/// nobody would know where "Standard" goes to.
pub(super) async fn load(state: &AppState) -> anyhow::Result<()> {
    let Some(home) = state.config.shop.home else { return Ok(()) };
    let currency = state.config.shop.currency;
    state.db.transaction(async |tx| add(tx, &state.clock, home, currency).await).await
}

async fn add(tx: &mut Conn, clock: &Clock, home: Destination, currency: Currency) -> anyhow::Result<()> {
    if count_methods(tx).await? > 0 || !list_tax_rates(tx).await?.is_empty() {
        return Ok(());
    }
    for method in methods(clock, home, currency)? {
        insert_method(tx, &method).await?;
        note(tx, clock, "shipping_method_created", "shipping_method", method.id.to_string(), &method.name)
            .await?;
    }
    let rate = TaxRate::parse_percent("19").context("the demo's tax rate")?;
    let rule = TaxRule {
        name: "VAT".to_owned(),
        // Contained in the prices, so that what is collected costs what its lines cost.
        tax: Tax { rate, included: true, on_shipping: true },
        place: Destination { country: home.country, region: None },
        active: true,
    };
    let id = TaxRateId::new(clock.uuid());
    insert_tax_rate(tx, &TaxRateRecord { id, rule, version: 1, created_at: clock.now() }).await?;
    note(tx, clock, "tax_rate_created", "tax_rate", id.to_string(), "VAT").await
}

fn methods(clock: &Clock, home: Destination, currency: Currency) -> anyhow::Result<Vec<MethodRecord>> {
    let money = |minor| Money::new(minor, currency);
    let method = |position: i32, name: &str, description: &str, terms: DeliveryTerms| MethodRecord {
        id: ShippingMethodId::new(clock.uuid()),
        name: name.to_owned(),
        description: description.to_owned(),
        terms,
        position,
        version: 1,
        created_at: clock.now(),
    };
    let collected = DeliveryTerms {
        kind: MethodKind::Pickup,
        coverage: Coverage::World,
        rate: ShippingRate { price: money(0), free_from: None },
        estimate: Some(Estimate::parse(0, 1)?),
        active: true,
    };
    let mut all = vec![method(0, "Collect in the shop", "We write to you once it is ready.", collected)];
    for (position, (name, description, price, free_from, from, to, world)) in (1_i32..).zip(SENT) {
        let coverage = if *world { Coverage::World } else { Coverage::Countries(vec![home.country]) };
        let terms = DeliveryTerms {
            kind: MethodKind::Ship,
            coverage,
            rate: ShippingRate { price: money(*price), free_from: free_from.map(money) },
            estimate: Some(Estimate::parse(*from, *to)?),
            active: true,
        };
        all.push(method(position, name, description, terms));
    }
    Ok(all)
}

async fn note(
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    object_kind: &'static str,
    object_key: String,
    name: &str,
) -> anyhow::Result<()> {
    let detail = json!({ "after": { "name": name } });
    let entry = Entry { event, object_kind, object_key, outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), &Actor::system(), entry).await?)
}
