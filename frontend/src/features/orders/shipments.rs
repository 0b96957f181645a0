use leptos::prelude::*;
use securecart_dto::orders::OrderLine;
use securecart_dto::shipments::Shipment;

use crate::frame::moment;
use crate::ui::{Gap, Stack, Text, TextLink};

/// What was bought, with its variant.
pub fn line_name(line: &OrderLine) -> String {
    match line.variant_title.as_str() {
        "" => line.name.clone(),
        title => format!("{} ({title})", line.name),
    }
}

/// What was sent, oldest first, each with what is in it and how it is followed.
#[component]
pub fn ShipmentList(shipments: Vec<Shipment>, lines: Vec<OrderLine>) -> impl IntoView {
    let one = |shipment: Shipment| view! { <Parcel shipment=shipment lines=lines.clone() /> };
    let parcels = shipments.into_iter().map(one).collect_view();
    view! { <Stack>{parcels}</Stack> }
}

#[component]
fn Parcel(shipment: Shipment, lines: Vec<OrderLine>) -> impl IntoView {
    let named = |id| lines.iter().find(|line| line.id == id).map(line_name).unwrap_or_default();
    let inside: Vec<_> =
        shipment.lines.iter().map(|line| format!("{} × {}", line.quantity, named(line.line_id))).collect();
    let known = [shipment.carrier, shipment.tracking_number];
    let known = known.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <Stack gap=Gap::Small>
            <Text body=format!("Sent on {}", moment(shipment.shipped_at)) />
            <Text body=inside.join("\n\n") />
            {(!known.is_empty()).then(|| view! { <Text muted=true body=known /> })}
            {shipment
                .tracking_url
                .map(|url| {
                    view! {
                        <TextLink href=url external=true>
                            "Follow the parcel"
                        </TextLink>
                    }
                })}
        </Stack>
    }
}
