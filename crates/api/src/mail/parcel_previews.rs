//! The mails about what is sent, as they leave.

use securecart_db::{
    orders::OrderRecord,
    shipments::{ShipmentLineRecord, ShipmentRecord},
};
use securecart_domain::{OrderLineId, ShipmentId, orders::FulfilmentStatus};

use super::{
    previews::{HOSTILE, at, check, config, order, sealed},
    shipment_letters::sent,
};

fn parcel(order: &OrderRecord) -> ShipmentRecord {
    let line = |name: &str, variant: &str| ShipmentLineRecord {
        line_id: OrderLineId::new(order.id.uuid()),
        name: name.to_owned(),
        variant_title: variant.to_owned(),
        quantity: 1,
    };
    ShipmentRecord {
        id: ShipmentId::new(order.id.uuid()),
        order_id: order.id,
        carrier: "Harbour Post".to_owned(),
        tracking_number: "HP 123-4".to_owned(),
        tracking_url: "https://post.example/track?id=HP1234".to_owned(),
        shipped_at: at(),
        lines: vec![line("Stoneware mug", "Chalk"), line(HOSTILE, "")],
    }
}

#[test]
fn what_is_sent_is_told_with_the_link_that_follows_it() {
    let (order, http) = (order(), config().http);
    let parcel = parcel(&order);
    let part = OrderRecord { shipments: vec![parcel.clone()], ..order.clone() };
    let message = sealed(&sent(&part, &parcel, &http));
    assert!(!message.html.contains("<b onclick"), "a product's name became markup");
    check("shipped-in-part", &message);
    let bare = ShipmentRecord {
        carrier: String::new(),
        tracking_number: String::new(),
        tracking_url: String::new(),
        ..parcel
    };
    let whole = OrderRecord {
        fulfilment_status: FulfilmentStatus::Fulfilled,
        shipments: vec![bare.clone()],
        ..order
    };
    check("shipped", &sealed(&sent(&whole, &bare, &http)));
}
