//! The order lines of a checkout session.

use serde_json::{Value, json};

use super::Metadata;

/// One line: a product described on the spot, at a price, some times.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) price_id: String,
    pub(crate) product_id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) images: Vec<String>,
    pub(crate) product_metadata: Metadata,
    pub(crate) currency: String,
    /// Minor units for one.
    pub(crate) unit_amount: i64,
    pub(crate) quantity: i64,
    /// Minor units for all.
    pub(crate) total: i64,
    pub(crate) created: i64,
}

impl Line {
    /// Stripe's `item` object.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "item",
            "adjustable_quantity": null,
            "amount_discount": 0,
            "amount_subtotal": self.total,
            "amount_tax": 0,
            "amount_total": self.total,
            "currency": self.currency,
            "description": self.name,
            "metadata": {},
            "price": self.price_json(),
            "quantity": self.quantity,
        })
    }

    fn price_json(&self) -> Value {
        json!({
            "id": self.price_id,
            "object": "price",
            "active": false,
            "billing_scheme": "per_unit",
            "created": self.created,
            "currency": self.currency,
            "custom_unit_amount": null,
            "livemode": false,
            "lookup_key": null,
            "metadata": {},
            "nickname": null,
            "product": self.product_id,
            "recurring": null,
            "tax_behavior": "unspecified",
            "tiers_mode": null,
            "transform_quantity": null,
            "type": "one_time",
            "unit_amount": self.unit_amount,
            "unit_amount_decimal": self.unit_amount.to_string(),
        })
    }

    /// The product made on the spot, for `expand[]=data.price.product`.
    pub(crate) fn product_json(&self) -> Value {
        json!({
            "id": self.product_id,
            "object": "product",
            "active": false,
            "created": self.created,
            "default_price": null,
            "description": self.description,
            "images": self.images,
            "livemode": false,
            "marketing_features": [],
            "metadata": self.product_metadata,
            "name": self.name,
            "package_dimensions": null,
            "shippable": null,
            "statement_descriptor": null,
            "tax_code": null,
            "type": "service",
            "unit_label": null,
            "updated": self.created,
            "url": null,
        })
    }
}
