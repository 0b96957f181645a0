use securecart_dto::admin::AdminVariant;

/// What the variants cost: one price, or the lowest and the highest.
pub(in crate::features::staff) fn price_range(variants: &[AdminVariant]) -> String {
    let prices = || variants.iter().map(|variant| variant.price);
    let lowest = prices().min_by_key(|price| price.minor());
    let highest = prices().max_by_key(|price| price.minor());
    match (lowest, highest) {
        (Some(lowest), Some(highest)) if lowest != highest => {
            format!("{} – {highest}", lowest.amount_text())
        }
        (Some(only), _) => only.to_string(),
        (None, _) => "–".to_owned(),
    }
}
