//! Stars in words and as a part of five.

use securecart_dto::reviews::RatingSummary;

/// "1 star", "4 stars".
pub fn stars_in_words(stars: u8) -> String {
    if stars == 1 { "1 star".to_owned() } else { format!("{stars} stars") }
}

/// An average such as "4.3" in tenths; nothing is filled if it is no number.
pub fn rating_tenths(rating: &RatingSummary) -> u32 {
    let digits: String = rating.average.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// "4.3 of 5 stars, 12 reviews".
pub fn rating_words(rating: &RatingSummary) -> String {
    format!("{} of 5 stars, {}", rating.average, counted(rating.count))
}

/// "1 review", "12 reviews".
pub(super) fn counted(count: u32) -> String {
    if count == 1 { "1 review".to_owned() } else { format!("{count} reviews") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_fills_its_part() {
        let rating = |average: &str| RatingSummary { average: average.to_owned(), count: 3 };
        assert_eq!(rating_tenths(&rating("4.3")), 43);
        assert_eq!(rating_tenths(&rating("5.0")), 50);
        assert_eq!(rating_tenths(&rating("?")), 0);
    }
}
