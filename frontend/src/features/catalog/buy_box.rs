use leptos::prelude::*;
use securecart_domain::cart::Quantity;
use securecart_dto::ProblemType;
use securecart_dto::catalog::{ProductDetail, Variant};

use super::add_to_cart::use_add_to_cart;
use super::card::FEW;
use super::heart::Heart;
use super::picked::Picked;
use super::reviews::{rating_tenths, rating_words};
use super::stock_mail::TellMe;
use crate::api::ApiError;
use crate::features::cart::use_cart;
use crate::ui::{Button, ButtonSize, Cluster, Field, Gap, Notice, PageHeader, PriceSize, PriceTag};
use crate::ui::{QuantityStepper, Stack, StarRow, StatusPill, Text, Tone, VariantPicker};

/// How one pays, in a sentence.
const PAYING: &str = "You pay on the payment provider's own page.";

/// Name, price, choice, how many, and the one big button.
#[component]
pub(super) fn BuyBox(product: ProductDetail, picked: Picked) -> impl IntoView {
    let fallback = product.price;
    let price = move || picked.variant().map_or(fallback, |variant| variant.price).to_string();
    let before = move || picked.variant()?.compare_at_price.map(|price| price.to_string());
    let (name, named) = (product.name.clone(), product.name);
    let (id, slug) = (product.id, product.slug);
    let has_choice = !product.options.is_empty();
    let rating = product.rating.map(|rating| {
        let (tenths, words) = (rating_tenths(&rating), rating_words(&rating));
        view! {
            <Cluster gap=Gap::Small>
                <StarRow tenths=tenths words=words.clone() />
                <Text muted=true body=words />
            </Cluster>
        }
    });
    let choose = Callback::new(move |(option, value): (String, String)| picked.choose(&option, value));
    view! {
        <Stack gap=Gap::Large>
            <div>
                <PageHeader title=named lead=product.summary />
                {rating}
                <PriceTag
                    price=Signal::derive(price)
                    compare_at=Signal::derive(before)
                    size=PriceSize::Large
                />
            </div>
            <Show when=move || has_choice>
                <VariantPicker groups=Signal::derive(move || picked.groups()) on_choose=choose />
            </Show>
            <Availability picked=picked />
            <Order name=name picked=picked />
            <TellMe product=id picked=picked />
            <Heart product=id slug=slug />
            <Text muted=true body=PAYING.to_owned() />
        </Stack>
    }
}

#[component]
fn Availability(picked: Picked) -> impl IntoView {
    move || {
        let (tone, words) = availability(picked.variant().as_ref());
        view! { <div><StatusPill tone=tone label=words /></div> }
    }
}

fn availability(variant: Option<&Variant>) -> (Tone, String) {
    match variant.map(|variant| variant.stock) {
        None => (Tone::Neutral, "This combination does not exist".to_owned()),
        Some(0) => (Tone::Neutral, "Sold out".to_owned()),
        Some(1) => (Tone::Warning, "Only 1 unit available".to_owned()),
        Some(few) if few <= FEW => (Tone::Warning, format!("Only {few} units available")),
        Some(many) => (Tone::Success, format!("{many} units available")),
    }
}

/// What the server says, and what is in the cart: without that it says how many there are to who asked for no more.
fn refused(error: &ApiError, in_cart: u32) -> String {
    match in_cart {
        already @ 1.. if error.is(ProblemType::InsufficientStock) => {
            let are = if already == 1 { "is" } else { "are" };
            format!("{} {already} {are} in your cart already.", error.detail())
        }
        _ => error.detail(),
    }
}

#[component]
fn Order(name: String, picked: Picked) -> impl IntoView {
    let quantity = RwSignal::new(1_u32);
    let busy = RwSignal::new(false);
    let refusal = RwSignal::new(None::<String>);
    let cart = use_cart();
    let add = use_add_to_cart(busy, move |variant, error| {
        refusal.try_set(Some(refused(&error, untrack(|| cart.units_of(variant)))));
    });
    // What was said of one variant says nothing of another.
    Effect::new(move |_| {
        picked.variant();
        refusal.set(None);
    });
    let most = move || picked.variant().map_or(0, |variant| variant.stock).min(Quantity::MAX.into());
    let label = format!("Quantity of {name}");
    let press = move |_| {
        refusal.set(None);
        if let Some(variant) = picked.variant() {
            add(variant.id, name.clone(), quantity.get_untracked());
        }
    };
    view! {
        <Stack>
            <Field label="Quantity" unmarked=true>
                <QuantityStepper
                    value=quantity
                    label=label
                    max=Signal::derive(move || most().max(1))
                    disabled=Signal::derive(move || most() == 0)
                />
            </Field>
            {move || {
                refusal.get().map(|words| view! { <Notice tone=Tone::Warning>{words}</Notice> })
            }}
            <Button
                size=ButtonSize::Large
                full=true
                icon=icondata::LuShoppingBag
                busy=busy
                disabled=Signal::derive(move || most() == 0)
                on:click=press
            >
                {move || if most() == 0 { "Not available" } else { "Add to cart" }}
            </Button>
        </Stack>
    }
}
