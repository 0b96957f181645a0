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
use crate::ui::{Toasts, Tone, use_toasts};

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
    // Plain text: this component is gone when the coupon is, and the way back outlives it.
    let code = coupon.code.clone();
    let take_off = move |_| take_off(cart, toasts, code.clone());
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

/// Takes the coupon off, with a way back.
fn take_off(cart: CartStore, toasts: Toasts, code: String) {
    spawn_local(async move {
        match cart.remove_coupon().await {
            Ok(()) => {
                let done = format!("The coupon {code} was taken off.");
                toasts.with_action(done, "Undo", move || put_back(cart, toasts, code.clone()));
            }
            Err(error) => toasts.error(error.detail()),
        }
    });
}

fn put_back(cart: CartStore, toasts: Toasts, code: String) {
    spawn_local(async move {
        if let Err(error) = cart.put_coupon(&code).await {
            toasts.error(error.detail());
        }
    });
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
