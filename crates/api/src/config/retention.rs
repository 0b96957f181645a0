//! How long things are kept whose time the law and the operator decide.

use chrono::Duration;

use super::Env;

/// A year, on average.
const YEAR: i64 = 365;

/// `SECURECART_ORDER_ADDRESS_YEARS`: how long an order knows where mail about it goes, three years unless told and
/// between one and thirty. The shop writes no invoices that would have to be kept with it; questions about faulty goods
/// come for two or three years.
pub(super) fn order_addresses(env: &Env, faults: &mut Vec<String>) -> Duration {
    const NAME: &str = "SECURECART_ORDER_ADDRESS_YEARS";
    let years: i64 = env.parse(NAME, 3, "a number of years", faults);
    if !(1..=30).contains(&years) {
        faults.push(format!("{NAME} has to be between 1 and 30."));
        return Duration::days(3 * YEAR);
    }
    Duration::days(years * YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_orders_are_kept_for_years_and_not_for_ever() {
        let read = |value: &str| {
            let mut faults = Vec::new();
            let kept = order_addresses(&Env::of([("SECURECART_ORDER_ADDRESS_YEARS", value)]), &mut faults);
            (kept.num_days(), faults.len())
        };
        assert_eq!([read(""), read("10")], [(1095, 0), (3650, 0)]);
        assert_eq!([read("0"), read("31"), read("-1"), read("long")].map(|(_, faults)| faults), [1; 4]);
    }
}
