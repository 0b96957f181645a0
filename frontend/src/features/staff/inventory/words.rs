use securecart_domain::catalog::MovementKind;
use securecart_domain::inventory::StockState;
use securecart_dto::inventory::StockItem;

use crate::ui::Tone;

/// How stock stands.
pub(super) fn state_words(state: StockState) -> (Tone, &'static str) {
    match state {
        StockState::Out => (Tone::Danger, "Out of stock"),
        StockState::Low => (Tone::Warning, "Low"),
        StockState::Over => (Tone::Info, "Too much"),
        StockState::Enough => (Tone::Success, "Enough"),
    }
}

/// Why a counter changed.
pub(super) fn kind_words(kind: MovementKind) -> &'static str {
    match kind {
        MovementKind::Receipt => "Came in",
        MovementKind::Adjustment => "Counted",
        MovementKind::Hold => "Kept for a checkout",
        MovementKind::Release => "Given back by a checkout",
        MovementKind::Sale => "Sold",
        MovementKind::Return => "Came back",
    }
}

/// Product and variant in one line.
pub(in crate::features::staff) fn item_name(item: &StockItem) -> String {
    match item.variant_title.as_str() {
        "" => item.product_name.clone(),
        title => format!("{}, {title}", item.product_name),
    }
}

/// A difference with its sign; nothing for none.
pub(super) fn delta(units: i32) -> String {
    match units {
        0 => String::new(),
        units if units > 0 => format!("+{units}"),
        units => format!("−{}", units.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::delta;

    #[test]
    fn differences_have_their_sign() {
        assert_eq!([delta(3), delta(0), delta(-3), delta(i32::MIN)], ["+3", "", "−3", "−2147483648"]);
    }
}
