//! Currencies and how amounts in minor units are written.

/// What Stripe can charge in: <https://docs.stripe.com/currencies>.
const CURRENCIES: &str = "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn \
    bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg \
    huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur \
    mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd \
    shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw";

const WITHOUT_MINOR_UNIT: &str = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf";
const WITH_THREE_DIGITS: &str = "bhd jod kwd omr tnd";

/// The currency in lower case, when Stripe knows it.
pub(crate) fn known_currency(code: &str) -> Option<String> {
    let lower = code.to_ascii_lowercase();
    contains(CURRENCIES, &lower).then_some(lower)
}

fn contains(list: &str, code: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == code)
}

/// An amount for people: `$20.00`, `¥500`, `12.50 CHF`.
pub(crate) fn written(amount: i64, currency: &str) -> String {
    let digits = decimal(amount, currency);
    match currency {
        "usd" => format!("${digits}"),
        "eur" => format!("€{digits}"),
        "gbp" => format!("£{digits}"),
        "jpy" => format!("¥{digits}"),
        other => format!("{digits} {}", other.to_ascii_uppercase()),
    }
}

fn decimal(amount: i64, currency: &str) -> String {
    let (divisor, width) = match currency {
        code if contains(WITHOUT_MINOR_UNIT, code) => (1, 0),
        code if contains(WITH_THREE_DIGITS, code) => (1_000, 3),
        _ => (100, 2),
    };
    let sign = if amount < 0 { "-" } else { "" };
    let amount = amount.unsigned_abs();
    let whole = grouped(amount / divisor);
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{:0width$}", amount % divisor) }
}

/// Thousands apart, as Stripe writes them in its messages.
fn grouped(number: u64) -> String {
    if number < 1_000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1_000), number % 1_000)
}

#[cfg(test)]
mod tests {
    use super::{known_currency, written};

    #[test]
    fn amounts_are_written_with_the_digits_of_their_currency() {
        assert_eq!(written(2_005, "usd"), "$20.05");
        assert_eq!(written(500, "jpy"), "¥500");
        assert_eq!(written(1_250, "chf"), "12.50 CHF");
        assert_eq!(written(1_250, "kwd"), "1.250 KWD");
        assert_eq!(written(-5, "eur"), "€-0.05");
        assert_eq!(written(123_456_705, "usd"), "$1,234,567.05");
        assert_eq!(written(1_000, "jpy"), "¥1,000");
    }

    #[test]
    fn currencies_are_known_in_either_case() {
        assert_eq!(known_currency("EUR").as_deref(), Some("eur"));
        assert_eq!(known_currency("zzz"), None);
        assert_eq!(known_currency(""), None);
    }
}
