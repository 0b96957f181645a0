//! Order numbers for people.

/// The number people read out on the phone: `SC-` and the running count of placed orders, from 100001 on.
/// It opens nothing: access goes by the order's id and its owner.
pub fn order_number(count: u64) -> String {
    format!("SC-{}", 100_000_u64.saturating_add(count))
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_start_above_one_hundred_thousand() {
        assert_eq!(super::order_number(1), "SC-100001");
    }
}
