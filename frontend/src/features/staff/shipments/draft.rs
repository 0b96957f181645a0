use leptos::prelude::*;
use securecart_domain::catalog::PlainText;
use securecart_domain::shipments::{TrackingLink, TrackingNumber};
use securecart_dto::orders::Order;
use securecart_dto::shipments::{NewShipmentRequest, ShipmentLine};

use crate::forms::FieldErrors;

/// The longest name of a carrier in characters.
const MAX_CARRIER: usize = 60;

/// A shipment as it is being put together.
#[derive(Clone, Copy)]
pub(super) struct ShipmentDraft {
    pub(super) order: StoredValue<Order>,
    /// Units of each line, in the order of the lines.
    pub(super) units: StoredValue<Vec<RwSignal<u32>>>,
    pub(super) carrier: RwSignal<String>,
    pub(super) number: RwSignal<String>,
    pub(super) link: RwSignal<String>,
}

impl ShipmentDraft {
    /// Everything that is still to be sent, by the carrier of the time before.
    pub(super) fn new(order: Order) -> Self {
        let units = order.lines.iter().map(|line| RwSignal::new(u32::from(line.unshipped_quantity)));
        let before = order.shipments.last().map(|shipment| shipment.carrier.clone());
        Self {
            units: StoredValue::new(units.collect()),
            carrier: RwSignal::new(before.unwrap_or_default()),
            number: RwSignal::new(String::new()),
            link: RwSignal::new(String::new()),
            order: StoredValue::new(order),
        }
    }

    /// How many units are chosen.
    pub(super) fn count(self) -> u32 {
        self.units.with_value(|units| units.iter().map(|units| units.get()).sum())
    }

    /// The request, or what is wrong.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<NewShipmentRequest> {
        untrack(|| {
            let carrier = errors.take("/carrier", PlainText::optional_line(&self.carrier.get(), MAX_CARRIER));
            let number = errors.take("/tracking_number", TrackingNumber::parse(&self.number.get()));
            let link = errors.take("/tracking_url", TrackingLink::parse(&self.link.get()));
            let lines: Vec<ShipmentLine> = self.order.with_value(|order| {
                let units = self.units.get_value();
                let chosen = order.lines.iter().zip(units).map(|(line, units)| ShipmentLine {
                    line_id: line.id,
                    quantity: u16::try_from(units.get()).unwrap_or(u16::MAX),
                });
                chosen.filter(|line| line.quantity > 0).collect()
            });
            if lines.is_empty() {
                errors.add("/lines", "choose what is sent");
            }
            Some(NewShipmentRequest {
                lines,
                carrier: carrier?.to_string(),
                tracking_number: number?.to_string(),
                tracking_url: link?.to_string(),
            })
        })
    }
}
