use leptos::prelude::*;
use securecart_domain::accounts::Country;
use securecart_domain::delivery::MethodKind;
use securecart_domain::pricing::{FreeShipping, free_shipping};
use securecart_dto::cart::Cart;
use securecart_dto::coupons::CouponDiscount;
use securecart_dto::delivery::{DeliveryOption, DeliveryOptions, DeliveryQuery};

use super::store::CartStore;
use crate::api::{self, use_client};
use crate::ui::{Progress, Text};

/// How far the cart is from being delivered for nothing, to the shop's own country until checkout asks for another. Says
/// nothing where goods never go for nothing, or always do.
#[component]
pub(super) fn FreeDelivery(cart: CartStore) -> impl IntoView {
    let client = use_client();
    let options = LocalResource::new(move || async move {
        api::checkout::delivery_options(client, &DeliveryQuery::default()).await.ok()
    });
    let far = Memo::new(move |_| {
        let options = options.get().flatten()?;
        let far = cart.read(|cart| far_from_free(cart, &options)).flatten()?;
        Some((far, place(&options)))
    });
    move || {
        far.get().map(|(far, place)| match far {
            Far::Reached => view! { <Text body=format!("Delivery{place} is free.") /> }.into_any(),
            Far::Missing { words, goods, of } => {
                let label = format!("{words} more, and delivery{place} is free");
                view! { <Progress label=label done=goods total=Some(of) /> }.into_any()
            }
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Far {
    Reached,
    /// What is missing in words; and in minor units what the goods cost, of what they have to.
    Missing {
        words: String,
        goods: u32,
        of: u32,
    },
}

fn far_from_free(cart: &Cart, options: &DeliveryOptions) -> Option<Far> {
    let coupon = cart.coupon.as_ref().filter(|coupon| coupon.problem.is_none());
    let has_it = coupon.is_some_and(|coupon| matches!(coupon.discount, CouponDiscount::FreeShipping {}));
    if has_it || cart.lines.is_empty() {
        return None;
    }
    let sent = options.methods.iter().filter(|way| way.kind == MethodKind::Ship);
    match free_shipping(sent.map(DeliveryOption::rate), cart.total).ok()?? {
        FreeShipping::Reached => Some(Far::Reached),
        FreeShipping::Missing(missing) => {
            let of = cart.total.checked_add(missing).ok()?;
            Some(Far::Missing {
                words: missing.to_string(),
                goods: u32::try_from(cart.total.minor()).ok()?,
                of: u32::try_from(of.minor()).ok()?,
            })
        }
    }
}

/// The country that this is about, as it stands behind "delivery".
fn place(options: &DeliveryOptions) -> String {
    let country = options.country.as_deref().and_then(|code| Country::parse(code).ok());
    country.map(|country| format!(" within {}", country.name())).unwrap_or_default()
}
