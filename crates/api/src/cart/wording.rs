//! What the shop says about stock, the same words everywhere.

use securecart_domain::Money;

/// The product's name, with the variant where there is a choice.
pub(crate) fn full_name(name: &str, variant_title: &str) -> String {
    if variant_title.is_empty() { name.to_owned() } else { format!("{name} ({variant_title})") }
}

/// How many there are of it.
pub(crate) fn only_available(full_name: &str, available: u32) -> String {
    match available {
        0 => format!("{full_name} is sold out."),
        1 => format!("Only 1 unit of {full_name} is available."),
        _ => format!("Only {available} units of {full_name} are available."),
    }
}

/// It costs more than the shopper knows.
pub(crate) fn now_costs(full_name: &str, seen: Money, today: Money) -> String {
    format!("{full_name} now costs {today}; it was {seen} when you put it into your cart.")
}

/// The shop has taken it off the shelves.
pub(crate) fn no_longer_sold(full_name: &str) -> String {
    format!("{full_name} is no longer sold.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_verbs_agree() {
        let name = full_name("Ocean Blue Shirt", "");
        assert_eq!(only_available(&name, 0), "Ocean Blue Shirt is sold out.");
        assert_eq!(only_available(&name, 1), "Only 1 unit of Ocean Blue Shirt is available.");
        assert_eq!(only_available(&name, 7), "Only 7 units of Ocean Blue Shirt are available.");
        assert_eq!(full_name("Mug", "Clay"), "Mug (Clay)");
    }
}
