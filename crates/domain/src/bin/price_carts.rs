//! Prices ten thousand carts drawn from a fixed seed and says what came out, as one number.
//!
//! Built for the browser with that number in `SECURECART_DIGEST` it prices the same carts there and panics, which
//! WebAssembly knows as a trap, if anything differs: server and browser agree on every cent. `cargo xtask parity` runs
//! both.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use securecart_domain::{
    Currency, Money,
    cart::Quantity,
    pricing::{Basket, BasketLine, Discount, Percent, ShippingRate, Tax, TaxRate, quote},
};

const CARTS: u32 = 10_000;

/// A linear congruential generator (Knuth, MMIX): the same numbers on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn money(&mut self) -> Money {
        let bound = if self.below(4) == 0 { Money::MAX_PRICE_MINOR + 1 } else { 20_000 };
        Money::new(self.below(bound), Currency::Usd)
    }

    fn line(&mut self) -> Option<BasketLine> {
        let quantity = Quantity::parse(1 + self.below(99)).ok()?;
        Some(BasketLine { unit_price: self.money(), quantity, discounted: self.below(3) > 0 })
    }

    fn discount(&mut self) -> Option<Discount> {
        match self.below(4) {
            0 => Percent::from_hundredths(1 + self.below(10_000)).ok().map(Discount::Percent),
            1 => Some(Discount::Amount(self.money())),
            2 => Some(Discount::FreeShipping),
            _ => None,
        }
    }

    fn shipping(&mut self) -> Option<ShippingRate> {
        let free_from = (self.below(2) == 0).then(|| self.money());
        (self.below(3) > 0).then(|| ShippingRate { price: self.money(), free_from })
    }

    fn tax(&mut self) -> Option<Tax> {
        let rate = TaxRate::from_millionths(self.below(300_001)).ok()?;
        let tax = Tax { rate, included: self.below(2) == 0, on_shipping: self.below(2) == 0 };
        (self.below(4) > 0).then_some(tax)
    }
}

fn main() {
    let (mut draw, mut digest) = (Draw(2026), DefaultHasher::new());
    for _ in 0..CARTS {
        let many = draw.below(12);
        let lines: Vec<BasketLine> = (0..many).filter_map(|_| draw.line()).collect();
        let (discount, shipping, tax) = (draw.discount(), draw.shipping(), draw.tax());
        let basket = Basket { currency: Currency::Usd, lines: &lines, discount, shipping, tax };
        // The texts of these numbers do not depend on the width of a pointer.
        format!("{:?}", quote(&basket)).hash(&mut digest);
    }
    let digest = format!("{:016x}", digest.finish());
    match option_env!("SECURECART_DIGEST") {
        None => print(&digest),
        Some(expected) => assert_eq!(digest, expected, "the browser prices carts differently"),
    }
}

#[expect(clippy::print_stdout, reason = "the number is what this program is for")]
fn print(digest: &str) {
    println!("{digest}");
}
