use leptos::prelude::*;
use securecart_domain::Money;

use super::coupon::CouponOnCart;
use super::free_delivery::FreeDelivery;
use super::store::CartStore;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, ButtonLink, ButtonSize, Card, Notice, Stack, SummaryList, SummaryRow, Text, Tone};

/// What the cart comes to, and the way on.
#[component]
pub(super) fn CartSummary(cart: CartStore) -> impl IntoView {
    let session = use_session();
    let zero = move || Money::zero(session.currency());
    let subtotal = move || cart.read(|cart| cart.subtotal).unwrap_or_else(zero);
    let total = Signal::derive(move || cart.read(|cart| cart.total).unwrap_or_else(zero));
    let taken_off = Memo::new(move |_| {
        let coupon = cart.read(|cart| (cart.coupon.clone(), cart.discount));
        coupon
            .and_then(|(coupon, discount)| Some((coupon?.code, discount)))
            .filter(|(_, off)| off.minor() > 0)
    });
    let discount = move || {
        taken_off.get().map(|(code, discount)| {
            view! {
                <SummaryRow label="Discount" hint=code>
                    {format!("−{discount}")}
                </SummaryRow>
            }
        })
    };
    let items = move || match cart.count() {
        1 => "1 item".to_owned(),
        many => format!("{many} items"),
    };
    let ready = Signal::derive(move || cart.read(|cart| cart.ready).unwrap_or(false));
    view! {
        <Card title="Summary".to_owned()>
            <Stack>
                <SummaryList>
                    <SummaryRow label=Signal::derive(items)>
                        {move || subtotal().to_string()}
                    </SummaryRow>
                    {discount}
                    <SummaryRow label="Total" total=true>
                        {move || total.get().to_string()}
                    </SummaryRow>
                </SummaryList>
                <FreeDelivery cart=cart />
                <CouponOnCart cart=cart />
                <WayOn ready=ready />
                <Text
                    muted=true
                    body="Delivery, and taxes where they come on top, are added at checkout.".to_owned()
                />
            </Stack>
        </Card>
    }
}

/// The way to checkout, once every line can be bought as it stands.
#[component]
fn WayOn(ready: Signal<bool>) -> impl IntoView {
    move || {
        if ready.get() {
            view! {
                <ButtonLink
                    href=Route::Checkout
                    size=ButtonSize::Large
                    full=true
                    icon=icondata::LuLock
                >
                    "Go to checkout"
                </ButtonLink>
            }
            .into_any()
        } else {
            view! {
                <Notice tone=Tone::Warning>
                    "Something in your cart can not be bought as it stands. Settle it first."
                </Notice>
                <Button size=ButtonSize::Large full=true icon=icondata::LuLock disabled=true>
                    "Go to checkout"
                </Button>
            }
            .into_any()
        }
    }
}
