use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::coupons::CouponCode;
use securecart_dto::coupons::CartCoupon;

use super::store::CartStore;
use crate::forms::{FormProblem, FormState};
use crate::ui::{
    Binding, Button, ButtonKind, ButtonSize, Cluster, Disclosure, Field, Notice, Stack, TextInput,
};
use crate::ui::{Tone, use_toasts};

/// The fields of the form.
const FIELDS: &[&str] = &["/code"];

/// The coupon on the cart, or a place to type one.
#[component]
pub fn CouponOnCart(
    /// The cart.
    cart: CartStore,
) -> impl IntoView {
    let there = Memo::new(move |_| cart.read(|cart| cart.coupon.clone()).flatten());
    move || match there.get() {
        Some(coupon) => view! { <There cart=cart coupon=coupon /> }.into_any(),
        None => view! {
            <Disclosure summary="Have a coupon?">
                <TypeCode cart=cart />
            </Disclosure>
        }
        .into_any(),
    }
}

#[component]
fn There(cart: CartStore, coupon: CartCoupon) -> impl IntoView {
    let toasts = use_toasts();
    let code = StoredValue::new(coupon.code.clone());
    let put_back = move || {
        spawn_local(async move {
            if let Err(error) = cart.put_coupon(&code.get_value()).await {
                toasts.error(error.detail());
            }
        });
    };
    let take_off = move |_| {
        spawn_local(async move {
            match cart.remove_coupon().await {
                Ok(()) => {
                    let done = format!("The coupon {} was taken off.", code.get_value());
                    toasts.with_action(done, "Undo", put_back);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    let problem = coupon.detail.map(|detail| view! { <Notice tone=Tone::Warning>{detail}</Notice> });
    view! {
        <Stack>
            {problem}
            <Cluster spread=true>
                <span>
                    <strong>{coupon.code}</strong>
                    " "
                    <span class="text-ink-muted">{coupon.summary}</span>
                </span>
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small on:click=take_off>
                    "Remove"
                </Button>
            </Cluster>
        </Stack>
    }
}

#[component]
fn TypeCode(cart: CartStore) -> impl IntoView {
    let form = FormState::new(FIELDS);
    let typed = RwSignal::new(String::new());
    let value = Binding::new(typed, move |code| {
        form.touched("/code");
        typed.set(code);
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            move |errors| errors.take("/code", CouponCode::parse(&typed.get_untracked())),
            move |code| async move { cart.put_coupon(code.as_str()).await },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="Coupon code"
                    unmarked=true
                    id=FormState::id("/code")
                    error=form.error("/code")
                >
                    <TextInput value=value autocomplete="off" max_length=64_u32 code=true />
                </Field>
                <Button kind=ButtonKind::Secondary submit=true busy=form.busy()>
                    "Use coupon"
                </Button>
            </Stack>
        </form>
    }
}
