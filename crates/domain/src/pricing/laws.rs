//! What holds for every cart.

use proptest::prelude::*;

use super::*;
use crate::{Currency, Money, MoneyError, cart::Quantity};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd)
}

fn price() -> impl Strategy<Value = Money> {
    prop_oneof![0_i64..5, 0_i64..20_000, 0..=Money::MAX_PRICE_MINOR].prop_map(usd)
}

fn line() -> impl Strategy<Value = BasketLine> {
    (price(), 1_i64..=99, any::<bool>()).prop_map(|(unit_price, units, discounted)| BasketLine {
        unit_price,
        quantity: Quantity::parse(units).unwrap(),
        discounted,
    })
}

fn discount() -> impl Strategy<Value = Discount> {
    prop_oneof![
        (1_i64..=10_000).prop_map(|share| Discount::Percent(Percent::from_hundredths(share).unwrap())),
        price().prop_map(Discount::Amount),
        Just(Discount::FreeShipping),
    ]
}

fn tax() -> impl Strategy<Value = Tax> {
    (0_i64..=1_000_000, any::<bool>(), any::<bool>()).prop_map(|(rate, included, on_shipping)| Tax {
        rate: TaxRate::from_millionths(rate).unwrap(),
        included,
        on_shipping,
    })
}

fn shipping() -> impl Strategy<Value = ShippingRate> {
    (price(), prop::option::of(price())).prop_map(|(price, free_from)| ShippingRate { price, free_from })
}

prop_compose! {
    fn cart()(
        lines in prop::collection::vec(line(), 0..=MAX_LINES),
        discount in prop::option::of(discount()),
        shipping in prop::option::of(shipping()),
        tax in prop::option::of(tax()),
    ) -> (Vec<BasketLine>, Option<Discount>, Option<ShippingRate>, Option<Tax>) {
        (lines, discount, shipping, tax)
    }
}

fn priced(
    lines: &[BasketLine],
    discount: Option<Discount>,
    shipping: Option<ShippingRate>,
    tax: Option<Tax>,
) -> Quote {
    quote(&Basket { currency: Currency::Usd, lines, discount, shipping, tax }).unwrap()
}

fn minor(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.map(Money::minor).sum()
}

proptest! {
    #[test]
    fn parts_add_up_to_their_whole((lines, discount, shipping, tax) in cart()) {
        let quote = priced(&lines, discount, shipping, tax);
        let exact: i64 = lines.iter().map(|line| line.unit_price.minor() * i64::from(line.quantity.get())).sum();
        prop_assert_eq!(quote.subtotal.minor(), exact);
        prop_assert_eq!(minor(quote.lines.iter().map(|line| line.total)), exact);
        prop_assert_eq!(minor(quote.lines.iter().map(|line| line.discount)), quote.discount.minor());
        let on_top = if quote.tax_included { 0 } else { quote.tax.minor() };
        let total = exact - quote.discount.minor() + quote.shipping.minor() + on_top;
        prop_assert_eq!(quote.total.minor(), total);
        let of_lines = minor(quote.lines.iter().map(|line| line.tax));
        let taxed_shipping = tax.is_some_and(|tax| tax.on_shipping) && quote.shipping.minor() > 0;
        prop_assert!(of_lines <= quote.tax.minor());
        prop_assert!(taxed_shipping || of_lines == quote.tax.minor());
    }

    #[test]
    fn nothing_is_ever_negative((lines, discount, shipping, tax) in cart()) {
        let quote = priced(&lines, discount, shipping, tax);
        for amount in [quote.subtotal, quote.discount, quote.shipping, quote.tax, quote.total] {
            prop_assert!(amount.minor() >= 0);
        }
        prop_assert!(quote.discount.minor() <= quote.subtotal.minor());
        for (line, asked) in quote.lines.iter().zip(&lines) {
            prop_assert!(line.tax.minor() >= 0);
            prop_assert!((0..=line.total.minor()).contains(&line.discount.minor()));
            prop_assert!(asked.discounted || line.discount.minor() == 0);
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter((mut lines, discount, shipping, tax) in cart()) {
        let before = priced(&lines, discount, shipping, tax);
        lines.reverse();
        let after = priced(&lines, discount, shipping, tax);
        prop_assert_eq!((before.discount, before.shipping, before.tax, before.total),
            (after.discount, after.shipping, after.tax, after.total));
    }

    #[test]
    fn a_discount_never_makes_a_cart_of_goods_dearer((lines, discount, _, tax) in cart()) {
        prop_assert!(priced(&lines, discount, None, tax).total.minor() <= priced(&lines, None, None, tax).total.minor());
    }

    /// Tax is within half a cent of the exact one, however many lines there are.
    #[test]
    fn tax_is_rounded_once((lines, discount, _, tax) in cart()) {
        let quote = priced(&lines, discount, None, tax);
        let rate = i128::from(tax.map_or(0, |tax| tax.rate.millionths()));
        let whole = 1_000_000 + if quote.tax_included { rate } else { 0 };
        let exact = i128::from(quote.subtotal.minor() - quote.discount.minor()) * rate;
        prop_assert!((i128::from(quote.tax.minor()) * whole - exact).abs() * 2 <= whole);
    }
}

#[test]
fn the_steps_have_one_order() {
    let line = |minor, discounted| BasketLine { unit_price: usd(minor), quantity: Quantity::ONE, discounted };
    let lines = [line(6_000, true), line(4_000, false)];
    let tenth = Discount::Percent(Percent::from_hundredths(1_000).unwrap());
    let rate = ShippingRate { price: usd(500), free_from: Some(usd(9_500)) };
    let tax = Tax { rate: TaxRate::parse_percent("10").unwrap(), included: false, on_shipping: true };
    let quote = priced(&lines, Some(tenth), Some(rate), Some(tax));
    // The discount comes before the threshold of free shipping, and tax is on what is left.
    assert_eq!((quote.discount, quote.shipping, quote.tax), (usd(600), usd(500), usd(990)));
    assert_eq!(quote.total, usd(10_000 - 600 + 500 + 990));
    let free = priced(&lines, Some(Discount::FreeShipping), Some(rate), None);
    assert_eq!((free.discount, free.shipping, free.total), (usd(0), usd(0), usd(10_000)));
}

#[test]
fn amounts_of_another_currency_are_refused() {
    let euro = Money::new(1, Currency::Eur);
    let line = |unit_price| BasketLine { unit_price, quantity: Quantity::ONE, discounted: true };
    let (lines, foreign) = ([line(usd(5))], [line(euro)]);
    let basket = |lines| Basket { currency: Currency::Usd, lines, discount: None, shipping: None, tax: None };
    assert_eq!(quote(&basket(&foreign)), Err(MoneyError::CurrencyMix));
    let discounted = Basket { discount: Some(Discount::Amount(euro)), ..basket(&lines) };
    assert_eq!(quote(&discounted), Err(MoneyError::CurrencyMix));
    let sent = Basket { shipping: Some(ShippingRate { price: euro, free_from: None }), ..basket(&lines) };
    assert_eq!(quote(&sent), Err(MoneyError::CurrencyMix));
}
