use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::Country;
use securecart_domain::delivery::Estimate;
use securecart_domain::{Money, pricing::Quote};
use securecart_dto::addresses::Address;
use securecart_dto::delivery::DeliveryOption;

use super::billing::InvoiceAddress;
use super::contact::Contact;
use super::draft::{CheckoutDraft, MAX_NOTE};
use super::places::DELIVERY;
use super::summary::quote_of;
use crate::features::account::{AddressFields, all_countries};
use crate::features::cart::use_cart;
use crate::forms::FormState;
use crate::frame::Failure;
use crate::ui::{
    Card, ChoiceList, ChoiceRow, Disclosure, Field, Gap, Notice, SelectOption, SkeletonLines, Stack,
    Textarea, Tone,
};

/// Everything to be decided, from top to bottom.
#[component]
pub(super) fn Decisions() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let stay = move |event: SubmitEvent| event.prevent_default();
    view! {
        <form novalidate=true on:submit=stay>
            <Stack gap=Gap::Large>
                <Contact />
                <Delivery />
                <Show when=move || draft.is_sent()>
                    <ShippingAddress />
                </Show>
                <Invoice />
            </Stack>
        </form>
    }
}

/// The ways that lead there. Nothing in a shop that offers none.
#[component]
fn Delivery() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let cart = use_cart();
    let state = Memo::new(move |_| match draft.options.get() {
        None => 0,
        Some(Err(_)) => 1,
        Some(Ok(options)) if options.methods.is_empty() && options.countries == Some(Vec::new()) => 2,
        Some(Ok(options)) if options.methods.is_empty() => 3,
        Some(Ok(_)) => 4,
    });
    let choices = Signal::derive(move || {
        let ways = draft.offered().map(|options| options.methods).unwrap_or_default();
        let quote = |way: &DeliveryOption| cart.read(|cart| quote_of(cart, Some(way), None)).flatten();
        ways.iter().map(|way| choice(way, quote(way))).collect::<Vec<_>>()
    });
    let chosen = crate::ui::Binding::new(
        Signal::derive(move || draft.chosen().map(|way| way.id.to_string()).unwrap_or_default()),
        move |id| {
            draft.form.touched("/delivery/method_id");
            draft.method.set(id);
        },
    );
    move || {
        match state.get() {
        0 => view! { <SkeletonLines lines=4 /> }.into_any(),
        1 => draft
            .options
            .get()
            .and_then(Result::err)
            .map(|error| {
                view! {
                    <Failure
                        title="The ways of delivery could not be loaded"
                        error=error
                        on_retry=move |()| draft.options.refetch()
                    />
                }
            })
            .into_any(),
        2 => ().into_any(),
        3 => view! {
            <Card title="Delivery".to_owned()>
                <Stack>
                    <Notice tone=Tone::Warning>"Nothing is sent to this country. Choose another address."</Notice>
                </Stack>
            </Card>
            <ShippingAddress />
        }
        .into_any(),
        _ => view! {
            <Card title="Delivery".to_owned()>
                <ChoiceList
                    label="Delivery"
                    id=FormState::id("/delivery/method_id")
                    value=chosen
                    choices=choices
                    error=draft.form.error("/delivery/method_id")
                />
            </Card>
        }
        .into_any(),
    }
    }
}

fn choice(way: &DeliveryOption, quote: Option<Quote>) -> ChoiceRow {
    let price = quote.map_or(way.price, |quote| quote.shipping);
    let estimate = way.estimate.and_then(|days| Estimate::parse(days.from, days.to).ok());
    let details = [estimate.map(|estimate| capital(&estimate.to_string())), Some(way.description.clone())];
    let details: Vec<String> = details.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    ChoiceRow {
        value: way.id.to_string(),
        label: way.name.clone(),
        detail: details.join(" · "),
        aside: amount(price),
    }
}

fn amount(price: Money) -> String {
    if price.minor() == 0 { "Free".to_owned() } else { price.to_string() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where it goes: one of the address book, or one that is typed.
#[component]
fn ShippingAddress() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let countries = Signal::derive(move || {
        let served = draft.offered().and_then(|options| options.countries);
        let serves =
            |option: &SelectOption| served.as_ref().is_none_or(|codes| codes.contains(&option.value));
        all_countries().into_iter().filter(serves).collect::<Vec<_>>()
    });
    let book = saved_choices(&draft);
    let picker = book.map(|book| {
        view! {
            <ChoiceList
                label="Address"
                id=FormState::id("/delivery/address_id")
                value=draft.saved
                choices=Signal::stored(book)
                error=draft.form.error("/delivery/address_id")
            />
        }
    });
    view! {
        <Card title="Where it goes".to_owned()>
            <Stack>
                {picker}
                <Show when=move || draft.saved.read().is_empty()>
                    <Stack group="Address of delivery">
                        <AddressFields form=draft.form draft=draft.address at=&DELIVERY countries=countries />
                    </Stack>
                </Show>
            </Stack>
        </Card>
    }
}

/// The addresses of the book to choose from, and another one; none where the book is empty.
pub(super) fn saved_choices(draft: &CheckoutDraft) -> Option<Vec<ChoiceRow>> {
    let other = ChoiceRow {
        value: String::new(),
        label: "Another address".to_owned(),
        detail: String::new(),
        aside: String::new(),
    };
    draft.book.with_value(|book| (!book.is_empty()).then(|| book.iter().map(saved).chain([other]).collect()))
}

fn saved(address: &Address) -> ChoiceRow {
    let country = Country::parse(&address.country).map_or_else(|_| String::new(), |c| c.name().to_owned());
    let town = format!("{} {}", address.postcode, address.city);
    let place = [address.line1.as_str(), town.trim(), &country];
    ChoiceRow {
        value: address.id.to_string(),
        label: address.name.clone(),
        detail: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        aside: String::new(),
    }
}

/// What else can be said: another address on the invoice, a note.
#[component]
fn Invoice() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    view! {
        <Card title="Invoice and note".to_owned()>
            <Stack>
                <InvoiceAddress />
                <Disclosure summary="Add a note">
                    <Field
                        label="Note"
                        hint="For those who pack and bring it."
                        id=FormState::id("/note")
                        error=draft.form.error("/note")
                    >
                        <Textarea value=draft.note rows=3_u16 max_length=MAX_NOTE />
                    </Field>
                </Disclosure>
            </Stack>
        </Card>
    }
}
