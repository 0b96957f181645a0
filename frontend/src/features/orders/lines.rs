use leptos::prelude::*;
use securecart_dto::orders::OrderLine;

use crate::frame::picture;
use crate::ui::LineItem;

/// One line of what was bought.
#[component]
pub(super) fn Line(line: OrderLine) -> impl IntoView {
    view! {
        <LineItem
            name=line.name
            detail=Some(line.variant_title).filter(|title| !title.is_empty())
            picture=line.image_url.map(|url| picture(url, ""))
            unit=format!("{} × {}", line.quantity, line.unit_price)
            total=line.total.to_string()
        />
    }
}
