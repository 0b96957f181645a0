//! How an order reaches its buyer and which tax it bears: copies from the moment of purchase.

use securecart_domain::{
    OrderId, ShippingMethodId,
    delivery::{Estimate, MethodKind},
    pricing::TaxRate,
};

use crate::{DbError, stored::Place};

/// How an order reaches its buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDelivery {
    /// The method, as long as that exists.
    pub method_id: Option<ShippingMethodId>,
    /// What it was called.
    pub name: String,
    /// Who goes to whom.
    pub kind: MethodKind,
    /// How long it was said to take.
    pub estimate: Option<Estimate>,
}

/// The tax of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTax {
    /// What it was called.
    pub name: String,
    /// How much it was.
    pub rate: TaxRate,
}

/// The columns of an [`OrderDelivery`], as they are read.
pub(super) struct DeliveryColumns {
    pub(super) method_id: Option<ShippingMethodId>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) days_from: Option<i16>,
    pub(super) days_to: Option<i16>,
}

impl DeliveryColumns {
    pub(super) fn read(self, place: Place<OrderId>) -> Result<Option<OrderDelivery>, DbError> {
        let Some((name, kind)) = self.name.zip(self.kind) else { return Ok(None) };
        let days = self.days_from.zip(self.days_to);
        Ok(Some(OrderDelivery {
            method_id: self.method_id,
            name,
            kind: place.word("shipping_kind", &kind)?,
            estimate: days.and_then(|(from, to)| Estimate::parse(from.into(), to.into()).ok()),
        }))
    }
}

/// The tax of these columns.
pub(super) fn order_tax(
    place: Place<OrderId>,
    name: Option<String>,
    millionths: Option<i32>,
) -> Result<Option<OrderTax>, DbError> {
    let Some((name, millionths)) = name.zip(millionths) else { return Ok(None) };
    let rate = TaxRate::from_millionths(millionths.into()).ok();
    Ok(Some(OrderTax { name, rate: place.present("tax_rate_millionths", rate)? }))
}
